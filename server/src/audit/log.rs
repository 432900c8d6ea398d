//! The log as an auditor reads it.

mod entry;
mod names;

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::audit::{self, Act, After, Asking, Detail, Logged, Looked, PAGE};
use crate::store::{Db, Stored, people};
use names::Names;
use shared::audit::{AuditAction, Log, LogEntry, LogFilter};
use shared::finding::Finding;
use shared::id::PersonId;
use shared::people::Role;
use shared::search::LONGEST_SEARCH;
use shared::time::Timestamp;

/// Most bytes of a page's entries, unless the first alone is larger.
const MOST_BYTES: usize = 128 * 1024;
/// So many people at most whom one word names.
const MOST_PEOPLE: usize = 50;

/// What the filter wants of what this auditor sees. That it was read is written down.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no auditor.
pub async fn log(
    db: &mut Db,
    person: &SignedIn,
    filter: &LogFilter,
    now: Timestamp,
) -> Result<Log, ApiError> {
    if !person.any_role(|role| role == Role::Auditor) {
        return Err(ApiError::NotFound);
    }
    let after = after(filter)?;
    let looked = Looked {
        people: people_named(db, filter).await?,
        record: filter.record.clone(),
        action: filter.action,
        from: filter.from,
        until: filter.until,
    };
    let asking = Asking {
        viewer: person.viewer(),
        looked: &looked,
        offset_minutes: person.branch.offset_minutes,
    };
    let logged = audit::page(db, asking, after.as_ref()).await?;
    let log = told(db, &logged).await?;
    write_down(db, person, looked, now).await?;
    Ok(log)
}

fn after(filter: &LogFilter) -> Result<Option<After>, ApiError> {
    let Some(text) = &filter.after else {
        return Ok(None);
    };
    let after = After::read(text);
    let after = after.ok_or_else(|| malformed("after", "not where a page ended"))?;
    Ok(Some(after))
}

fn malformed(path: &str, reason: &str) -> ApiError {
    ApiError::Malformed {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

/// Whom the filter names, if it names anybody.
async fn people_named(db: &mut Db, filter: &LogFilter) -> Result<Option<Vec<PersonId>>, ApiError> {
    let word = filter.person.as_deref().map(str::trim);
    let Some(word) = word.filter(|word| !word.is_empty()) else {
        return Ok(None);
    };
    if word.contains('\0') {
        return Err(malformed(
            "person",
            "has a NUL character, which nobody's name has",
        ));
    }
    if word.chars().count() > LONGEST_SEARCH {
        return Err(malformed("person", "is longer than anything that is found"));
    }
    let people = people::named(db, word, MOST_PEOPLE + 1).await?;
    match people.len() > MOST_PEOPLE {
        true => Err(ApiError::Invalid(vec![Finding::error(
            "too_many", "person",
        )])),
        false => Ok(Some(people)),
    }
}

/// The rows in words, as many as a page holds.
async fn told(db: &mut Db, logged: &[Logged]) -> Stored<Log> {
    let page = logged.get(..PAGE).unwrap_or(logged);
    let names = Names::of(db, page).await?;
    let (mut entries, mut bytes): (Vec<LogEntry>, usize) = (Vec::new(), 0);
    for logged in page {
        let entry = entry::entry(db, &names, logged).await?;
        bytes += serde_json::to_string(&entry).map_or(0, |text| text.len());
        if bytes > MOST_BYTES && !entries.is_empty() {
            break;
        }
        entries.push(entry);
    }
    let more = entries.len() < logged.len();
    let last = entries.len().checked_sub(1).and_then(|at| page.get(at));
    let next = last
        .filter(|_| more)
        .map(|last| After::row(&last.row).written());
    Ok(Log { entries, next })
}

async fn write_down(db: &mut Db, person: &SignedIn, looked: Looked, now: Timestamp) -> Stored<()> {
    let act = Act {
        detail: Detail {
            looked: Some(looked),
            ..Detail::default()
        },
        ..person.act(AuditAction::ReadLog, audit::LOG, now)
    };
    audit::append(db, &person.branch.unit_id.to_string(), &act).await
}
