//! Captured records.

use super::asked::Asked;
use super::changes::{IDS_IN_STRETCH, Stretch};
use super::{Db, Stored, column, count, from_json, named, parse, terms, time, to_json};
use chrono::NaiveDate;
use shared::id::{PersonId, RecordId, UnitId};
use shared::money::Money;
use shared::month::Month;
use shared::number::RecordNumber;
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::{PersonRef, Status};
use shared::sync::Pulled;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Any, AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// A record, with what the store keeps beside it.
#[derive(Debug, Clone)]
pub struct StoredRecord {
    pub view: RecordView,
    pub filing: Filing,
    /// The day of capture at the branch, by the server's reckoning.
    pub captured_on: NaiveDate,
    /// The agent's team on the day of capture.
    pub team: String,
    pub branch: UnitId,
}

/// What is taken out of a record to list and to find it by.
#[derive(Debug, Clone, Default)]
pub struct Filing {
    pub title: String,
    /// Product code, or loss type, or course kind.
    pub subject: String,
    pub amount: Option<Money>,
    pub warnings: u32,
    pub duplicate_key: Option<String>,
    pub session_number: Option<String>,
}

const COLUMNS: &str = "record_id, kind, number, captured_by, captured_by_name, captured_at, \
     captured_on, received_at, version, content_version, rules, content, office, branch_id, team, title, \
     subject, amount, warnings, duplicate_key, session_number";

pub async fn find(db: &mut Db, id: RecordId) -> Stored<Option<StoredRecord>> {
    let row = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE record_id = $1",
    ]))
    .bind(id.to_string())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(stored).transpose()
}

/// The record of this number.
pub async fn with_number(db: &mut Db, number: &RecordNumber) -> Stored<Option<StoredRecord>> {
    let row = sqlx::query(sql(&["SELECT ", COLUMNS, " FROM record WHERE number = $1"]))
        .bind(number.to_string())
        .fetch_optional(db)
        .await?;
    row.as_ref().map(stored).transpose()
}

/// Those of the records that are here.
pub async fn find_all(db: &mut Db, ids: &[RecordId]) -> Stored<BTreeMap<RecordId, StoredRecord>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT ").push(COLUMNS);
    asked.push(" FROM record WHERE record_id IN ");
    asked.texts(ids.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let found = rows.iter().map(|row| {
        let record = stored(row)?;
        Ok((record.view.record_id, record))
    });
    found.collect()
}

/// The records of a part of somebody's scope.
pub async fn of_stretch(db: &mut Db, stretch: Stretch) -> Stored<Vec<StoredRecord>> {
    let query = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE record_id IN ",
        IDS_IN_STRETCH,
    ]));
    let rows = stretch
        .bound_to(query, RecordView::KIND)
        .fetch_all(db)
        .await?;
    rows.iter().map(stored).collect()
}

/// Records of a kind with this session number, within a branch, newest first.
pub async fn with_session_number(
    db: &mut Db,
    branch: UnitId,
    kind: RecordKind,
    number: &str,
) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE branch_id = $1 AND session_number = $2 AND kind = $3
          ORDER BY captured_at DESC, record_id",
    ]))
    .bind(branch.to_string())
    .bind(number.to_owned())
    .bind(kind.as_str())
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

/// Every record of a kind, in the order they were received.
pub async fn of_kind(db: &mut Db, kind: RecordKind) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE kind = $1 ORDER BY received_at, record_id",
    ]))
    .bind(kind.as_str())
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

/// The training sessions of a branch that are held in a month.
pub async fn sessions_of_branch(
    db: &mut Db,
    branch: UnitId,
    month: Month,
) -> Stored<Vec<StoredRecord>> {
    // The day of a session is an answer of its content, which is text.
    let day = format!("%\"date\":\"{month}-%");
    let rows = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE branch_id = $1 AND kind = $2 AND content LIKE $3 ORDER BY record_id",
    ]))
    .bind(branch.to_string())
    .bind(RecordKind::TrainingSession.as_str())
    .bind(day)
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

/// At most so many of the records that somebody captured, after this one, by id.
pub async fn captured_by(
    db: &mut Db,
    person: PersonId,
    (after, most): (Option<RecordId>, usize),
) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE captured_by = $1 AND record_id > $2 ORDER BY record_id LIMIT $3",
    ]))
    .bind(person.to_string())
    .bind(after.map(|after| after.to_string()).unwrap_or_default())
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

