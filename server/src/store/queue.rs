//! The review queue: which records somebody sees at the desk, and at which level they decide them.
//!
//! Somebody sees a record if they hold a desk role today in a unit the record was captured below.

use super::records::{StoredRecord, columns, sql, stored};
use super::{Db, Stored, count, named};
use chrono::NaiveDate;
use shared::desk::{QueueFilter, StatusCount};
use shared::id::{PersonId, RecordId};
use shared::submission::{Level, Status};
use shared::time::Timestamp;
use sqlx::Row;

/// Most entries of one page.
pub const PAGE: usize = 50;

/// Who looks, and on which day.
#[derive(Debug, Clone, Copy)]
pub struct Viewer {
    pub person: PersonId,
    pub today: NaiveDate,
}

/// A record in the queue with the level at which the viewer may decide it.
#[derive(Debug, Clone)]
pub struct Queued {
    pub record: StoredRecord,
    pub level: Option<Level>,
}

/// After which entry a page begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct After {
    pub received_at: Timestamp,
    pub record: Option<RecordId>,
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

/// `$3` kind, `$4` status, `$5` search pattern; empty for any.
const FILTER: &str = " r.status <> '' AND ($3 = '' OR r.kind = $3)
     AND (($4 = '' AND r.status IN ('received', 'in_review', 'answered')) OR r.status = $4)
     AND ($5 = '' OR r.searched LIKE $5 ESCAPE '!')";

/// At most one more than [`PAGE`] of what the filter wants, oldest first.
pub async fn page(
    db: &mut Db,
    viewer: Viewer,
    filter: &QueueFilter,
    after: After,
) -> Stored<Vec<Queued>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        ", ",
        LEVEL,
        " FROM record r WHERE ",
        SEES,
        " AND ",
        FILTER,
        " AND (r.received_at > $6 OR (r.received_at = $6 AND r.record_id > $7))
          ORDER BY r.received_at, r.record_id LIMIT $8",
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(filter.kind.map_or("", |kind| kind.as_str()))
    .bind(filter.status.map_or("", |status| status.as_str()))
    .bind(pattern(filter.search.as_deref()))
    .bind(after.received_at.millis())
    .bind(after.record.map(|id| id.to_string()).unwrap_or_default())
    .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    rows.iter().map(queued).collect()
}

/// How many records the filter wants in all.
pub async fn total(db: &mut Db, viewer: Viewer, filter: &QueueFilter) -> Stored<u64> {
    let total: i64 = sqlx::query_scalar(sql(&[
        "SELECT COUNT(*) FROM record r WHERE ",
        SEES,
        " AND ",
        FILTER,
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(filter.kind.map_or("", |kind| kind.as_str()))
    .bind(filter.status.map_or("", |status| status.as_str()))
    .bind(pattern(filter.search.as_deref()))
    .fetch_one(db)
    .await?;
    Ok(count(total))
}

/// How many there are of each status, only the filter's kind kept.
pub async fn counts(db: &mut Db, viewer: Viewer, filter: &QueueFilter) -> Stored<Vec<StatusCount>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(sql(&[
        "SELECT r.status, COUNT(*) FROM record r WHERE r.status <> '' AND ",
        SEES,
        " AND ($3 = '' OR r.kind = $3) GROUP BY r.status",
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(filter.kind.map_or("", |kind| kind.as_str()))
    .fetch_all(db)
    .await?;
    let mut counts = rows
        .into_iter()
        .map(|(status, number)| {
            Ok(StatusCount {
                status: named(Status::from_name(&status), "status")?,
                count: count(number),
            })
        })
        .collect::<Stored<Vec<_>>>()?;
    counts.sort_by_key(|counted| counted.status);
    Ok(counts)
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

/// Other records about the same insured that the viewer sees, newest first.
pub async fn related(
    db: &mut Db,
    viewer: Viewer,
    insured: &str,
    except: RecordId,
) -> Stored<Vec<Queued>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        ", ",
        LEVEL,
        " FROM record r WHERE r.status <> '' AND r.insured = $3 AND r.record_id <> $4 AND ",
        SEES,
        " ORDER BY r.received_at DESC, r.record_id LIMIT 20",
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(insured.to_owned())
    .bind(except.to_string())
    .fetch_all(db)
    .await?;
    rows.iter().map(queued).collect()
}

fn queued(row: &sqlx::any::AnyRow) -> Stored<Queued> {
    let level: Option<i64> = row.try_get("review_level")?;
    Ok(Queued {
        record: stored(row)?,
        level: level.map(|level| Level(u8::try_from(level).unwrap_or(0))),
    })
}

/// For `LIKE`; the wildcards of the searched text stand for themselves.
fn pattern(search: Option<&str>) -> String {
    let text = search.unwrap_or_default().trim().to_lowercase();
    if text.is_empty() {
        return String::new();
    }
    let escaped: String = text
        .chars()
        .flat_map(|c| {
            matches!(c, '%' | '_' | '!')
                .then_some('!')
                .into_iter()
                .chain([c])
        })
        .collect();
    format!("%{escaped}%")
}
