//! A page of the queue.

use super::{Deciding, amount, authority, figures, needed, refusal};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::queue::{After, Asking, Queued, Waiting, choices, count_waiting, counts, page};
use crate::store::{Db, decisions, holds};
use shared::desk::{DeskToday, Holder, MOST_LEFT, Queue, QueueEntry, QueueFilter};
use shared::id::RecordId;
use shared::people::AuthorityTable;
use shared::record::Office;
use shared::search::LONGEST_SEARCH;
use shared::submission::{Action, Status};
use shared::time::Timestamp;

/// Most entries of one page.
const PAGE: usize = 50;

/// What the filter wants of what this person sees, in its order.
pub async fn queue(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    filter: &QueueFilter,
) -> Result<Queue, ApiError> {
    refuse_unsearchable(filter)?;
    let asking = asking(person, filter, state.clock.now());
    let after = after(filter)?;
    let (entries, next) = listed(db, person, asking, (after.as_ref(), PAGE)).await?;
    let counts = counts(db, asking).await?;
    Ok(Queue {
        next: next.map(|next| next.written()),
        total: figures::of(&counts, filter.status),
        choices: match after {
            None => Some(choices(db, asking.viewer).await?),
            Some(_) => None,
        },
        today: today(db, person).await?,
        entries,
        counts,
    })
}

/// At most so many of the cases that the filter wants of what this person sees, in its order, and after which the next
/// begin, if there are more.
///
/// # Errors
/// [`ApiError::Malformed`] for what no record has.
pub async fn cases(
    db: &mut Db,
    person: &SignedIn,
    filter: &QueueFilter,
    (after, most): (Option<&After>, usize),
    now: Timestamp,
) -> Result<(Vec<QueueEntry>, Option<After>), ApiError> {
    refuse_unsearchable(filter)?;
    listed(db, person, asking(person, filter, now), (after, most)).await
}

async fn listed(
    db: &mut Db,
    person: &SignedIn,
    asking: Asking<'_>,
    (after, most): (Option<&After>, usize),
) -> Result<(Vec<QueueEntry>, Option<After>), ApiError> {
    let mut queued = page(db, asking, (after, most)).await?;
    let more = queued.len() > most;
    queued.truncate(most);
    let last = queued.last().filter(|_| more);
    let next = last.map(|last| After::record(asking.filter.order, &last.record));
    Ok((entries(db, person, &queued, asking.now).await?, next))
}

/// What somebody asks with this filter.
pub(super) const fn asking<'a>(
    person: &SignedIn,
    filter: &'a QueueFilter,
    now: Timestamp,
) -> Asking<'a> {
    Asking {
        viewer: person.viewer(),
        filter,
        offset_minutes: person.branch.offset_minutes,
        now,
    }
}

/// No record has a NUL in it, and not every engine can look for one.
fn refuse_unsearchable(filter: &QueueFilter) -> Result<(), ApiError> {
    let texts = [
        ("search", &filter.search),
        ("team", &filter.team),
        ("subject", &filter.subject),
    ];
    for (path, text) in texts {
        let text = text.as_deref().unwrap_or_default();
        if text.contains('\0') {
            return Err(malformed(path, "has a NUL character, which no record has"));
        }
        if text.chars().count() > LONGEST_SEARCH {
            return Err(malformed(path, "is longer than anything that is found"));
        }
    }
    Ok(())
}

fn after(filter: &QueueFilter) -> Result<Option<After>, ApiError> {
    let Some(text) = &filter.after else {
        return Ok(None);
    };
    let after = After::read(filter.order, text);
    let after = after.ok_or_else(|| malformed("after", "not where a page of this order ended"))?;
    Ok(Some(after))
}

fn malformed(path: &str, reason: &str) -> ApiError {
    ApiError::Malformed {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

/// How far this person is today, and whether anything is left for them.
pub(super) async fn today(db: &mut Db, person: &SignedIn) -> Result<DeskToday, ApiError> {
    let morning = Timestamp::start_of(person.today, person.branch.offset_minutes);
    let authority = authority(db, person.today).await?;
    let may_decide = |waiting: &Waiting| {
        let Office::Review(review) = &waiting.office else {
            return false;
        };
        let deciding = Deciding {
            review,
            level: waiting.level,
            captured_by: waiting.captured_by,
            amount: waiting.amount,
        };
        deciding
            .refusal(&person.person, &Action::Accept, &authority)
            .is_none()
    };
    Ok(DeskToday {
        decided: decisions::count_since(db, person.person.id, morning).await?,
        left: count_waiting(db, person.viewer(), MOST_LEFT, may_decide).await?,
    })
}

/// Cases as a list shows them.
pub(super) async fn entries(
    db: &mut Db,
    person: &SignedIn,
    queued: &[Queued],
    now: Timestamp,
) -> Result<Vec<QueueEntry>, ApiError> {
    let id = |queued: &Queued| queued.record.view.record_id;
    let records: Vec<RecordId> = queued.iter().map(id).collect();
    let mut held = holds::of(db, &records, now).await?;
    let authority = authority(db, person.today).await?;
    Ok(queued
        .iter()
        .map(|queued| entry(queued, person, &authority, held.remove(&id(queued))))
        .collect())
}

fn entry(
    queued: &Queued,
    person: &SignedIn,
    authority: &AuthorityTable,
    holder: Option<Holder>,
) -> QueueEntry {
    let (view, filing) = (&queued.record.view, &queued.record.filing);
    QueueEntry {
        record_id: view.record_id,
        kind: view.kind,
        number: view.number.clone(),
        title: filing.title.clone(),
        subject: filing.subject.clone(),
        amount: amount(queued),
        captured_by: view.captured_by.clone(),
        team: queued.record.team.clone(),
        received_at: view.received_at,
        status: view.status().unwrap_or(Status::Received),
        warnings: filing.warnings,
        needed: needed(authority, amount(queued)),
        refusal: refusal(queued, &person.person, &Action::Accept, authority),
        holder,
    }
}
