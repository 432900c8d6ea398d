//! One mutation as it was sent: known already, refused, or applied; in one transaction.

use super::apply::{Change, apply};
use super::filing::Place;
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, appointments, devices, mutations, policies, records};
use serde::Deserialize;
use serde_json::value::RawValue;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::id::{MutationId, RecordId};
use shared::number::RecordNumber;
use shared::people::Role;
use shared::record::{RecordKind, RecordView, Roster, RosterEntry};
use shared::rules::{Context, EarlierRecord, KnownPolicy, check, duplicate_key};
use shared::sync::{
    Admission, Mutation, MutationOutcome, Operation, Outcome, Quarantine, Sender, admit,
    fingerprint,
};
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// How long a device waits when the store could not answer, in milliseconds.
const RETRY_AFTER: u64 = 5_000;

/// What becomes of each mutation, in the order they were sent. What the store cannot take now is
/// to be sent again, and with it what follows for the same record: first in, first out.
pub async fn take(
    state: &AppState,
    person: &SignedIn,
    bodies: &[Box<RawValue>],
) -> Vec<MutationOutcome> {
    let mut waiting = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(bodies.len());
    for body in bodies {
        outcomes.push(take_one(state, person, body.get(), &mut waiting).await);
    }
    outcomes
}

async fn take_one(
    state: &AppState,
    person: &SignedIn,
    body: &str,
    waiting: &mut BTreeSet<RecordId>,
) -> MutationOutcome {
    let Ok(mutation) = serde_json::from_str::<Mutation>(body) else {
        return unreadable(body);
    };
    let outcome = if waiting.contains(&mutation.record_id) {
        None
    } else {
        in_transaction(state, person, &mutation, body).await
    };
    let outcome = outcome.unwrap_or_else(|| {
        waiting.insert(mutation.record_id);
        Outcome::RetryLater {
            after_ms: RETRY_AFTER,
        }
    });
    MutationOutcome {
        mutation_id: Some(mutation.mutation_id),
        outcome,
    }
}

/// Names the mutation if at least its id can be read.
fn unreadable(body: &str) -> MutationOutcome {
    #[derive(Deserialize)]
    struct Named {
        mutation_id: MutationId,
    }
    let named = serde_json::from_str::<Named>(body).ok();
    MutationOutcome {
        mutation_id: named.map(|named| named.mutation_id),
        outcome: quarantined(Quarantine::Unreadable),
    }
}

async fn in_transaction(
    state: &AppState,
    person: &SignedIn,
    mutation: &Mutation,
    body: &str,
) -> Option<Outcome> {
    let done = async {
        let mut db = state.store.write().await?;
        let outcome = take_within(&mut db, state, person, mutation, body).await?;
        db.commit().await?;
        Stored::Ok(outcome)
    };
    done.await
        .inspect_err(|error| tracing::error!(%error, mutation = %mutation.mutation_id, "not taken"))
        .ok()
}

/// What becomes of one mutation, within the transaction of `db`.
pub async fn take_within(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    mutation: &Mutation,
    body: &str,
) -> Stored<Outcome> {
    let taking = Taking {
        state,
        person,
        mutation,
        body,
        now: state.clock.now(),
    };
    taking.outcome(db).await
}

/// A mutation on its way into the store.
struct Taking<'a> {
    state: &'a AppState,
    person: &'a SignedIn,
    mutation: &'a Mutation,
    body: &'a str,
    now: Timestamp,
}

