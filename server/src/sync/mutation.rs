//! One mutation: known already, refused, or applied; within one transaction.

use super::apply::{Next, Step, add, change};
use super::check_ins;
use super::filing::Place;
use super::findings::{Judged, findings, received_on, warnings};
use super::recount::recount_beside;
use super::sender::{in_role, number_is_taken, sender};
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, acknowledgements, contents, devices, mutations, records};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::audit::AuditAction;
use shared::finding::Finding;
use shared::id::UnitId;
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::{
    Admission, Arrival, Delivery, Known, Mutation, MutationOutcome, Operation, Outcome, Quarantine,
    Sender, admit, capture_time, content_after, delivery,
};
use shared::time::Timestamp;

/// What becomes of one mutation, within the transaction of `db`.
pub async fn take_within(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    mutation: &Mutation,
    body: &str,
) -> Stored<MutationOutcome> {
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
    async fn outcome(&self, db: &mut Db) -> Stored<MutationOutcome> {
        let mutation = self.mutation;
        let Some(device) = devices::find(db, mutation.device_id).await? else {
            return Ok(self.bare(quarantined(Quarantine::NotYours)));
        };
        let earlier = mutations::earlier(db, mutation).await?;
        let sender = self.person.person.id;
        match delivery(sender, Some(device.person), earlier, self.body) {
            Delivery::First => {}
            Delivery::Again {
                outcome,
                content_version,
            } => return self.again(db, outcome, content_version).await,
            Delivery::Refused(quarantine) => return Ok(self.bare(quarantined(quarantine))),
        }
        let captured_at = capture_time(mutation.made_at, device.clock_ahead, self.now);
        // What cannot be is not believed: then only today's role counts.
        let role_at = *captured_at.as_ref().unwrap_or(&self.now);
        let Some(person) = in_role(db, self.person, mutation, role_at).await? else {
            return self.refuse(db, quarantined(Quarantine::NotYours)).await;
        };
        let stored = records::find(db, mutation.record_id).await?;
        if number_is_taken(db, mutation, &device, stored.is_some()).await? {
            return self.refuse(db, quarantined(Quarantine::NumberTaken)).await;
        }
        let taking = Taking {
            person: &person,
            ..*self
        };
        match (stored, captured_at) {
            (Some(before), _) => taking.change(db, &before, device.clock_ahead).await,
            (None, Ok(captured_at)) => taking.add(db, captured_at, device.clock_ahead).await,
            (None, Err(finding)) => {
                let findings = vec![finding];
                self.refuse(db, Outcome::Rejected { findings }).await
            }
        }
    }

    const fn bare(&self, outcome: Outcome) -> MutationOutcome {
        MutationOutcome::bare(Some(self.mutation.mutation_id), outcome)
    }

    /// The same again gets the same, with the same acknowledgement.
    async fn again(
        &self,
        db: &mut Db,
        outcome: Outcome,
        content_version: Option<u64>,
    ) -> Stored<MutationOutcome> {
        let acknowledgement = match content_version {
            Some(version) => acknowledgements::find(db, self.mutation.record_id, version).await?,
            None => None,
        };
        Ok(MutationOutcome {
            acknowledgement,
            ..self.bare(outcome)
        })
    }

    async fn refuse(&self, db: &mut Db, outcome: Outcome) -> Stored<MutationOutcome> {
        mutations::insert(db, self.mutation, self.body, &outcome, None, self.now).await?;
        Ok(self.bare(outcome))
    }

    /// The rules look at a new record as on the day when it was captured, however much later it is sent.
    async fn add(
        &self,
        db: &mut Db,
        captured_at: Timestamp,
        clock_ahead: i64,
    ) -> Stored<MutationOutcome> {
        let person = self.person.person.id;
        let Some(place) = Place::of(db, person, captured_at, self.now).await? else {
            return Ok(self.bare(quarantined(Quarantine::NotYours)));
        };
        let content = content_after(self.mutation, None);
        if self
            .repeats_a_sign_in(db, content.as_ref(), place.branch)
            .await?
        {
            return self.refuse(db, signed_in_already()).await;
        }
        let days = (place.captured_on, place.received_on);
        let findings = self
            .findings(db, content.as_ref(), place.branch, days)
            .await?;
        let sender = self.sender(db, content.as_ref(), clock_ahead).await?;
        match self.admission(&sender, None, &findings) {
            Admission::Refuse(outcome) => self.refuse(db, outcome).await,
            Admission::Apply(record) => {
                let outcome = self.applied(db, None, &record).await?;
                let (record, branch) = (*record, place.branch);
                let next = Next {
                    record: record.clone(),
                    warnings: warnings(&findings),
                    acknowledgement: outcome.acknowledgement.clone(),
                };
                add(db, next, place, self.step()).await?;
                let catalogue = self.state.products.in_force(db).await?;
                recount_beside(db, &catalogue, branch, &record, self.now).await?;
                Ok(outcome)
            }
        }
    }

    async fn change(
        &self,
        db: &mut Db,
        before: &StoredRecord,
        clock_ahead: i64,
    ) -> Stored<MutationOutcome> {
        let base = self.base(db, before).await?;
        let known = Known {
            record: &before.view,
            base: base.as_ref(),
        };
        let content = content_after(self.mutation, Some(known));
        let days = (before.captured_on, received_on(db, before).await?);
        let findings = self
            .findings(db, content.as_ref(), before.branch, days)
            .await?;
        let sender = self.sender(db, content.as_ref(), clock_ahead).await?;
        match self.admission(&sender, Some(known), &findings) {
            Admission::Refuse(outcome) => self.refuse(db, outcome).await,
            Admission::Apply(record) => {
                let outcome = self.applied(db, Some(&before.view), &record).await?;
                let step = self.step_from(&before.view, &record);
                let record = *record;
                let next = Next {
                    record: record.clone(),
                    warnings: match content {
                        Some(_) => warnings(&findings),
                        None => before.filing.warnings,
                    },
                    acknowledgement: outcome.acknowledgement.clone(),
                };
                change(db, before, next, step).await?;
                let catalogue = self.state.products.in_force(db).await?;
                let branch = before.branch;
                recount_beside(db, &catalogue, branch, &record, self.now).await?;
                if record.content != before.view.content {
                    // Who stood in it before may stand in it no more.
                    recount_beside(db, &catalogue, branch, &before.view, self.now).await?;
                }
                Ok(outcome)
            }
        }
    }

    /// `findings` is what the rules find in the content as it would be; `admit` asks for no other.
    fn admission(
        &self,
        sender: &Sender,
        stored: Option<Known<'_>>,
        findings: &[Finding],
    ) -> Admission {
        let check = |_: RecordKind, _: &Answers| findings.to_vec();
        admit(self.mutation, sender, stored, &check, self.now)
    }

    async fn sender(
        &self,
        db: &mut Db,
        content: Option<&Answers>,
        clock_ahead: i64,
    ) -> Stored<Sender> {
        sender(db, self.person, self.mutation, content, clock_ahead).await
    }

    /// Whether it is one more sign-in of somebody who is signed in to that session.
    async fn repeats_a_sign_in(
        &self,
        db: &mut Db,
        content: Option<&Answers>,
        branch: UnitId,
    ) -> Stored<bool> {
        let Some(content) = content.filter(|_| self.mutation.kind == RecordKind::CheckIn) else {
            return Ok(false);
        };
        let (person, at) = (self.person.person.id, self.mutation.made_at);
        check_ins::is_signed_in(db, branch, person, content, at).await
    }

    /// What the rules find in new content; nothing where the content stays.
    async fn findings(
        &self,
        db: &mut Db,
        content: Option<&Answers>,
        branch: UnitId,
        (captured_on, received_on): (NaiveDate, NaiveDate),
    ) -> Stored<Vec<Finding>> {
        let Some(content) = content else {
            return Ok(Vec::new());
        };
        let judged = Judged {
            record: self.mutation.record_id,
            kind: self.mutation.kind,
            content,
            captured_by: &self.person.person,
            branch,
            captured_on,
            received_on,
            now: self.now,
        };
        let catalogue = self.state.products.in_force(db).await?;
        findings(db, &catalogue, judged).await
    }

    /// The content as the device had read it.
    async fn base(&self, db: &mut Db, before: &StoredRecord) -> Stored<Option<Answers>> {
        let version = self.mutation.base_version;
        if version == before.view.content_version {
            return Ok(Some(before.view.content.clone()));
        }
        contents::find(db, self.mutation.record_id, version).await
    }

    /// New content is acknowledged.
    async fn applied(
        &self,
        db: &mut Db,
        before: Option<&RecordView>,
        record: &RecordView,
    ) -> Stored<MutationOutcome> {
        let version = record.version;
        let outcome = Outcome::Applied { version };
        let same = before.is_some_and(|it| it.content_version == record.content_version);
        let acknowledgement = (!same).then(|| {
            let arrival = Arrival::of(record, self.now);
            self.state.signing_key.acknowledge(arrival)
        });
        let content = acknowledgement.as_ref().map(|_| record.content_version);
        mutations::insert(db, self.mutation, self.body, &outcome, content, self.now).await?;
        Ok(MutationOutcome {
            acknowledgement,
            ..self.bare(outcome)
        })
    }

    /// A mark that a second person is asked for is called so.
    fn step_from(&self, before: &RecordView, after: &RecordView) -> Step {
        let step = self.step();
        match asks(before, after) {
            true => Step {
                action: AuditAction::AskCorrection,
                ..step
            },
            false => step,
        }
    }

    fn step(&self) -> Step {
        Step {
            by: self.person.person.id,
            device: Some(self.person.device),
            action: action_of(&self.mutation.operation),
            now: self.now,
        }
    }
}

/// Whether a change of presence is asked for that was not before.
fn asks(before: &RecordView, after: &RecordView) -> bool {
    match (&before.office, &after.office) {
        (Office::Roster(before), Office::Roster(after)) => {
            after.asked_since(before).next().is_some()
        }
        _ => false,
    }
}

fn quarantined(quarantine: Quarantine) -> Outcome {
    quarantine.into()
}

fn signed_in_already() -> Outcome {
    let findings = vec![Finding::error("already_signed_in", "session_number")];
    Outcome::Rejected { findings }
}

const fn action_of(operation: &Operation) -> AuditAction {
    match operation {
        Operation::Submit { .. } => AuditAction::Submit,
        Operation::Answer { .. } => AuditAction::AnswerQuery,
        Operation::Amend { .. } => AuditAction::Amend,
        Operation::Withdraw { .. } => AuditAction::Withdraw,
        Operation::Mark { .. } => AuditAction::MarkPresence,
        Operation::Close { .. } => AuditAction::CloseSession,
    }
}
