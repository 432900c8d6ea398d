//! Who has a case open at the desk.

use super::{Db, Stored, parse, time};
use shared::desk::Holder;
use shared::id::{PersonId, RecordId};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// Who did nothing with a case for so long does not have it any more, in milliseconds.
const LASTS: i64 = 15 * 60_000;

/// Whoever did something after this time still has what they opened.
pub(super) const fn since(now: Timestamp) -> Timestamp {
    now.plus_millis(-LASTS)
}

/// Who has these cases open now.
pub async fn of(
    db: &mut Db,
    records: &[RecordId],
    now: Timestamp,
) -> Stored<BTreeMap<RecordId, Holder>> {
    if records.is_empty() {
        return Ok(BTreeMap::new());
    }
    let places: Vec<String> = (2..records.len() + 2).map(|at| format!("${at}")).collect();
    let select = format!(
        "SELECT h.record_id, h.person_id, p.name, h.since FROM desk_hold h
         JOIN person p ON p.person_id = h.person_id
         WHERE h.seen_at > $1 AND h.record_id IN ({})",
        places.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(select)).bind(since(now).millis());
    for record in records {
        query = query.bind(record.to_string());
    }
    query.fetch_all(db).await?.iter().map(held).collect()
}

/// Who has this case open now.
pub async fn find(db: &mut Db, record: RecordId, now: Timestamp) -> Stored<Option<Holder>> {
    Ok(of(db, &[record], now).await?.remove(&record))
}

fn held(row: &AnyRow) -> Stored<(RecordId, Holder)> {
    let record = parse(row.try_get::<&str, _>("record_id")?, "record_id")?;
    let holder = Holder {
        person: PersonRef {
            id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            name: row.try_get("name")?,
        },
        since: time(row.try_get("since")?),
    };
    Ok((record, holder))
}

/// This person has the case from `since` on, and is at it now.
pub async fn set(
    db: &mut Db,
    record: RecordId,
    person: PersonId,
    since: Timestamp,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO desk_hold (record_id, person_id, since, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (record_id) DO UPDATE
         SET person_id = excluded.person_id, since = excluded.since, seen_at = excluded.seen_at",
    )
    .bind(record.to_string())
    .bind(person.to_string())
    .bind(since.millis())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Nobody has the case any more.
pub async fn end(db: &mut Db, record: RecordId) -> Stored<()> {
    sqlx::query("DELETE FROM desk_hold WHERE record_id = $1")
        .bind(record.to_string())
        .execute(db)
        .await?;
    Ok(())
}

/// This person does not have the case any more; of somebody else nothing changes.
pub async fn release(db: &mut Db, record: RecordId, person: PersonId) -> Stored<()> {
    sqlx::query("DELETE FROM desk_hold WHERE record_id = $1 AND person_id = $2")
        .bind(record.to_string())
        .bind(person.to_string())
        .execute(db)
        .await?;
    Ok(())
}