/// The training sessions on whose roster somebody is, by id.
pub async fn sessions_with(db: &mut Db, person: PersonId) -> Stored<Vec<StoredRecord>> {
    // The roster is text.
    let rows = sqlx::query(sql(&[
        "SELECT ",
        COLUMNS,
        " FROM record WHERE kind = $1 AND office LIKE $2 ORDER BY record_id",
    ]))
    .bind(RecordKind::TrainingSession.as_str())
    .bind(format!("%{person}%"))
    .fetch_all(db)
    .await?;
    let sessions: Vec<StoredRecord> = rows.iter().map(stored).collect::<Stored<_>>()?;
    let is_on = |record: &StoredRecord| match &record.view.office {
        Office::Roster(roster) => roster.entries.iter().any(|it| it.person.id == person),
        Office::Review(_) | Office::CheckIn(_) => false,
    };
    Ok(sessions.into_iter().filter(is_on).collect())
}

/// Whether another record has this number.
pub async fn number_is_taken(db: &mut Db, number: &str) -> Stored<bool> {
    let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM record WHERE number = $1")
        .bind(number.to_owned())
        .fetch_one(db)
        .await?;
    Ok(taken > 0)
}

/// Whether somebody has a query to answer.
pub async fn has_open_query(db: &mut Db, captured_by: PersonId) -> Stored<bool> {
    let open: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM record WHERE captured_by = $1 AND status = 'queried'",
    )
    .bind(captured_by.to_string())
    .fetch_one(db)
    .await?;
    Ok(open > 0)
}

/// Keeps a new record, filed below the units of `places`.
pub async fn insert(db: &mut Db, record: &StoredRecord, places: &[UnitId]) -> Stored<()> {
    let view = &record.view;
    let query = sqlx::query(
        "INSERT INTO record
         (record_id, version, content_version, rules, content, office, status, title, subject,
          amount, warnings, duplicate_key, session_number, kind, number, captured_by,
          captured_by_name, captured_at, captured_on, received_at, branch_id, team, terms, searched)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22, $23, '')",
    );
    bind_what_changes(query, record)?
        .bind(view.kind.as_str())
        .bind(view.number.to_string())
        .bind(view.captured_by.id.to_string())
        .bind(view.captured_by.name.clone())
        .bind(view.captured_at.millis())
        .bind(record.captured_on.to_string())
        .bind(view.received_at.millis())
        .bind(record.branch.to_string())
        .bind(record.team.clone())
        .bind(terms::version_of(view))
        .execute(&mut *db)
        .await?;
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    insert_each(
        db,
        "record_place (record_id, unit_id)",
        view.record_id,
        &places,
    )
    .await
}

/// The unit in which a record was captured and all above it, as they were then.
pub async fn places(db: &mut Db, record: RecordId) -> Stored<Vec<UnitId>> {
    let units: Vec<(String,)> =
        sqlx::query_as("SELECT unit_id FROM record_place WHERE record_id = $1")
            .bind(record.to_string())
            .fetch_all(db)
            .await?;
    let units = units.iter().map(|(unit,)| parse(unit, "unit_id"));
    units.collect()
}

/// Keeps a record as it is now.
pub async fn update(db: &mut Db, record: &StoredRecord) -> Stored<()> {
    let query = sqlx::query(
        "UPDATE record SET version = $2, content_version = $3, rules = $4, content = $5,
            office = $6, status = $7, title = $8, subject = $9, amount = $10, warnings = $11,
            duplicate_key = $12, session_number = $13
         WHERE record_id = $1",
    );
    bind_what_changes(query, record)?.execute(db).await?;
    Ok(())
}

/// So many rows go into one statement.
const ROWS: usize = 1_000;

