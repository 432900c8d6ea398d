//! A person's records as they see them: drafts, what waits and what the office has, each once.

use super::item::{Outgoing, Part, WorkItem};
use super::place::Place;
use crate::store::Draft;
use chrono::NaiveDate;
use core::cmp::Reverse;
use shared::id::RecordId;
use shared::kinds::{RecordSummary, summary};
use shared::record::{Office, RecordView};
use shared::submission::Status;
use shared::sync::OutboxEntry;
use shared::time::Timestamp;

/// Every reviewed record of the person, each once, and every change to one that is not sent: what needs
/// them first, the most urgent before the rest, then the newest.
pub fn items(drafts: &[Draft], outbox: &[OutboxEntry], records: &[RecordView]) -> Vec<WorkItem> {
    let known = |id: RecordId| records.iter().any(|record| record.record_id == id);
    let unsent = drafts
        .iter()
        .filter(|draft| !draft.is_of_arrived() && draft.kind.is_reviewed())
        .filter(|draft| !known(draft.record_id))
        .map(|draft| of_draft(draft, outbox));
    let sent = records
        .iter()
        .filter_map(|record| of_record(record, outbox));
    let changes = drafts
        .iter()
        .filter(|draft| draft.is_of_arrived() && draft.kind.is_reviewed() && !draft.sent)
        .map(of_change);
    let mut items: Vec<WorkItem> = unsent.chain(changes).chain(sent).collect();
    items.sort_by_key(urgency);
    items
}

/// What needs the person comes first: what came back, then what is due, the nearest day first; else the
/// newest.
fn urgency(item: &WorkItem) -> (bool, Option<NaiveDate>, Reverse<Timestamp>) {
    let needs_person = item.place.needs_person();
    let due = item
        .due
        .filter(|_| item.place == Place::At(Status::Queried));
    (!needs_person, due, Reverse(item.changed_at))
}

fn of_draft(draft: &Draft, outbox: &[OutboxEntry]) -> WorkItem {
    let place = match outbox.iter().rev().find(|entry| entry.draft == draft.key) {
        Some(entry) if entry.is_set_aside() => Place::SetAside,
        Some(_) => Place::Ready,
        None if draft.sent => Place::Ready,
        None => Place::Draft,
    };
    as_drafted(draft, Part::Record, place)
}

/// What came back of an earlier try stands at the record.
fn of_change(draft: &Draft) -> WorkItem {
    let part = match draft.query {
        Some(_) => Part::Answer,
        None => Part::Amendment,
    };
    as_drafted(draft, part, Place::Draft)
}

fn as_drafted(draft: &Draft, part: Part, place: Place) -> WorkItem {
    let RecordSummary {
        title,
        product,
        amount,
    } = summary(draft.kind, &draft.answers);
    WorkItem {
        record_id: draft.record_id,
        part,
        draft: Some(draft.key.clone()),
        kind: draft.kind,
        number: draft.number.clone(),
        title,
        subject: product,
        amount,
        place,
        outgoing: None,
        query: None,
        due: None,
        changed_at: draft.updated_at,
    }
}

fn of_record(record: &RecordView, outbox: &[OutboxEntry]) -> Option<WorkItem> {
    let Office::Review(review) = &record.office else {
        return None;
    };
    let RecordSummary {
        title,
        product,
        amount,
    } = summary(record.kind, &record.content);
    let newest = outbox
        .iter()
        .rev()
        .find(|entry| entry.record_id == record.record_id);
    let place = match newest {
        Some(entry) if entry.is_set_aside() => Place::SetAside,
        Some(_) if !review.status.is_final() => Place::Ready,
        _ => Place::At(review.status),
    };
    let query = review.open_query();
    Some(WorkItem {
        record_id: record.record_id,
        part: Part::Record,
        draft: None,
        kind: record.kind,
        number: Some(record.number.clone()),
        title,
        subject: product,
        amount,
        place,
        outgoing: newest.and_then(Outgoing::of),
        query: query.map(|query| query.id),
        due: query.map(|query| query.due),
        changed_at: review
            .steps
            .last()
            .map_or(record.captured_at, |step| step.at),
    })
}

#[cfg(test)]
mod tests;
