//! The log as an auditor reads it.

mod entry;
mod names;

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::audit::{self, Act, After, Asking, Detail, Logged, Looked, Reader};
use crate::store::{Db, Stored, people, units};
use names::Names;
use shared::audit::{AuditAction, Log, LogEntry, LogFilter};
use shared::finding::Finding;
use shared::id::PersonId;
use shared::people::Role;
use shared::search::LONGEST_SEARCH;
use shared::time::Timestamp;

/// Most rows of one page.
const PAGE: usize = 50;
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
    let reading = Reading::by(db, person, filter).await?;
    let after = after(filter)?;
    let log = reading.page(db, after.as_ref(), PAGE).await?;
    write_down(db, person, reading.looked, now).await?;
    Ok(log)
}

/// What somebody reads of the log.
#[derive(Debug)]
pub struct Reading {
    reader: Reader,
    looked: Looked,
    offset_minutes: i32,
}

impl Reading {
    /// What a filter wants of what this auditor sees.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for whoever is no auditor; [`ApiError::Malformed`] and [`ApiError::Invalid`] for a name
    /// that nobody has or too many have.
    pub async fn by(db: &mut Db, person: &SignedIn, filter: &LogFilter) -> Result<Self, ApiError> {
        if !person.any_role(|role| role == Role::Auditor) {
            return Err(ApiError::NotFound);
        }
        let reader = Reader::Auditor(person.viewer());
        Self::of(db, reader, filter, person.branch.offset_minutes).await
    }

    /// What a filter wants of everything, by the clock of the company.
    ///
    /// # Errors
    /// As [`Self::by`].
    pub async fn of_all(db: &mut Db, filter: &LogFilter) -> Result<Self, ApiError> {
        let offset_minutes = units::company_offset(db).await?;
        Self::of(db, Reader::CommandLine, filter, offset_minutes).await
    }

    async fn of(
        db: &mut Db,
        reader: Reader,
        filter: &LogFilter,
        offset_minutes: i32,
    ) -> Result<Self, ApiError> {
        let looked = Looked {
            people: people_named(db, filter).await?,
            record: filter.record.clone(),
            action: filter.action,
            from: filter.from,
            until: filter.until,
        };
        Ok(Self {
            reader,
            looked,
            offset_minutes,
        })
    }

    /// The latest rows in words, or those that come after this one: at most so many, and no more than are told at once.
    pub async fn page(&self, db: &mut Db, after: Option<&After>, most: usize) -> Stored<Log> {
        let asking = Asking {
            reader: self.reader,
            looked: &self.looked,
            offset_minutes: self.offset_minutes,
        };
        let logged = audit::page(db, asking, (after, most)).await?;
        told(db, &logged, most).await
    }

    /// What is looked for, as the log keeps it.
    pub fn into_looked(self) -> Looked {
        self.looked
    }

    /// Minutes that the clock of the reader is ahead of UTC.
    pub const fn offset_minutes(&self) -> i32 {
        self.offset_minutes
    }
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
async fn told(db: &mut Db, logged: &[Logged], most: usize) -> Stored<Log> {
    let page = logged.get(..most).unwrap_or(logged);
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
