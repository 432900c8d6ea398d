//! A phone: a durable store that survives kills, and tabs that don't.

use super::draft::Draft;
use futures::FutureExt;
use serde_json::value::RawValue;
use shared::id::{DeviceId, MutationId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::policy::PolicyView;
use shared::record::{RecordKind, RecordView};
use shared::submission::PersonRef;
use shared::sync::device_store::{
    self, Applied, CURSOR, Memory, NewMutation, Sent, Table, Transaction, change_key, drop_entry,
    enqueue, throw_away,
};
use shared::sync::{
    Acknowledgement, ArrivalProof, Change, ContentHash, Cursor, Device, OutboxEntry, Pulled,
    Snapshot, Write,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What IndexedDB is to the app: in memory, and all that the protocol does to it is what it does to that.
#[derive(Clone)]
pub(crate) struct PhoneStore {
    pub(crate) device_id: DeviceId,
    device_number: DeviceNumber,
    next_number: u32,
    kept: Memory,
}

/// One tab of the app: gone when the browser is killed.
pub(crate) struct Tab {
    pub(crate) device: Device,
    /// The exchange under way; answers to earlier ones are too late.
    pub(crate) exchange: u64,
    pub(crate) wake_at: Option<i64>,
}

/// A phone of a person.
pub(crate) struct Phone {
    pub(crate) person: PersonRef,
    pub(crate) store: PhoneStore,
    pub(crate) tabs: Vec<Tab>,
    /// How wrong its clock is, in milliseconds.
    pub(crate) skew: i64,
    pub(crate) signed_in: bool,
    /// Whether it runs a build that knows no amendments.
    pub(crate) old: bool,
    pub(crate) full_until: i64,
    /// Whether its store is on two phones: then neither can know what the other has sent.
    pub(crate) copied: bool,
}

impl PhoneStore {
    pub(crate) fn new(device: u128, number: u32) -> Self {
        Self {
            device_id: DeviceId::from_number(device),
            device_number: DeviceNumber::new(number),
            next_number: 1,
            kept: Memory::default(),
        }
    }

    pub(crate) fn next_number(&mut self, kind: RecordKind) -> RecordNumber {
        let number = RecordNumber::new(kind.letter(), self.device_number, self.next_number);
        self.next_number += 1;
        number
    }

    /// Keeps a draft as it is.
    pub(crate) fn keep(&mut self, draft: &Draft) {
        let key = draft.key.as_str().into();
        at_once(self.kept.put(Table::Drafts, key, draft));
    }

    pub(crate) fn draft(&self, key: &str) -> Option<Draft> {
        at_once(self.kept.get(Table::Drafts, key.into()))
    }

    /// In the order of their keys, each with its own.
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        at_once(self.kept.all(Table::Drafts))
    }

    pub(crate) fn outbox(&self) -> Vec<OutboxEntry> {
        at_once(device_store::outbox(&self.kept))
    }

    pub(crate) fn sent(&self) -> Vec<OutboxEntry> {
        let sent: Vec<Sent> = at_once(self.kept.all(Table::Sent));
        sent.into_iter().map(|sent| sent.entry).collect()
    }

    /// The records that came, by id.
    pub(crate) fn pulled(&self) -> BTreeMap<RecordId, RecordView> {
        let records = self.changes(RecordView::KIND).into_iter();
        let records = records.map(|change| change.read::<RecordView>());
        records
            .flat_map(|record| record.expect("what is kept can be read"))
            .map(|record| (record.record_id, record))
            .collect()
    }

    /// The versions of the client book, by number.
    pub(crate) fn policies(&self) -> BTreeMap<String, u64> {
        let policies = self.changes(PolicyView::KIND).into_iter();
        policies.map(|change| (change.id, change.version)).collect()
    }

    fn changes(&self, kind: &str) -> Vec<Change> {
        at_once(self.kept.starting(Table::Pulled, &change_key(kind, "")))
    }

    pub(crate) fn acknowledgements(&self) -> Vec<Acknowledgement> {
        let proofs: Vec<ArrivalProof> = at_once(self.kept.all(Table::Acknowledgements));
        proofs.into_iter().map(|it| it.acknowledgement).collect()
    }

    pub(crate) fn cursor(&self) -> Option<Cursor> {
        at_once(self.kept.get(Table::Meta, CURSOR.into()))
    }

    /// Puts what the draft says on its way.
    pub(crate) fn send(&mut self, key: &str, id: MutationId, now: Timestamp) {
        let Some(draft) = self.draft(key) else {
            return;
        };
        let new = NewMutation {
            mutation_id: id,
            record_id: draft.record_id,
            kind: draft.kind,
            base_version: draft.base_version,
            base_hash: (draft.base_version > 0).then(|| ContentHash::of(&draft.base)),
            made_at: now,
            operation: draft.operation(),
            draft: key.to_owned(),
            replaces: None,
        };
        at_once(enqueue::<Draft, _>(&self.kept, self.device_id, new));
    }

    /// What the device holds, and what is offered of it from now on.
    pub(crate) fn snapshot(&mut self, offers: bool) -> Snapshot {
        at_once(device_store::snapshot(&self.kept, self.device_id, offers))
    }

    /// What the service worker sends: the bytes of what is ready, which nobody takes back from now on.
    pub(crate) fn offered_in_background(&mut self) -> Vec<Box<RawValue>> {
        let numbers = at_once(self.kept.numbers(Table::Ready)).into_iter();
        let bodies = numbers.map(|seq| {
            at_once(self.kept.put(Table::Offered, seq.into(), &1));
            at_once(self.kept.get(Table::Ready, seq.into())).expect("it is ready")
        });
        bodies.collect()
    }

    /// Takes an entry back that nobody else can have: its draft can be changed again.
    pub(crate) fn take_back(&mut self, seq: u64, now: Timestamp) -> Option<OutboxEntry> {
        at_once(device_store::take_back::<Draft, _>(&self.kept, seq, now))
    }

    /// Drops what was set aside, and the draft it was made of.
    pub(crate) fn let_go(&mut self, entry: &OutboxEntry, now: Timestamp) {
        at_once(drop_entry::<Draft, _>(&self.kept, entry.seq, now));
        at_once(throw_away(&self.kept, &entry.draft));
    }

    /// Writes what an exchange brought.
    pub(crate) fn apply(&mut self, expected: Option<&Cursor>, writes: &[Write]) -> Applied {
        at_once(device_store::apply(&self.kept, expected, writes))
    }

    /// The app starts anew, with a build that understands what one of before had to park.
    pub(crate) fn update(&mut self) {
        for mut change in at_once(self.kept.all::<Change>(Table::Parked)) {
            reveal(&mut change);
            let key = change_key(&change.kind, &change.id);
            at_once(self.kept.put(Table::Parked, key.as_str().into(), &change));
        }
        at_once(device_store::tidy(&self.kept));
    }
}

/// What is kept in memory is there at once, and always.
fn at_once<T>(answer: impl Future<Output = Result<T, serde_json::Error>>) -> T {
    let answer = answer.now_or_never().expect("memory never waits");
    answer.expect("memory keeps everything")
}

impl Phone {
    pub(crate) fn new(person: PersonRef, store: PhoneStore) -> Self {
        Self {
            person,
            tabs: vec![Tab::new(u64::from(store.device_number.get()))],
            store,
            skew: 0,
            signed_in: true,
            old: false,
            full_until: 0,
            copied: false,
        }
    }
}

/// As a build sees it that knows no amendments.
pub(crate) fn obscure(change: &mut Change) {
    reword(
        change,
        r#""kind":"amended""#,
        r#""kind":"of_a_newer_build""#,
    );
}

fn reveal(change: &mut Change) {
    reword(
        change,
        r#""kind":"of_a_newer_build""#,
        r#""kind":"amended""#,
    );
}

fn reword(change: &mut Change, from: &str, to: &str) {
    let body = change.body.take();
    change.body = body.and_then(|body| RawValue::from_string(body.get().replace(from, to)).ok());
}

impl Tab {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            device: Device::new("simulated".to_owned(), seed),
            exchange: 0,
            wake_at: Some(0),
        }
    }
}
