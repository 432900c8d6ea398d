//! A fake durable store: transactions are whole or not at all.

use super::signing::acknowledge;
use serde_json::value::RawValue;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::id::{DeviceId, MutationId, PersonId, RecordId};
use shared::policy::PolicyView;
use shared::record::{RecordKind, RecordView};
use shared::sync::{
    Acknowledgement, Admission, Arrival, Change, Cursor, Delivery, Earlier, Known, KnownMutation,
    Mutation, MutationOutcome, Operation, Outcome, Pulled, Quarantine, Sender, SyncRequest,
    SyncResponse, admit, delivery, fingerprint,
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
    /// Who serves a policy, and its version.
    pub(super) policies: BTreeMap<String, (PersonId, u64)>,
    /// What must never happen, and did.
    pub(super) broken: Vec<String>,
    /// Whose devices these are.
    pub(super) devices: BTreeMap<DeviceId, PersonId>,
    mutations: BTreeMap<MutationId, (KnownMutation, Option<Acknowledgement>)>,
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

impl Durable {
    /// A backup begins a new epoch after the life that was lost.
    pub(super) fn begin_after(&mut self, lost: Self) {
        self.epoch = lost.epoch + 1;
        self.broken = lost.broken;
    }

    /// Stores the record and its change rows: one transaction.
    pub(super) fn keep(&mut self, record: RecordView) {
        let contents = self.contents.entry(record.record_id).or_default();
        if (contents.len() as u64) < record.content_version {
            contents.push(record.content.clone());
        }
        let before = self.records.get(&record.record_id);
        let decided = before
            .and_then(RecordView::status)
            .filter(|it| it.is_final());
        if decided.is_some_and(|decided| record.status() != Some(decided)) {
            let id = record.record_id;
            self.broken
                .push(format!("{id} was decided and then changed"));
        }
        self.announce(
            record.captured_by.id,
            RecordView::KIND,
            &record.record_id.to_string(),
            true,
        );
        self.records.insert(record.record_id, record);
    }

    /// A policy is served by somebody else: it leaves one scope and enters the other in one transaction.
    pub(super) fn give_policy(&mut self, policy: &str, to: PersonId) {
        let before = self.policies.get(policy).copied();
        let version = before.map_or(1, |(_, version)| version + 1);
        if let Some((from, _)) = before {
            self.announce(from, PolicyView::KIND, policy, false);
        }
        self.announce(to, PolicyView::KIND, policy, true);
        self.policies.insert(policy.to_owned(), (to, version));
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
            .filter(|((kind, _), (_, there))| kind == RecordView::KIND && *there)
            .filter_map(|((_, id), _)| self.records.get_key_value(&id.parse().ok()?))
            .map(|(id, record)| (*id, record))
            .collect()
    }

    /// The next changes in a scope.
    pub(super) fn page(
        &self,
        person: PersonId,
        request: &SyncRequest,
        most: usize,
    ) -> SyncResponse {
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
        let limit = most.min(request.page_limit as usize);
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
        if let Some((_, version)) = self.policies.get(id) {
            return Change {
                kind: kind.to_owned(),
                id: id.to_owned(),
                version: *version,
                body: policy_view(id).filter(|_| there),
            };
        }
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

    /// One mutation: its outcome, and what it changes.
    pub(super) fn take(&mut self, raw: &RawValue, sender: &Sender, old: bool) -> MutationOutcome {
        let Ok(mutation) = serde_json::from_str::<Mutation>(raw.get()) else {
            return MutationOutcome::bare(None, quarantined(Quarantine::Unreadable));
        };
        let id = mutation.mutation_id;
        if old && is_of_a_newer_build(&mutation.operation) {
            return MutationOutcome::bare(Some(id), quarantined(Quarantine::Unreadable));
        }
        let owner = self.devices.get(&mutation.device_id).copied();
        let earlier = self.earlier(&mutation);
        match delivery(sender.person.id, owner, earlier, raw.get()) {
            Delivery::First => self.first(raw, &mutation, sender),
            Delivery::Again { outcome, .. } => MutationOutcome {
                acknowledgement: self.mutations.get(&id).and_then(|(_, kept)| kept.clone()),
                ..MutationOutcome::bare(Some(id), outcome)
            },
            Delivery::Refused(quarantine) => {
                MutationOutcome::bare(Some(id), quarantined(quarantine))
            }
        }
    }

    /// What came before this mutation in its place.
    fn earlier(&self, mutation: &Mutation) -> Earlier {
        let place = (mutation.device_id, mutation.device_seq);
        match self.mutations.get(&mutation.mutation_id) {
            Some((known, _)) => Earlier::Same(known.clone()),
            None if self.sequences.contains_key(&place) => Earlier::SameSequence,
            None => Earlier::None,
        }
    }

    /// It is judged, and kept with what became of it.
    fn first(&mut self, raw: &RawValue, mutation: &Mutation, sender: &Sender) -> MutationOutcome {
        let id = mutation.mutation_id;
        let place = (mutation.device_id, mutation.device_seq);
        self.sequences.insert(place, id);
        let result = self.apply(mutation, sender);
        let acknowledgement = result.acknowledgement.clone();
        let known = KnownMutation {
            fingerprint: fingerprint(raw.get()),
            outcome: result.outcome.clone(),
            content_version: acknowledgement
                .as_ref()
                .map(|it| it.arrival.content_version),
        };
        self.mutations.insert(id, (known, acknowledgement));
        result
    }

    fn apply(&mut self, mutation: &Mutation, sender: &Sender) -> MutationOutcome {
        let (id, now) = (Some(mutation.mutation_id), Timestamp::from_millis(1));
        let base = self.content(mutation.record_id, mutation.base_version);
        let stored = self.records.get(&mutation.record_id);
        let known = stored.map(|record| Known {
            record,
            base: base.as_ref(),
        });
        match admit(mutation, sender, known, &check, now) {
            Admission::Refuse(outcome) => MutationOutcome::bare(id, outcome),
            Admission::Apply(record) => {
                let version = record.version;
                let same = stored.is_some_and(|it| it.content_version == record.content_version);
                let acknowledgement = (!same).then(|| acknowledge(Arrival::of(&record, now)));
                *self.effects.entry(mutation.mutation_id).or_default() += 1;
                self.keep(*record);
                MutationOutcome {
                    acknowledgement,
                    ..MutationOutcome::bare(id, Outcome::Applied { version })
                }
            }
        }
    }

    fn content(&self, record: RecordId, version: u64) -> Option<Answers> {
        let place = usize::try_from(version).ok()?.checked_sub(1)?;
        self.contents.get(&record)?.get(place).cloned()
    }
}

/// What the build before amendments cannot read.
const fn is_of_a_newer_build(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::Amend { .. }
            | Operation::Answer {
                correction: Some(_),
                ..
            }
    )
}

/// The rules of this world: a record whose `good` isn't `yes` has an error.
pub(super) fn check(_: RecordKind, content: &Answers) -> Vec<Finding> {
    if content.is("good", "yes") {
        Vec::new()
    } else {
        vec![Finding::error("not_good", "good")]
    }
}

fn policy_view(number: &str) -> Option<Box<RawValue>> {
    let policy = PolicyView {
        number: number.to_owned(),
        product: "TL-A".to_owned(),
        applicant: "client".to_owned(),
        insured: "client".to_owned(),
        insured_identity_number: "1".to_owned(),
        effective_date: chrono::NaiveDate::default(),
        in_force: true,
        application: None,
        sum_insured: None,
    };
    serde_json::value::to_raw_value(&policy).ok()
}

fn quarantined(quarantine: Quarantine) -> Outcome {
    quarantine.into()
}
