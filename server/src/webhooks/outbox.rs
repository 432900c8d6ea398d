//! What is told is written with what it tells, in one transaction. It names ids, numbers and states: of a person the
//! staff number, and nothing else that is personal.

use crate::new_id::new_id;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::records::{self, StoredRecord};
use crate::store::webhooks::{self, StoredWebhook};
use crate::store::{Db, Stored, people};
use chrono::NaiveDate;
use serde_json::{Value, json};
use shared::connections::WebhookEvent;
use shared::id::{DeliveryId, UnitId};
use shared::people::PersonInFull;
use shared::people::import::Plan;
use shared::record::RecordView;
use shared::submission::Status;
use shared::time::Timestamp;

/// Something that happened, as it is told.
pub(super) struct Told {
    pub(super) event: WebhookEvent,
    /// The number of the record or person.
    pub(super) subject: String,
    /// What of it is told.
    pub(super) data: Value,
}

impl Told {
    pub(super) fn delivery(&self, to: &StoredWebhook, now: Timestamp) -> Stored<NewDelivery> {
        Ok(NewDelivery {
            id: DeliveryId::new(new_id()?),
            webhook: to.id,
            event: self.event,
            subject: self.subject.clone(),
            body: self.body(now),
        })
    }

    fn body(&self, now: Timestamp) -> String {
        let at = now.civil(0).unwrap_or_default();
        // As ISO 8601 writes it, with the T.
        let at = format!("{at:?}Z");
        json!({ "type": self.event.as_str(), "timestamp": at, "data": self.data }).to_string()
    }

    async fn tell(
        &self,
        db: &mut Db,
        listening: &[StoredWebhook],
        below: &[UnitId],
        now: Timestamp,
    ) -> Stored<()> {
        let wants =
            |hook: &&StoredWebhook| hook.events.contains(&self.event) && below.contains(&hook.unit);
        for hook in listening.iter().filter(wants) {
            let delivery = self.delivery(hook, now)?;
            deliveries::insert(db, &delivery, now).await?;
        }
        Ok(())
    }
}

/// Tells of a case that is accepted or rejected now, and was not before.
///
/// # Errors
/// If the store cannot be written.
pub async fn tell_of_case(
    db: &mut Db,
    before: Option<&RecordView>,
    after: &StoredRecord,
    now: Timestamp,
) -> Stored<()> {
    let status = after.view.status();
    if status == before.and_then(RecordView::status) {
        return Ok(());
    }
    let event = match status {
        Some(Status::Accepted) => WebhookEvent::SubmissionAccepted,
        Some(Status::Rejected) => WebhookEvent::SubmissionRejected,
        _ => return Ok(()),
    };
    let listening = webhooks::listening(db).await?;
    if listening.is_empty() {
        return Ok(());
    }
    let agent = people::by_id(db, after.view.captured_by.id).await?;
    let number = after.view.number.to_string();
    let told = Told {
        event,
        data: json!({
            "record_id": after.view.record_id,
            "number": number,
            "kind": after.view.kind.as_str(),
            "status": status.map(Status::as_str),
            "staff_number": agent.and_then(|agent| agent.agent_number),
        }),
        subject: number,
    };
    let below = records::places(db, after.view.record_id).await?;
    told.tell(db, &listening, &below, now).await
}

/// Tells of those who enter by a plan, with their first day, and of those who get a last day, with that.
///
/// # Errors
/// If the store cannot be written.
pub async fn tell_of_people(
    db: &mut Db,
    plan: &Plan<PersonInFull>,
    mut line: impl FnMut(&PersonInFull) -> Vec<UnitId> + Send,
    now: Timestamp,
) -> Stored<()> {
    let listening = webhooks::listening(db).await?;
    if listening.is_empty() {
        return Ok(());
    }
    for person in &plan.new {
        let told = of_person(WebhookEvent::PersonEntered, person, Some(first_day(person)));
        told.tell(db, &listening, &line(person), now).await?;
    }
    for change in &plan.changed {
        let (before, after) = (change.before.left_on, change.after.left_on);
        if after.is_some() && after != before {
            let told = of_person(WebhookEvent::PersonLeft, &change.after, after);
            told.tell(db, &listening, &line(&change.after), now).await?;
        }
    }
    Ok(())
}

/// The day of the first appointment; of whoever has none, the day of joining.
fn first_day(person: &PersonInFull) -> NaiveDate {
    let first = person
        .appointments
        .iter()
        .map(|held| held.period.from)
        .min();
    first.unwrap_or(person.joined_on)
}

fn of_person(event: WebhookEvent, person: &PersonInFull, on: Option<NaiveDate>) -> Told {
    Told {
        event,
        subject: person.staff_number.clone().unwrap_or_default(),
        data: json!({ "person_id": person.id, "staff_number": person.staff_number, "on": on }),
    }
}
