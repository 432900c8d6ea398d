//! A server with a fake durable store: transactions are whole or not at all.

use crate::fate::Fate;
use serde_json::value::RawValue;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::id::{DeviceId, MutationId, PersonId, RecordId};
use shared::record::{RecordKind, RecordView};
use shared::submission::PersonRef;
use shared::sync::{
    Admission, Change, Cursor, Mutation, MutationOutcome, Outcome, Quarantine, Sender, SyncRequest,
    SyncResponse, admit, change_kind, fingerprint,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// What is durable.
#[derive(Clone, Default)]
pub(super) struct Durable {
    pub(super) epoch: u64,
    pub(super) records: BTreeMap<RecordId, RecordView>,
    /// Every content a record ever had.
    pub(super) contents: BTreeMap<RecordId, Vec<Answers>>,
    mutations: BTreeMap<MutationId, (String, Outcome)>,
    sequences: BTreeMap<(DeviceId, u64), MutationId>,
    /// How often a mutation took effect.
    pub(super) effects: BTreeMap<MutationId, u32>,
    /// Per scope the latest change of each thing, and the scope's counter.
    scopes: BTreeMap<PersonId, Scope>,
}

#[derive(Clone, Default)]
struct Scope {
    counter: u64,
    latest: BTreeMap<(String, String), (u64, bool)>,
}

/// The server process: its durable store, and whether it runs.
#[derive(Default)]
pub(super) struct Server {
    pub(super) durable: Durable,
    backup: Option<Durable>,
    pub(super) down_until: i64,
}

impl Durable {
    /// Stores the record and its change rows: one transaction.
    pub(super) fn keep(&mut self, record: RecordView) {
        let contents = self.contents.entry(record.record_id).or_default();
        if contents.last() != Some(&record.content) {
            contents.push(record.content.clone());
        }
        self.announce(
            record.captured_by.id,
            change_kind::RECORD,
            &record.record_id.to_string(),
            true,
        );
        self.records.insert(record.record_id, record);
    }

    /// A change row in a person's scope; the scope's counter goes last.
    pub(super) fn announce(&mut self, scope: PersonId, kind: &str, id: &str, there: bool) {
        let scope = self.scopes.entry(scope).or_default();
        scope
            .latest
            .insert((kind.to_owned(), id.to_owned()), (scope.counter + 1, there));
        scope.counter += 1;
    }

    /// The records in a person's scope.
    pub(super) fn scope_of(&self, person: PersonId) -> BTreeMap<RecordId, &RecordView> {
        let Some(scope) = self.scopes.get(&person) else {
            return BTreeMap::new();
        };
        scope
            .latest
            .iter()
            .filter(|((kind, _), (_, there))| kind == change_kind::RECORD && *there)
            .filter_map(|((_, id), _)| self.records.get_key_value(&id.parse().ok()?))
            .map(|(id, record)| (*id, record))
            .collect()
    }

    fn page(&self, person: PersonId, request: &SyncRequest) -> SyncResponse {
        let empty = Scope::default();
        let scope = self.scopes.get(&person).unwrap_or(&empty);
        let after = request
            .cursor
            .as_ref()
            .and_then(|cursor| self.position(cursor, person));
        let from = after.unwrap_or(0);
        let mut rows: Vec<_> = scope
            .latest
            .iter()
            .filter(|(_, (position, _))| *position > from)
            .collect();
        rows.sort_by_key(|(_, (position, _))| *position);
        let limit = request.page_limit as usize;
        let remaining = rows.len().saturating_sub(limit) as u64;
        rows.truncate(limit);
        let end = rows.last().map_or(from, |(_, (position, _))| *position);
        SyncResponse {
            epoch: self.epoch.to_string(),
            server_now: Timestamp::default(),
            outcomes: Vec::new(),
            from_start: after.is_none(),
            changes: rows
                .into_iter()
                .map(|((kind, id), (_, there))| self.change(kind, id, *there))
                .collect(),
            cursor: Some(Cursor(format!("{}.{person}.{end}", self.epoch))),
            remaining,
        }
    }

    fn position(&self, cursor: &Cursor, person: PersonId) -> Option<u64> {
        let rest = cursor
            .0
            .strip_prefix(&format!("{}.{person}.", self.epoch))?;
        rest.parse().ok()
    }

    fn change(&self, kind: &str, id: &str, there: bool) -> Change {
        let record = id.parse().ok().and_then(|id| self.records.get(&id));
        let body = match record {
            Some(record) => serde_json::value::to_raw_value(record).ok(),
            None => RawValue::from_string("{}".to_owned()).ok(),
        };
        Change {
            kind: kind.to_owned(),
            id: id.to_owned(),
            version: record.map_or(1, |record| record.version),
            body: body.filter(|_| there),
        }
    }

    fn take(&mut self, raw: &RawValue, sender: &Sender, device: DeviceId) -> MutationOutcome {
        let Ok(mutation) = serde_json::from_str::<Mutation>(raw.get()) else {
            return outcome(None, quarantined(Quarantine::Unreadable));
        };
        let id = mutation.mutation_id;
        let print = fingerprint(raw.get());
        if let Some((known, first)) = self.mutations.get(&id) {
            return outcome(Some(id), again(known == &print, first));
        }
        let taken = self
            .sequences
            .get(&(device, mutation.device_seq))
            .is_some_and(|other| *other != id);
        let result = if mutation.device_id != device {
            quarantined(Quarantine::NotYours)
        } else if taken {
            quarantined(Quarantine::SequenceReused)
        } else {
            self.sequences.insert((device, mutation.device_seq), id);
            self.apply(&mutation, sender)
        };
        self.mutations.insert(id, (print, result.clone()));
        outcome(Some(id), result)
    }

    fn apply(&mut self, mutation: &Mutation, sender: &Sender) -> Outcome {
        let stored = self.records.get(&mutation.record_id);
        match admit(mutation, sender, stored, &check, Timestamp::from_millis(1)) {
            Admission::Refuse(outcome) => outcome,
            Admission::Apply(record) => {
                let version = record.version;
                *self.effects.entry(mutation.mutation_id).or_default() += 1;
                self.keep(*record);
                Outcome::Applied { version }
            }
        }
    }
}

impl Server {
    /// One exchange. `None`: the server died or answered nothing; what it committed stays.
    pub(super) fn exchange(
        &mut self,
        person: &PersonRef,
        request: &SyncRequest,
        fate: &mut Fate,
    ) -> Option<SyncResponse> {
        let sender = Sender {
            person: person.clone(),
            roster: None,
        };
        let mut outcomes = Vec::new();
        for raw in &request.mutations {
            if fate.fault(2) {
                outcomes.push(outcome(
                    serde_json::from_str::<Mutation>(raw.get())
                        .ok()
                        .map(|mutation| mutation.mutation_id),
                    Outcome::RetryLater { after_ms: 1_000 },
                ));
                continue;
            }
            let before = self.durable.clone();
            let taken = self.durable.take(raw, &sender, request.device_id);
            if fate.fault(2) {
                // Killed inside the transaction: it is rolled back.
                self.durable = before;
                return None;
            }
            outcomes.push(taken);
            if fate.fault(2) {
                return None;
            }
        }
        let mut response = self.durable.page(person.id, request);
        response.outcomes = outcomes;
        Some(response)
    }

    /// Yesterday's backup is made.
    pub(super) fn back_up(&mut self) {
        self.backup = Some(self.durable.clone());
    }

    /// The server comes back with the backup, which begins a new epoch.
    pub(super) fn restore(&mut self) {
        if let Some(backup) = self.backup.take() {
            let epoch = self.durable.epoch + 1;
            self.durable = Durable { epoch, ..backup };
        }
    }
}

/// The rules of this world: a record whose `good` isn't `yes` has an error.
pub(super) fn check(_: RecordKind, content: &Answers) -> Vec<Finding> {
    if content.is("good", "yes") {
        Vec::new()
    } else {
        vec![Finding::error("not_good", "good")]
    }
}

const fn outcome(mutation_id: Option<MutationId>, outcome: Outcome) -> MutationOutcome {
    MutationOutcome {
        mutation_id,
        outcome,
    }
}

const fn quarantined(quarantine: Quarantine) -> Outcome {
    Outcome::Quarantined { quarantine }
}

fn again(same: bool, first: &Outcome) -> Outcome {
    match first {
        _ if !same => quarantined(Quarantine::DifferentBody),
        Outcome::Applied { version } => Outcome::AlreadyApplied { version: *version },
        other => other.clone(),
    }
}