impl Taking<'_> {
    /// What was refused is kept like what was applied: only a new mutation can mend it, and the
    /// same one must be told the same.
    async fn outcome(&self, db: &mut Db) -> Stored<Outcome> {
        let mutation = self.mutation;
        let device = devices::find(db, mutation.device_id).await?;
        let Some(device) = device.filter(|device| device.person == self.person.person.id) else {
            return Ok(quarantined(Quarantine::NotYours));
        };
        if let Some((known, outcome)) = mutations::find(db, mutation.mutation_id).await? {
            return Ok(repeated(known == fingerprint(self.body), outcome));
        }
        if mutations::has_sequence(db, mutation.device_id, mutation.device_seq).await? {
            return Ok(quarantined(Quarantine::SequenceReused));
        }
        let captured_at = self.captured_at(db, device.clock_ahead).await?;
        let admission = match self.refused_before_rules(db, &device).await? {
            Some(quarantine) => Admission::Refuse(quarantined(quarantine)),
            None => self.admission(db, captured_at).await?,
        };
        self.settle(db, admission, captured_at).await
    }

    /// When the record was captured, by the server's clock: the rules look at it as on that day,
    /// however much later it is sent or a query answered.
    async fn captured_at(&self, db: &mut Db, clock_ahead: i64) -> Stored<Timestamp> {
        let stored = records::find(db, self.mutation.record_id).await?;
        let captured_at = match stored {
            Some(stored) => stored.view.captured_at.min(stored.view.received_at),
            None => self.mutation.made_at.plus_millis(-clock_ahead),
        };
        Ok(captured_at.min(self.now))
    }

    async fn settle(
        &self,
        db: &mut Db,
        admission: Admission,
        captured_at: Timestamp,
    ) -> Stored<Outcome> {
        let record = match admission {
            Admission::Apply(record) => record,
            Admission::Refuse(outcome) => {
                mutations::insert(db, self.mutation, self.body, &outcome, self.now).await?;
                return Ok(outcome);
            }
        };
        let person = self.person.person.id;
        let Some(place) = Place::of(db, person, captured_at, self.now).await? else {
            return Ok(quarantined(Quarantine::NotYours));
        };
        let outcome = Outcome::Applied {
            version: record.version,
        };
        mutations::insert(db, self.mutation, self.body, &outcome, self.now).await?;
        let findings = self.findings(db, captured_at, &record.content).await?;
        let change = Change {
            record: *record,
            place,
            findings,
            by: person,
            action: action_name(&self.mutation.operation),
        };
        apply(db, change, self.now).await?;
        Ok(outcome)
    }

    /// What the rules of the record's course do not know: roles, and whose a number is.
    async fn refused_before_rules(
        &self,
        db: &mut Db,
        device: &devices::StoredDevice,
    ) -> Stored<Option<Quarantine>> {
        let Operation::Submit { number, .. } = &self.mutation.operation else {
            return Ok(None);
        };
        let kind = self.mutation.kind;
        let needed: fn(Role) -> bool = match kind {
            RecordKind::TrainingSession => |role| role == Role::Trainer,
            _ => Role::captures,
        };
        if !self.person.any_role(needed) {
            return Ok(Some(Quarantine::NotYours));
        }
        if !is_of_device(number, kind, device) {
            return Ok(Some(Quarantine::NumberTaken));
        }
        let known = records::find(db, self.mutation.record_id).await?.is_some();
        let taken = !known && records::number_is_taken(db, number.as_str()).await?;
        Ok(taken.then_some(Quarantine::NumberTaken))
    }

    async fn admission(&self, db: &mut Db, captured_at: Timestamp) -> Stored<Admission> {
        let mutation = self.mutation;
        let stored = records::find(db, mutation.record_id).await?;
        let sender = Sender {
            person: self.person.person.clone(),
            roster: self.new_roster(db).await?,
        };
        let findings = match content_after(mutation, stored.as_ref()) {
            Some(content) => self.findings(db, captured_at, &content).await?,
            None => Vec::new(),
        };
        // The rules have been run on what the content would be; `admit` asks for nothing else.
        let check = |_: RecordKind, _: &Answers| findings.clone();
        let record: Option<&RecordView> = stored.as_ref().map(|stored| &stored.view);
        Ok(admit(mutation, &sender, record, &check, self.now))
    }

    async fn new_roster(&self, db: &mut Db) -> Stored<Option<Roster>> {
        let opens = self.mutation.kind == RecordKind::TrainingSession
            && matches!(self.mutation.operation, Operation::Submit { .. });
        if !opens {
            return Ok(None);
        }
        let mut entries = Vec::new();
        for held in &self.person.appointments {
            if held.role == Role::Trainer {
                let unit = held.unit_id;
                entries.extend(appointments::members_below(db, unit, self.person.today).await?);
            }
        }
        entries.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        entries.dedup();
        let entries = entries
            .into_iter()
            .map(|person| RosterEntry {
                person,
                presence: None,
                source: None,
            })
            .collect();
        Ok(Some(Roster {
            closed_at: None,
            entries,
        }))
    }

    /// What the rules find in the content, as on the day of capture.
    async fn findings(
        &self,
        db: &mut Db,
        captured_at: Timestamp,
        content: &Answers,
    ) -> Stored<Vec<Finding>> {
        let kind = self.mutation.kind;
        let offset = self.person.branch.offset_minutes;
        let today = captured_at.civil_date(offset).unwrap_or(self.person.today);
        let earlier = earlier(db, kind, content, self.mutation.record_id).await?;
        let policies = match kind {
            RecordKind::LossNotice => Some(known_policies(db, self.person).await?),
            _ => None,
        };
        let context = Context {
            earlier: &earlier,
            policies: policies.as_deref(),
            ..Context::complete(today, &self.state.catalogue)
        };
        Ok(check(kind, content, &context))
    }
}

