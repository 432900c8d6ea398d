//! A phone: a durable store that survives kills, and tabs that don't.

use super::draft::Draft;
use serde_json::value::RawValue;
use shared::id::{DeviceId, MutationId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{RecordKind, RecordView, RuleVersion};
use shared::submission::PersonRef;
use shared::sync::{
    Acknowledgement, Change, ContentHash, Cursor, Device, EntryState, Mutation, OutboxEntry,
    Snapshot, Write, change_kind, still_to_take_back,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What IndexedDB is to the app.
#[derive(Clone)]
pub(crate) struct PhoneStore {
    pub(crate) device_id: DeviceId,
    device_number: DeviceNumber,
    next_seq: u64,
    next_number: u32,
    pub(crate) cursor: Option<Cursor>,
    epoch: Option<String>,
    pub(crate) drafts: BTreeMap<String, Draft>,
    pub(crate) outbox: BTreeMap<u64, OutboxEntry>,
    pub(crate) sent: BTreeMap<u64, OutboxEntry>,
    pub(crate) pulled: BTreeMap<RecordId, RecordView>,
    pub(crate) policies: BTreeMap<String, u64>,
    parked: BTreeMap<(String, String), Change>,
    pub(crate) acknowledgements: Vec<Acknowledgement>,
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
            next_seq: 1,
            next_number: 1,
            cursor: None,
            epoch: None,
            drafts: BTreeMap::new(),
            outbox: BTreeMap::new(),
            sent: BTreeMap::new(),
            pulled: BTreeMap::new(),
            policies: BTreeMap::new(),
            parked: BTreeMap::new(),
            acknowledgements: Vec::new(),
        }
    }

    pub(crate) fn next_number(&mut self, kind: RecordKind) -> RecordNumber {
        let number = RecordNumber::new(kind.letter(), self.device_number, self.next_number);
        self.next_number += 1;
        number
    }

    /// Draft and outbox entry in one transaction; an entry set aside for the draft is replaced.
    pub(crate) fn send(&mut self, key: &str, id: MutationId, now: Timestamp) {
        let Some(draft) = self.drafts.get_mut(key) else {
            return;
        };
        let mutation = Mutation {
            mutation_id: id,
            device_id: self.device_id,
            device_seq: self.next_seq,
            record_id: draft.record_id,
            kind: draft.kind,
            base_version: draft.base_version,
            base_hash: (draft.base_version > 0).then(|| ContentHash::of(&draft.base)),
            made_at: now,
            rules: RuleVersion::CURRENT,
            operation: draft.operation(),
        };
        draft.sent = true;
        self.outbox.retain(|_, entry| {
            entry.draft != key || !matches!(entry.state, EntryState::SetAside(_))
        });
        let entry = OutboxEntry {
            seq: self.next_seq,
            mutation_id: id,
            record_id: mutation.record_id,
            draft: key.to_owned(),
            made_at: now,
            state: EntryState::Waiting,
            unsent: true,
            body: serde_json::to_string(&mutation).unwrap_or_default(),
        };
        self.outbox.insert(self.next_seq, entry);
        self.next_seq += 1;
    }

    /// What the device holds, and what is offered of it from now on: one transaction.
    pub(crate) fn snapshot(&mut self, offers: bool) -> Snapshot {
        let mut snapshot = Snapshot {
            device_id: self.device_id,
            cursor: self.cursor.clone(),
            epoch: self.epoch.clone(),
            outbox: self.outbox.values().cloned().collect(),
            held: self
                .pulled
                .values()
                .map(|record| (record.record_id, record.version))
                .collect(),
        };
        if offers {
            let offered = snapshot.offer().into_iter();
            self.outbox.extend(offered.map(|entry| (entry.seq, entry)));
        }
        snapshot
    }

    /// Takes an entry back that nobody else can have: its draft can be changed again.
    pub(crate) fn take_back(&mut self, seq: u64) -> Option<OutboxEntry> {
        let outbox: Vec<OutboxEntry> = self.outbox.values().cloned().collect();
        let entry = still_to_take_back(&outbox, seq)?;
        self.outbox.remove(&seq);
        if let Some(draft) = self.drafts.get_mut(&entry.draft) {
            draft.sent = false;
        }
        Some(entry.clone())
    }

    /// All of it in one transaction.
    pub(crate) fn write(&mut self, writes: Vec<Write>) {
        for write in writes {
            self.write_one(write);
        }
    }

    fn write_one(&mut self, write: Write) {
        match write {
            Write::PutEntry(entry) => {
                let current = self.outbox.get_mut(&entry.seq);
                if let Some(current) =
                    current.filter(|current| current.mutation_id == entry.mutation_id)
                {
                    *current = entry;
                }
            }
            Write::FinishEntry(entry) => self.finish(entry),
            Write::PutAcknowledgement(acknowledgement) => {
                if !self.acknowledgements.contains(&acknowledgement) {
                    self.acknowledgements.push(acknowledgement);
                }
            }
            Write::ForgetPulled => {
                self.pulled.clear();
                self.policies.clear();
                self.parked.clear();
            }
            Write::PutChange(change) => self.keep_newest(change),
            Write::RemovePulled { kind, id } => {
                self.parked.remove(&(kind.clone(), id.clone()));
                match (kind.as_str(), id.parse()) {
                    (change_kind::RECORD, Ok(id)) => drop(self.pulled.remove(&id)),
                    _ => drop(self.policies.remove(&id)),
                }
            }
            Write::Park(change) => {
                let key = (change.kind.clone(), change.id.clone());
                self.parked.insert(key, change);
            }
            Write::ResendSentLog => {
                for (seq, mut entry) in core::mem::take(&mut self.sent) {
                    entry.state = EntryState::Waiting;
                    self.outbox.insert(seq, entry);
                }
            }
            Write::PutCursor { cursor, epoch } => {
                self.cursor = cursor.or_else(|| self.cursor.take());
                self.epoch = Some(epoch);
            }
        }
    }

    fn keep_newest(&mut self, change: Change) {
        self.parked
            .remove(&(change.kind.clone(), change.id.clone()));
        if change.kind == change_kind::POLICY {
            self.policies.insert(change.id, change.version);
            return;
        }
        let record = change
            .body
            .and_then(|body| serde_json::from_str::<RecordView>(body.get()).ok());
        if let Some(record) = record {
            let held = self.pulled.get(&record.record_id);
            if held.is_none_or(|held| held.version <= record.version) {
                self.pulled.insert(record.record_id, record);
            }
        }
    }

    /// The app is updated: what it had to park is taken in, as far as it understands it now.
    pub(crate) fn update(&mut self) {
        for (key, mut change) in core::mem::take(&mut self.parked) {
            reveal(&mut change);
            match change.is_understood() {
                true => self.keep_newest(change),
                false => drop(self.parked.insert(key, change)),
            }
        }
    }

    fn finish(&mut self, entry: OutboxEntry) {
        let there = self
            .outbox
            .get(&entry.seq)
            .is_some_and(|current| current.mutation_id == entry.mutation_id);
        if !there {
            return;
        }
        self.outbox.remove(&entry.seq);
        let others = self.outbox.values().any(|other| other.draft == entry.draft);
        if !others
            && self
                .drafts
                .get(&entry.draft)
                .is_some_and(|draft| draft.sent)
        {
            self.drafts.remove(&entry.draft);
        }
        self.sent.insert(entry.seq, entry);
    }
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
