//! The review queue: which records somebody sees at the desk, and at which level they decide them.
//!
//! Somebody sees a record if they hold a desk role today in a unit the record was captured below.

mod filter;
mod order;
#[cfg(test)]
mod tests;

pub use order::After;

use super::asked::Asked;
use super::records::{StoredRecord, columns, sql, stored};
use super::{Db, Stored, count, from_json, named, parse};
use chrono::NaiveDate;
use futures::TryStreamExt;
use shared::desk::{QueueChoices, QueueFilter, StatusCount, SubjectChoice};
use shared::id::{PersonId, RecordId, UnitId};
use shared::money::Money;
use shared::record::{Office, RecordKind};
use shared::search::Coded;
use shared::submission::{Level, Status};
use shared::time::Timestamp;
use sqlx::Row;
use std::collections::BTreeSet;

/// Who looks, and on which day.
#[derive(Debug, Clone, Copy)]
pub struct Viewer {
    pub person: PersonId,
    pub today: NaiveDate,
    /// Only what is there and below: a key sees no more than the unit that it is bound to.
    pub within: Option<UnitId>,
}

/// What is asked of the queue.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub viewer: Viewer,
    pub filter: &'a QueueFilter,
    /// Minutes the clock of the viewer's branch is ahead of UTC.
    pub offset_minutes: i32,
    pub now: Timestamp,
}

/// A record in the queue with the level at which the viewer may decide it.
#[derive(Debug, Clone)]
pub struct Queued {
    pub record: StoredRecord,
    pub level: Option<Level>,
}

/// What says whether the viewer may decide a record that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub captured_by: PersonId,
    pub amount: Option<Money>,
    pub office: Office,
    pub level: Option<Level>,
}

/// `$1` the person, `$2` the day, `r` the record.
const SEES: &str =
    "EXISTS (SELECT 1 FROM record_place p JOIN appointment a ON a.unit_id = p.unit_id
     WHERE p.record_id = r.record_id AND a.person_id = $1
     AND a.role IN ('reviewer', 'manager', 'auditor')
     AND a.from_date <= $2 AND a.until_date >= $2)";

const LEVEL: &str = "(SELECT MAX(a.level) FROM record_place p
     JOIN appointment a ON a.unit_id = p.unit_id
     WHERE p.record_id = r.record_id AND a.person_id = $1 AND a.role IN ('reviewer', 'manager')
     AND a.from_date <= $2 AND a.until_date >= $2) AS review_level";

/// At most one more than `most` of what is wanted, in its order.
pub async fn page(
    db: &mut Db,
    asking: Asking<'_>,
    (after, most): (Option<&After>, usize),
) -> Stored<Vec<Queued>> {
    let mut asked = Asked::by(asking.viewer);
    asked.push("SELECT ").push(columns()).push(", ").push(LEVEL);
    asked.push(" FROM record r WHERE");
    filter::ask(&mut asked, &asking);
    filter::standing(&mut asked, asking.filter.status);
    if let Some(after) = after {
        after.ask(&mut asked);
    }
    order::ask(asking.filter.order, &mut asked);
    asked
        .push(" LIMIT ")
        .number(i64::try_from(most.saturating_add(1)).unwrap_or(i64::MAX));
    asked.rows(db).await?.iter().map(queued).collect()
}

/// How many of what is wanted there are of each status.
pub async fn counts(db: &mut Db, asking: Asking<'_>) -> Stored<Vec<StatusCount>> {
    let mut asked = Asked::by(asking.viewer);
    asked.push("SELECT r.status, COUNT(*) AS records FROM record r WHERE");
    filter::ask(&mut asked, &asking);
    asked.push(" GROUP BY r.status");
    let mut counts = asked
        .rows(db)
        .await?
        .iter()
        .map(|row| {
            Ok(StatusCount {
                status: named(Status::from_name(row.try_get("status")?), "status")?,
                count: count(row.try_get("records")?),
            })
        })
        .collect::<Stored<Vec<_>>>()?;
    counts.sort_by_key(|counted| counted.status);
    Ok(counts)
}

/// When the first of what is wanted arrived.
pub async fn oldest(db: &mut Db, asking: Asking<'_>) -> Stored<Option<Timestamp>> {
    let mut asked = Asked::by(asking.viewer);
    asked.push("SELECT MIN(r.received_at) AS oldest FROM record r WHERE");
    filter::ask(&mut asked, &asking);
    filter::standing(&mut asked, asking.filter.status);
    let rows = asked.rows(db).await?;
    let oldest = match rows.first() {
        Some(row) => row.try_get::<Option<i64>, _>("oldest")?,
        None => None,
    };
    Ok(oldest.map(Timestamp::from_millis))
}

