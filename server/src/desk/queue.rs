//! A page of the queue.

use super::{needed, refusal};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::Db;
use crate::store::queue::{After, PAGE, Queued, counts, page, total};
use shared::desk::{Queue, QueueEntry, QueueFilter};
use shared::submission::{Action, Status};
use shared::time::Timestamp;

/// What the filter wants of what this person sees, oldest first.
pub async fn queue(
    db: &mut Db,
    person: &SignedIn,
    filter: &QueueFilter,
) -> Result<Queue, ApiError> {
    refuse_unstorable(filter)?;
    let viewer = person.viewer();
    let after = filter
        .after
        .as_deref()
        .map_or(Ok(After::default()), read_after)?;
    let mut queued = page(db, viewer, filter, after).await?;
    let more = queued.len() > PAGE;
    queued.truncate(PAGE);
    Ok(Queue {
        next: queued.last().filter(|_| more).map(after_entry),
        entries: queued.iter().map(|queued| entry(queued, person)).collect(),
        total: total(db, viewer, filter).await?,
        counts: counts(db, viewer, filter).await?,
    })
}

/// No record has a NUL in it, and not every engine can look for one.
fn refuse_unstorable(filter: &QueueFilter) -> Result<(), ApiError> {
    match filter.search.as_deref() {
        Some(search) if search.contains('\0') => Err(ApiError::Malformed {
            path: "search".to_owned(),
            reason: "has a NUL character, which no record has".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// A case as a list shows it.
pub(super) fn entry(queued: &Queued, person: &SignedIn) -> QueueEntry {
    let (view, filing) = (&queued.record.view, &queued.record.filing);
    QueueEntry {
        record_id: view.record_id,
        kind: view.kind,
        number: view.number.clone(),
        title: filing.title.clone(),
        subject: filing.subject.clone(),
        amount: filing.amount,
        captured_by: view.captured_by.clone(),
        team: queued.record.team.clone(),
        received_at: view.received_at,
        status: view.status().unwrap_or(Status::Received),
        warnings: filing.warnings,
        needed: needed(filing.amount, person.today),
        refusal: refusal(queued, &person.person, &Action::Accept, person.today),
    }
}

fn after_entry(queued: &Queued) -> String {
    let view = &queued.record.view;
    format!("{}.{}", view.received_at.millis(), view.record_id)
}

fn read_after(text: &str) -> Result<After, ApiError> {
    let read = |(at, record): (&str, &str)| {
        Some(After {
            received_at: Timestamp::from_millis(at.parse().ok()?),
            record: Some(record.parse().ok()?),
        })
    };
    text.split_once('.')
        .and_then(read)
        .ok_or_else(|| ApiError::Malformed {
            path: "after".to_owned(),
            reason: "not where a page ended".to_owned(),
        })
}