/// Keeps what the office says of records now, and their versions; nothing else of them changes.
pub async fn update_offices(db: &mut Db, records: &[StoredRecord]) -> Stored<()> {
    for records in records.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push("WITH changed (record_id, version, office, status) AS (VALUES ");
        for (at, record) in records.iter().enumerate() {
            let view = &record.view;
            let status = view.status().map_or("", |status| status.as_str());
            asked.push(if at == 0 { "(" } else { ", (" });
            asked.text(view.record_id.to_string());
            asked.push(", ").number(column(view.version));
            asked.push(", ").text(to_json(&view.office, "office")?);
            asked.push(", ").text(status).push(")");
        }
        asked.push(
            ") UPDATE record SET version = changed.version, office = changed.office,
                 status = changed.status
             FROM changed WHERE record.record_id = changed.record_id",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

/// Keeps how many warnings the rules give in these records now; nothing else of them changes.
pub async fn count_warnings(
    db: &mut Db,
    records: impl IntoIterator<Item = RecordId>,
    warnings: u32,
) -> Stored<()> {
    let mut asked = Asked::new();
    asked
        .push("UPDATE record SET warnings = ")
        .number(i64::from(warnings));
    asked.push(" WHERE record_id IN ");
    asked.texts(records.into_iter().map(|record| record.to_string()));
    asked.execute(db).await
}

type Query<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

/// Binds the record's id as `$1`, and what may become different in it as `$2` to `$13`.
fn bind_what_changes<'q>(query: Query<'q>, record: &StoredRecord) -> Stored<Query<'q>> {
    let (view, filing) = (&record.view, &record.filing);
    Ok(query
        .bind(view.record_id.to_string())
        .bind(column(view.version))
        .bind(column(view.content_version))
        .bind(i64::from(view.rules.0))
        .bind(to_json(&view.content, "content")?)
        .bind(to_json(&view.office, "office")?)
        .bind(view.status().map_or("", |status| status.as_str()))
        .bind(filing.title.clone())
        .bind(filing.subject.clone())
        .bind(filing.amount.map(|amount| amount.fen()))
        .bind(i64::from(filing.warnings))
        .bind(filing.duplicate_key.clone())
        .bind(filing.session_number.clone()))
}

/// Keeps a row with the record and each of the values, by one statement.
pub(super) async fn insert_each(
    db: &mut Db,
    table: &'static str,
    record: RecordId,
    values: &[String],
) -> Stored<()> {
    if values.is_empty() {
        return Ok(());
    }
    let rows: Vec<String> = (2..values.len() + 2)
        .map(|at| format!("($1, ${at})"))
        .collect();
    let insert = format!("INSERT INTO {table} VALUES {}", rows.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(insert)).bind(record.to_string());
    for value in values {
        query = query.bind(value.clone());
    }
    query.execute(db).await?;
    Ok(())
}

/// A record out of a row with [`COLUMNS`].
pub(super) fn stored(row: &AnyRow) -> Stored<StoredRecord> {
    let office: Office = from_json(row.try_get("office")?, "office")?;
    let rules: i64 = row.try_get("rules")?;
    Ok(StoredRecord {
        view: RecordView {
            record_id: parse(row.try_get::<&str, _>("record_id")?, "record_id")?,
            kind: named(RecordKind::from_name(row.try_get("kind")?), "kind")?,
            number: parse(row.try_get::<&str, _>("number")?, "number")?,
            captured_by: PersonRef {
                id: parse(row.try_get::<&str, _>("captured_by")?, "captured_by")?,
                name: row.try_get("captured_by_name")?,
            },
            captured_at: time(row.try_get("captured_at")?),
            received_at: time(row.try_get("received_at")?),
            version: count(row.try_get("version")?),
            content_version: count(row.try_get("content_version")?),
            rules: RuleVersion(u16::try_from(rules).unwrap_or(0)),
            content: from_json(row.try_get("content")?, "content")?,
            office,
        },
        filing: filing(row)?,
        captured_on: parse(row.try_get::<&str, _>("captured_on")?, "captured_on")?,
        team: row.try_get("team")?,
        branch: parse(row.try_get::<&str, _>("branch_id")?, "branch_id")?,
    })
}

fn filing(row: &AnyRow) -> Stored<Filing> {
    let amount: Option<i64> = row.try_get("amount")?;
    let warnings: i64 = row.try_get("warnings")?;
    Ok(Filing {
        title: row.try_get("title")?,
        subject: row.try_get("subject")?,
        amount: amount.map(Money::from_fen),
        warnings: u32::try_from(warnings).unwrap_or(0),
        duplicate_key: row.try_get("duplicate_key")?,
        session_number: row.try_get("session_number")?,
    })
}

/// Constant pieces of SQL put together; values are always bound.
pub(super) fn sql(pieces: &[&'static str]) -> AssertSqlSafe<String> {
    AssertSqlSafe(pieces.concat())
}

pub(super) const fn columns() -> &'static str {
    COLUMNS
}

/// How many records of somebody stand at each status; those without one are left out.
pub async fn statuses_of(db: &mut Db, captured_by: PersonId) -> Stored<Vec<(Status, u64)>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT status, COUNT(*) FROM record WHERE captured_by = $1 GROUP BY status ORDER BY status",
    )
    .bind(captured_by.to_string())
    .fetch_all(db)
    .await?;
    let known = rows.into_iter();
    let known = known.filter_map(|(status, n)| Some((Status::from_name(&status)?, count(n))));
    Ok(known.collect())
}