/// What the viewer can choose from.
pub async fn choices(db: &mut Db, viewer: Viewer) -> Stored<QueueChoices> {
    let mut asked = Asked::by(viewer);
    asked.push("SELECT DISTINCT r.kind, r.subject, r.team FROM record r WHERE r.status <> '' AND ");
    asked.push(SEES);
    let (mut teams, mut subjects) = (BTreeSet::new(), BTreeSet::new());
    for row in asked.rows(db).await? {
        teams.insert(row.try_get::<String, _>("team")?);
        subjects.insert(SubjectChoice {
            kind: named(RecordKind::from_name(row.try_get("kind")?), "kind")?,
            subject: row.try_get("subject")?,
        });
    }
    Ok(QueueChoices {
        teams: teams.into_iter().filter(|team| !team.is_empty()).collect(),
        subjects: subjects.into_iter().collect(),
    })
}

/// How many of those that wait for the office satisfy this, no further than `most`.
pub async fn count_waiting(
    db: &mut Db,
    viewer: Viewer,
    most: u64,
    wanted: impl Fn(&Waiting) -> bool,
) -> Stored<u64> {
    let mut asked = Asked::by(viewer);
    asked
        .push("SELECT r.captured_by, r.amount, r.office, ")
        .push(LEVEL);
    asked.push(" FROM record r WHERE r.status IN ('received', 'in_review', 'answered')");
    asked.push(" AND r.captured_by <> $1 AND ").push(SEES);
    let (mut rows, mut found) = (asked.stream(db), 0);
    while let Some(row) = rows.try_next().await? {
        if wanted(&waiting(&row)?) {
            found += 1;
        }
        if found == most {
            break;
        }
    }
    Ok(found)
}

/// The reviewed record with this id, if the viewer sees it.
pub async fn find(db: &mut Db, viewer: Viewer, record: RecordId) -> Stored<Option<Queued>> {
    let row = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        ", ",
        LEVEL,
        " FROM record r WHERE r.status <> '' AND r.record_id = $3 AND ",
        SEES,
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(record.to_string())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(queued).transpose()
}

/// At most so many other records that the viewer sees and that are found by one of these terms, newest
/// first.
pub async fn others(
    db: &mut Db,
    viewer: Viewer,
    except: RecordId,
    beginnings: &[Coded],
    most: i64,
) -> Stored<Vec<Queued>> {
    let mut asked = Asked::by(viewer);
    asked.push("SELECT ").push(columns()).push(", ").push(LEVEL);
    asked.push(" FROM record r WHERE r.status <> '' AND r.record_id IN (");
    asked.found_by(beginnings).push(") AND r.record_id <> ");
    asked.text(except.to_string()).push(" AND ").push(SEES);
    asked.push(" ORDER BY r.received_at DESC, r.record_id LIMIT ");
    asked.number(most);
    asked.rows(db).await?.iter().map(queued).collect()
}

/// The office's part of every other record of an agent that arrived since then and that the viewer sees.
pub async fn offices_of(
    db: &mut Db,
    viewer: Viewer,
    agent: PersonId,
    except: RecordId,
    since: Timestamp,
) -> Stored<Vec<Office>> {
    let mut asked = Asked::by(viewer);
    asked.push("SELECT r.office FROM record r WHERE r.status <> '' AND r.captured_by = ");
    asked
        .text(agent.to_string())
        .push(" AND r.received_at >= ")
        .number(since.millis())
        .push(" AND r.record_id <> ")
        .text(except.to_string())
        .push(" AND ")
        .push(SEES);
    let rows = asked.rows(db).await?;
    rows.iter()
        .map(|row| from_json(row.try_get("office")?, "office"))
        .collect()
}

fn queued(row: &sqlx::any::AnyRow) -> Stored<Queued> {
    Ok(Queued {
        record: stored(row)?,
        level: level(row)?,
    })
}

fn waiting(row: &sqlx::any::AnyRow) -> Stored<Waiting> {
    let amount: Option<i64> = row.try_get("amount")?;
    Ok(Waiting {
        captured_by: parse(row.try_get::<&str, _>("captured_by")?, "captured_by")?,
        amount: amount.map(Money::from_fen),
        office: from_json(row.try_get("office")?, "office")?,
        level: level(row)?,
    })
}

fn level(row: &sqlx::any::AnyRow) -> Stored<Option<Level>> {
    let level: Option<i64> = row.try_get("review_level")?;
    Ok(level.map(|level| Level(u8::try_from(level).unwrap_or(0))))
}
