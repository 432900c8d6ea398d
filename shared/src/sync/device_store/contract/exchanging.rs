//! What an exchange reads and writes.

use super::fixture::{
    acknowledgement, change_of, device_id, done, draft, held, now, of_a_newer_kind, page, record,
    same, sends, typed, waiting, writes,
};
use super::{Device, Held};
use crate::id::{MutationId, RecordId};
use crate::sync::device_store::{
    Applied, Sent, Table, Transaction, apply, keep_proof, outbox, proofs, snapshot, tidy,
};
use crate::sync::{ArrivalProof, Cursor, EntryState, OutboxEntry, Quarantine, Write};

pub(super) async fn an_overtaken_tab_writes_nothing<D: Device>(device: &D) -> Held {
    same(&writes(device, &[page("1", 0)]).await?, &Applied::Whole)?;
    let transaction = device.begin().await?;
    let late = [Write::PutChange(change_of(&record(1, 1))?), page("2", 0)];
    same(
        &apply(&transaction, None, &late).await?,
        &Applied::Overtaken,
    )?;
    device.commit(transaction).await?;
    same(
        &held(device, Table::Pulled, &change_of(&record(1, 1))?).await?,
        &None,
    )?;
    let transaction = device.begin().await?;
    let snapshot = snapshot(&transaction, device_id(), false).await?;
    same(&snapshot.cursor, &Some(Cursor("1".to_owned())))?;
    same(&snapshot.epoch, &Some("first".to_owned()))
}

pub(super) async fn what_is_done_is_logged_and_its_draft_goes<D: Device>(device: &D) -> Held {
    let first = sends(device, 1, "a").await?;
    let second = sends(device, 2, "b").await?;
    writes(device, &[done(first)]).await?;
    same(&waiting(device).await?, &vec![second.seq])?;
    same(&draft(device, "a").await?, &None)?;
    same(&draft(device, "b").await?.is_some(), &true)?;
    let transaction = device.begin().await?;
    let sent: Vec<Sent> = transaction.all(Table::Sent).await?;
    let sent: Vec<_> = sent
        .iter()
        .map(|it| (it.entry.seq, it.finished_at))
        .collect();
    same(&sent, &vec![(1, now())])
}

/// As when it was dropped meanwhile, and another stands under its number after a restored backup.
pub(super) async fn what_has_left_the_outbox_is_not_finished_again<D: Device>(device: &D) -> Held {
    let entry = sends(device, 1, "a").await?;
    let gone = OutboxEntry {
        mutation_id: MutationId::from_number(9),
        ..entry
    };
    writes(device, &[done(gone.clone()), Write::PutEntry(gone)]).await?;
    same(&waiting(device).await?, &vec![1])?;
    same(&draft(device, "a").await?.is_some(), &true)?;
    let transaction = device.begin().await?;
    same(&transaction.all::<Sent>(Table::Sent).await?.len(), &0)
}

pub(super) async fn a_draft_that_was_opened_again_stays<D: Device>(device: &D) -> Held {
    let entry = sends(device, 1, "a").await?;
    let transaction = device.begin().await?;
    transaction
        .put(Table::Drafts, "a".into(), &typed("typed since"))
        .await?;
    device.commit(transaction).await?;
    writes(device, &[done(entry)]).await?;
    same(&draft(device, "a").await?, &Some(typed("typed since")))
}

pub(super) async fn an_older_version_replaces_nothing<D: Device>(device: &D) -> Held {
    let new = change_of(&record(1, 2))?;
    let old = change_of(&record(1, 1))?;
    writes(
        device,
        &[Write::PutChange(new.clone()), Write::PutChange(old)],
    )
    .await?;
    same(&held(device, Table::Pulled, &new).await?, &Some(2))?;
    let gone = Write::RemovePulled {
        kind: new.kind.clone(),
        id: new.id.clone(),
    };
    writes(device, &[gone]).await?;
    same(&held(device, Table::Pulled, &new).await?, &None)
}

pub(super) async fn what_was_parked_is_taken_in_once_it_is_understood<D: Device>(
    device: &D,
) -> Held {
    let understood = change_of(&record(1, 1))?;
    let newer = of_a_newer_kind("x", 1)?;
    let parked = [understood.clone(), newer.clone()].map(Write::Park);
    writes(device, &parked).await?;
    let transaction = device.begin().await?;
    tidy(&transaction).await?;
    device.commit(transaction).await?;
    same(&held(device, Table::Pulled, &understood).await?, &Some(1))?;
    same(&held(device, Table::Parked, &understood).await?, &None)?;
    same(&held(device, Table::Parked, &newer).await?, &Some(1))?;
    writes(device, &[Write::ForgetPulled]).await?;
    same(&held(device, Table::Pulled, &understood).await?, &None)?;
    same(&held(device, Table::Parked, &newer).await?, &None)
}

pub(super) async fn a_proof_gets_its_content_whichever_comes_first<D: Device>(device: &D) -> Held {
    let (first, second) = (record(1, 1), record(1, 2));
    let come = [
        Write::PutAcknowledgement(acknowledgement(&first)),
        Write::PutChange(change_of(&first)?),
        Write::PutChange(change_of(&second)?),
        Write::PutAcknowledgement(acknowledgement(&second)),
        Write::ForgetPulled,
    ];
    writes(device, &come).await?;
    let transaction = device.begin().await?;
    // It was asked for again, without its content.
    let bare = ArrivalProof {
        acknowledgement: acknowledgement(&first),
        content: None,
    };
    keep_proof(&transaction, &bare).await?;
    let kept = proofs(&transaction, first.record_id).await?;
    let contents: Vec<_> = kept.into_iter().map(|proof| proof.content).collect();
    same(
        &contents,
        &vec![Some(first.content.text()), Some(second.content.text())],
    )?;
    let of_another = proofs(&transaction, RecordId::from_number(2)).await?;
    same(&of_another.len(), &0)
}

pub(super) async fn the_sent_log_waits_again_unless_something_waits_there<D: Device>(
    device: &D,
) -> Held {
    let first = sends(device, 1, "a").await?;
    let second = sends(device, 2, "b").await?;
    let done = [first.clone(), second].map(done);
    writes(device, &done).await?;
    let transaction = device.begin().await?;
    let other = OutboxEntry {
        mutation_id: MutationId::from_number(9),
        state: EntryState::SetAside(Quarantine::UnknownRecord.into()),
        ..first
    };
    transaction
        .put(Table::Outbox, other.seq.into(), &other)
        .await?;
    device.commit(transaction).await?;
    writes(device, &[Write::ResendSentLog]).await?;
    let transaction = device.begin().await?;
    let again = outbox(&transaction).await?;
    let again: Vec<_> = again
        .into_iter()
        .map(|it| (it.mutation_id, it.state))
        .collect();
    same(
        &again,
        &vec![
            (other.mutation_id, other.state),
            (MutationId::from_number(2), EntryState::Waiting),
        ],
    )?;
    same(&transaction.all::<Sent>(Table::Sent).await?.len(), &0)
}

pub(super) async fn the_sent_log_forgets_after_thirty_days_of_the_server<D: Device>(
    device: &D,
) -> Held {
    let entry = sends(device, 1, "a").await?;
    writes(device, &[done(entry)]).await?;
    for (days, left) in [(30, 1), (31, 0)] {
        writes(device, &[page("1", days)]).await?;
        let transaction = device.begin().await?;
        tidy(&transaction).await?;
        same(&transaction.all::<Sent>(Table::Sent).await?.len(), &left)?;
        device.commit(transaction).await?;
    }
    Ok(())
}