const fn quarantined(quarantine: Quarantine) -> Outcome {
    Outcome::Quarantined { quarantine }
}

fn repeated(same: bool, outcome: Outcome) -> Outcome {
    match outcome {
        _ if !same => quarantined(Quarantine::DifferentBody),
        Outcome::Applied { version } => Outcome::AlreadyApplied { version },
        other => other,
    }
}

/// A number made on a device carries the device's own.
fn is_of_device(number: &RecordNumber, kind: RecordKind, device: &devices::StoredDevice) -> bool {
    let own = RecordNumber::new(kind.letter(), device.number, 0);
    let device_part = |number: &RecordNumber| {
        let mut parts = number.as_str().split('-').map(str::to_owned);
        (parts.next(), parts.next())
    };
    device_part(number) == device_part(&own)
}

/// The content a mutation would leave; `None` if it leaves it as it is.
fn content_after(mutation: &Mutation, stored: Option<&StoredRecord>) -> Option<Answers> {
    match &mutation.operation {
        Operation::Submit { content, .. } => Some(content.clone()),
        Operation::Answer { changes, .. } => {
            stored.map(|stored| stored.view.content.merged_with(changes))
        }
        Operation::Withdraw { .. } | Operation::Mark { .. } | Operation::Close {} => None,
    }
}

async fn earlier(
    db: &mut Db,
    kind: RecordKind,
    content: &Answers,
    except: RecordId,
) -> Stored<Vec<EarlierRecord>> {
    let Some(key) = duplicate_key(kind, content) else {
        return Ok(Vec::new());
    };
    let numbers = records::duplicates(db, &key, except).await?;
    let earlier = |number| EarlierRecord {
        number,
        key: key.clone(),
    };
    Ok(numbers.into_iter().map(earlier).collect())
}

async fn known_policies(db: &mut Db, agent: &SignedIn) -> Stored<Vec<KnownPolicy>> {
    let book = policies::of_agent(db, agent.person.id).await?;
    let known = |policy: shared::record::PolicyView| KnownPolicy {
        number: policy.number,
        insured: policy.insured,
        from: policy.effective_date,
        until: None,
    };
    Ok(book.into_iter().map(known).collect())
}

const fn action_name(operation: &Operation) -> &'static str {
    match operation {
        Operation::Submit { .. } => "submit",
        Operation::Answer { .. } => "answer_query",
        Operation::Withdraw { .. } => "withdraw",
        Operation::Mark { .. } => "mark_presence",
        Operation::Close {} => "close_session",
    }
}
