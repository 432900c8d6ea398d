//! One mutation: known already, refused, or applied; within one transaction.

use super::apply::{Change, apply};
use super::filing::Place;
use super::findings::{Judged, findings};
use super::sender::{entitlement, sender};
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, devices, mutations, records};
use shared::answers::Answers;
use shared::finding::Finding;
use shared::record::{RecordKind, RecordView};
use shared::sync::{Admission, Mutation, Operation, Outcome, Quarantine, admit, fingerprint};
use shared::time::Timestamp;

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
        let admission = match entitlement(db, self.person, mutation, &device).await? {
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

    async fn admission(&self, db: &mut Db, captured_at: Timestamp) -> Stored<Admission> {
        let mutation = self.mutation;
        let stored = records::find(db, mutation.record_id).await?;
        let sender = sender(db, self.person, mutation).await?;
        let findings = match content_after(mutation, stored.as_ref()) {
            Some(content) => self.findings(db, captured_at, &content).await?,
            None => Vec::new(),
        };
        // The rules have been run on what the content would be; `admit` asks for nothing else.
        let check = |_: RecordKind, _: &Answers| findings.clone();
        let record: Option<&RecordView> = stored.as_ref().map(|stored| &stored.view);
        Ok(admit(mutation, &sender, record, &check, self.now))
    }

    async fn findings(
        &self,
        db: &mut Db,
        captured_at: Timestamp,
        content: &Answers,
    ) -> Stored<Vec<Finding>> {
        let offset = self.person.branch.offset_minutes;
        let judged = Judged {
            record: self.mutation.record_id,
            kind: self.mutation.kind,
            content,
            captured_by: self.person.person.id,
            captured_on: captured_at.civil_date(offset).unwrap_or(self.person.today),
        };
        findings(db, &self.state.catalogue, judged).await
    }
}

pub(super) const fn quarantined(quarantine: Quarantine) -> Outcome {
    Outcome::Quarantined { quarantine }
}

fn repeated(same: bool, outcome: Outcome) -> Outcome {
    match outcome {
        _ if !same => quarantined(Quarantine::DifferentBody),
        Outcome::Applied { version } => Outcome::AlreadyApplied { version },
        other => other,
    }
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

const fn action_name(operation: &Operation) -> &'static str {
    match operation {
        Operation::Submit { .. } => "submit",
        Operation::Answer { .. } => "answer_query",
        Operation::Withdraw { .. } => "withdraw",
        Operation::Mark { .. } => "mark_presence",
        Operation::Close {} => "close_session",
    }
}
