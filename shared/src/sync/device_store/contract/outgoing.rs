//! What is put on its way, offered and taken back.

use super::fixture::{change, device_id, done, draft, now, same, sends, waiting, writes};
use super::{Broken, Device, Held, Typed};
use crate::id::RecordId;
use crate::sync::device_store::{
    Enqueued, NewMutation, Table, Transaction, enqueue, outbox, snapshot, take_back, throw_away,
};
use crate::sync::{EntryState, OutboxEntry, Quarantine, Write};
use serde_json::value::RawValue;

pub(super) async fn what_is_offered_cannot_be_taken_back<D: Device>(device: &D) -> Held {
    let first = sends(device, 1, "a").await?;
    let transaction = device.begin().await?;
    let looked = snapshot(&transaction, device_id(), false).await?;
    same(&looked.batch().len(), &0)?;
    let back = take_back::<Typed, _>(&transaction, first.seq, now()).await?;
    same(&back.map(|it| it.seq), &Some(first.seq))?;
    device.commit(transaction).await?;
    same(&draft(device, "a").await?.map(|it| it.sent), &Some(false))?;
    let second = sends(device, 2, "b").await?;
    let transaction = device.begin().await?;
    let offered = snapshot(&transaction, device_id(), true).await?;
    same(&offered.batch().len(), &1)?;
    device.commit(transaction).await?;
    let transaction = device.begin().await?;
    let back = take_back::<Typed, _>(&transaction, second.seq, now()).await?;
    same(&back, &None)?;
    same(&throw_away(&transaction, "b").await?, &false)?;
    same(&outbox(&transaction).await?.len(), &1)
}

pub(super) async fn nothing_is_put_on_its_way_twice<D: Device>(device: &D) -> Held {
    let entry = sends(device, 1, "a").await?;
    let transaction = device.begin().await?;
    let pressed_again = change(2, 1, "a", "typed");
    same(
        &enqueue::<Typed, _>(&transaction, device_id(), pressed_again.clone()).await?,
        &Enqueued::SaidAlready,
    )?;
    let of_nothing = change(3, 3, "never", "typed");
    same(
        &enqueue::<Typed, _>(&transaction, device_id(), of_nothing).await?,
        &Enqueued::NoDraft,
    )?;
    device.commit(transaction).await?;
    let aside = OutboxEntry {
        state: EntryState::SetAside(Quarantine::UnknownRecord.into()),
        ..entry
    };
    writes(device, &[Write::PutEntry(aside)]).await?;
    let anew = NewMutation {
        replaces: Some(1),
        ..pressed_again
    };
    let transaction = device.begin().await?;
    same(
        &enqueue::<Typed, _>(&transaction, device_id(), anew.clone()).await?,
        &Enqueued::Waits,
    )?;
    // The first press took it away and put another in its place.
    same(
        &enqueue::<Typed, _>(&transaction, device_id(), anew).await?,
        &Enqueued::SaidAlready,
    )?;
    device.commit(transaction).await?;
    same(&waiting(device).await?, &vec![2])
}

/// What stands ready: the numbers, and the bytes.
async fn ready<D: Device>(device: &D) -> Result<Vec<(u64, String)>, Broken> {
    let transaction = device.begin().await?;
    let mut ready = Vec::new();
    for seq in transaction.numbers(Table::Ready).await? {
        let body: Option<Box<RawValue>> = transaction.get(Table::Ready, seq.into()).await?;
        ready.push((seq, body.map_or_else(String::new, |it| it.get().to_owned())));
    }
    Ok(ready)
}

/// First in, first out for each record; others pass.
pub(super) async fn what_goes_is_ready_to_the_byte_and_nothing_else<D: Device>(device: &D) -> Held {
    let first = sends(device, 1, "a").await?;
    let other = sends(device, 2, "b").await?;
    let bytes = |entry: &OutboxEntry| (entry.seq, entry.body.clone());
    same(&ready(device).await?, &vec![bytes(&first), bytes(&other)])?;

    let aside = OutboxEntry {
        state: EntryState::SetAside(Quarantine::UnknownRecord.into()),
        ..first.clone()
    };
    writes(device, &[Write::PutEntry(aside)]).await?;
    let transaction = device.begin().await?;
    let behind = NewMutation {
        record_id: RecordId::from_number(1),
        ..change(3, 3, "", "more")
    };
    enqueue::<Typed, _>(&transaction, device_id(), behind).await?;
    device.commit(transaction).await?;
    same(&ready(device).await?, &vec![bytes(&other)])?;

    writes(device, &[done(other)]).await?;
    same(&ready(device).await?, &Vec::new())?;
    let transaction = device.begin().await?;
    same(&throw_away(&transaction, "a").await?, &true)?;
    device.commit(transaction).await?;
    let numbers: Vec<u64> = ready(device).await?.into_iter().map(|it| it.0).collect();
    same(&numbers, &vec![3])
}

/// As by the service worker, while no page of the app is open.
pub(super) async fn what_somebody_else_has_offered_cannot_be_taken_back<D: Device>(
    device: &D,
) -> Held {
    let entry = sends(device, 1, "a").await?;
    let transaction = device.begin().await?;
    transaction
        .put(Table::Offered, entry.seq.into(), &1)
        .await?;
    device.commit(transaction).await?;
    let transaction = device.begin().await?;
    let unsent = |entries: Vec<OutboxEntry>| entries.iter().map(|it| it.unsent).collect();
    same(&unsent(outbox(&transaction).await?), &vec![false])?;
    let back = take_back::<Typed, _>(&transaction, entry.seq, now()).await?;
    same(&back, &None)?;
    device.commit(transaction).await?;
    // It is noted with the next change, and stays so.
    sends(device, 2, "b").await?;
    let transaction = device.begin().await?;
    same(&transaction.numbers(Table::Offered).await?, &Vec::new())?;
    same(&unsent(outbox(&transaction).await?), &vec![false, true])
}
