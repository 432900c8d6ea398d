//! Everything that is ever done to a device, in any order.

use super::fixture::{acknowledgement, change, change_of, device_id, now, of_a_newer_kind, typed};
use super::{Device, Typed};
use crate::record::RecordView;
use crate::sync::device_store::{
    CURSOR, Sent, Table, Transaction, apply, drop_entry, enqueue, outbox, proofs, snapshot,
    take_back, throw_away, tidy,
};
use crate::sync::{Change, Cursor, EntryState, OutboxEntry, Pulled, Quarantine, Write, ready};
use crate::time::Timestamp;
use serde_json::Value;

const STEPS: u64 = 120;
const DRAFTS: [&str; 3] = ["a", "b", "中"];
const TABLES: [Table; 9] = [
    Table::Meta,
    Table::Drafts,
    Table::Pulled,
    Table::Outbox,
    Table::Ready,
    Table::Offered,
    Table::Sent,
    Table::Parked,
    Table::Acknowledgements,
];

/// The next of a row of numbers that looks like chance (Knuth, MMIX).
struct Chance(u64);

impl Chance {
    const fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn draft(&mut self) -> &'static str {
        let place = usize::try_from(self.below(3)).unwrap_or(0);
        DRAFTS.get(place).copied().unwrap_or("a")
    }
}

/// What is answered and kept in the history of this seed.
pub async fn transcript<D: Device>(device: &D, seed: u64) -> Vec<String> {
    let mut chance = Chance(seed);
    let mut told = Vec::new();
    for step in 0..STEPS {
        let happened = match happens(device, &mut chance, step).await {
            Ok(happened) => happened,
            Err(error) => format!("failed: {error:?}"),
        };
        told.push(format!("{step} {happened}"));
    }
    match dump(device).await {
        Ok(kept) => told.extend(kept),
        Err(error) => told.push(format!("nothing can be read: {error:?}")),
    }
    told
}

async fn happens<D: Device>(
    device: &D,
    chance: &mut Chance,
    step: u64,
) -> Result<String, D::Error> {
    let transaction = device.begin().await?;
    let mut happened = acts(&transaction, chance, step).await?;
    if !is_in_line(&transaction).await? {
        happened.push_str(", and what is ready is not what goes");
    }
    if chance.below(8) == 0 {
        drop(transaction);
        return Ok(format!("{happened}, abandoned"));
    }
    device.commit(transaction).await?;
    Ok(happened)
}

/// Whether what is ready is what goes next.
async fn is_in_line<T: Transaction>(device: &T) -> Result<bool, T::Error> {
    let entries = outbox(device).await?;
    let goes: Vec<u64> = ready(&entries).into_iter().map(|it| it.seq).collect();
    Ok(device.numbers(Table::Ready).await? == goes)
}

async fn acts<T: Transaction>(
    device: &T,
    chance: &mut Chance,
    step: u64,
) -> Result<String, T::Error> {
    let now = now().plus_millis(i64::try_from(step).unwrap_or(0) * 12 * 3_600_000);
    let draft = chance.draft();
    let entries = outbox(device).await?;
    let place = usize::try_from(chance.below(4)).unwrap_or(0);
    let entry = entries.get(place).cloned();
    let seq = entry.as_ref().map_or(1, |entry| entry.seq);
    match chance.below(11) {
        0 | 1 => {
            let text = format!("typed {step}");
            let draft_now = Typed {
                complete: chance.below(5) == 0,
                ..typed(&text)
            };
            device.put(Table::Drafts, draft.into(), &draft_now).await?;
            Ok("kept".to_owned())
        }
        2 | 3 => {
            let record = u128::from(chance.below(4));
            let new = change(u128::from(step), record, draft, "typed");
            let became = enqueue::<Typed, T>(device, device_id(), new).await?;
            Ok(format!("{became:?}"))
        }
        4 => {
            let back = take_back::<Typed, T>(device, seq, now).await?;
            Ok(format!("taken back {:?}", back.map(|entry| entry.seq)))
        }
        5 => {
            drop_entry::<Typed, T>(device, seq, now).await?;
            let gone = throw_away(device, draft).await?;
            Ok(format!("thrown away {gone}"))
        }
        6 => {
            let offers = chance.below(2) == 0;
            let held = snapshot(device, device_id(), offers).await?;
            Ok(format!("offers {offers} {held:?}"))
        }
        7 => {
            // As the service worker does.
            for seq in device.numbers(Table::Ready).await? {
                device.put(Table::Offered, seq.into(), &1).await?;
            }
            Ok("offered in the background".to_owned())
        }
        8 => {
            tidy(device).await?;
            Ok("tidy".to_owned())
        }
        _ => exchanges(device, chance, entry, now).await,
    }
}

/// A page comes with one thing, mostly to who has read up to it.
async fn exchanges<T: Transaction>(
    device: &T,
    chance: &mut Chance,
    entry: Option<OutboxEntry>,
    now: Timestamp,
) -> Result<String, T::Error> {
    let mut expected: Option<Cursor> = device.get(Table::Meta, CURSOR.into()).await?;
    if chance.below(6) == 0 {
        expected = Some(Cursor("of another tab".to_owned()));
    }
    let record = super::fixture::record(u128::from(chance.below(4)), 1 + chance.below(5));
    let mut writes = match chance.below(8) {
        0 => vec![Write::PutChange(change_of(&record)?)],
        1 => vec![Write::PutAcknowledgement(acknowledgement(&record))],
        2 => vec![Write::Park(of_a_newer_kind("x", chance.below(9))?)],
        3 => vec![Write::Park(change_of(&record)?)],
        4 => vec![Write::RemovePulled {
            kind: RecordView::KIND.to_owned(),
            id: record.record_id.to_string(),
        }],
        5 => vec![Write::ResendSentLog, Write::ForgetPulled],
        _ => Vec::new(),
    };
    if let Some(entry) = entry {
        writes.push(match chance.below(3) {
            0 => Write::FinishEntry { entry, at: now },
            1 => Write::PutEntry(OutboxEntry {
                state: EntryState::Applied { version: 1 },
                ..entry
            }),
            _ => Write::PutEntry(OutboxEntry {
                state: EntryState::SetAside(Quarantine::UnknownRecord.into()),
                ..entry
            }),
        });
    }
    writes.push(Write::PutCursor {
        cursor: Some(Cursor(now.millis().to_string())),
        epoch: "first".to_owned(),
        server_now: now,
    });
    let applied = apply(device, expected.as_ref(), &writes).await?;
    Ok(format!("{applied:?} {writes:?}"))
}

/// All that is kept, as this build reads it.
async fn dump<D: Device>(device: &D) -> Result<Vec<String>, D::Error> {
    let transaction = device.begin().await?;
    let mut kept = Vec::new();
    for table in TABLES {
        for value in transaction.all::<Value>(table).await? {
            kept.push(format!("{} {value}", table.name()));
        }
    }
    let _: Vec<Change> = transaction.all(Table::Pulled).await?;
    let _: Vec<Sent> = transaction.all(Table::Sent).await?;
    for id in 0..4 {
        let of_record = proofs(&transaction, crate::id::RecordId::from_number(id)).await?;
        kept.push(format!("proofs of {id}: {}", of_record.len()));
    }
    Ok(kept)
}
