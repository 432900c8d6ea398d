//! Keys with which other systems call the server. Only a key's hash is kept.

use super::asked::Asked;
use super::{Db, StoreError, Stored, named, parse, time};
use shared::connections::{KeyEnd, KeyEnded, KeyScope};
use shared::id::{KeyId, PersonId, UnitId};
use shared::time::Timestamp;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// A key as it is kept, all but its hash.
#[derive(Debug, Clone)]
pub struct StoredKey {
    pub id: KeyId,
    pub name: String,
    pub beginning: String,
    pub scopes: Vec<KeyScope>,
    pub unit: UnitId,
    pub made_by: PersonId,
    pub made_at: Timestamp,
    pub last_day: Option<chrono::NaiveDate>,
    pub used_at: Option<Timestamp>,
    pub ended: Option<KeyEnded>,
}

const COLUMNS: &str = "SELECT key_id, name, beginning, scopes, unit_id, made_by, made_at, last_day,
     used_at, ended_at, ended_because FROM api_key";

pub async fn insert(db: &mut Db, key: &StoredKey, hash: &str) -> Stored<()> {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    sqlx::query(
        "INSERT INTO api_key (key_id, key_hash, name, beginning, scopes, unit_id, made_by, made_at, last_day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(key.id.to_string())
    .bind(hash.to_owned())
    .bind(key.name.clone())
    .bind(key.beginning.clone())
    .bind(scopes.join(" "))
    .bind(key.unit.to_string())
    .bind(key.made_by.to_string())
    .bind(key.made_at.millis())
    .bind(key.last_day.map(|day| day.to_string()))
    .execute(db)
    .await?;
    Ok(())
}

/// The key that has this hash, ended or not.
pub async fn with_hash(db: &mut Db, hash: &str) -> Stored<Option<StoredKey>> {
    let mut asked = Asked::new();
    asked.push(COLUMNS).push(" WHERE key_hash = ").text(hash);
    Ok(keys(db, asked).await?.pop())
}

pub async fn find(db: &mut Db, key: KeyId) -> Stored<Option<StoredKey>> {
    let mut asked = Asked::new();
    asked
        .push(COLUMNS)
        .push(" WHERE key_id = ")
        .text(key.to_string());
    Ok(keys(db, asked).await?.pop())
}

/// The keys that are bound to these units, the latest first.
pub async fn of_units(db: &mut Db, units: &BTreeSet<UnitId>) -> Stored<Vec<StoredKey>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked = Asked::new();
    asked.push(COLUMNS).push(" WHERE unit_id IN ");
    asked.texts(units.iter().map(ToString::to_string));
    asked.push(" ORDER BY made_at DESC, key_id");
    keys(db, asked).await
}

/// The keys that have not ended.
pub async fn open(db: &mut Db) -> Stored<Vec<StoredKey>> {
    let mut asked = Asked::new();
    asked
        .push(COLUMNS)
        .push(" WHERE ended_at IS NULL ORDER BY key_id");
    keys(db, asked).await
}

/// What keys are called.
pub async fn names(db: &mut Db, keys: &BTreeSet<KeyId>) -> Stored<BTreeMap<KeyId, String>> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT key_id, name FROM api_key WHERE key_id IN ");
    asked.texts(keys.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let names = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("key_id")?, "key_id")?;
        Ok((id, row.try_get("name")?))
    });
    names.collect()
}

/// The key was used.
pub async fn use_at(db: &mut Db, key: KeyId, at: Timestamp) -> Stored<()> {
    sqlx::query("UPDATE api_key SET used_at = $2 WHERE key_id = $1")
        .bind(key.to_string())
        .bind(at.millis())
        .execute(db)
        .await?;
    Ok(())
}

/// Ends a key; says whether it had not ended yet.
pub async fn end(db: &mut Db, key: KeyId, ended: KeyEnded) -> Stored<bool> {
    let done = sqlx::query(
        "UPDATE api_key SET ended_at = $2, ended_because = $3
         WHERE key_id = $1 AND ended_at IS NULL",
    )
    .bind(key.to_string())
    .bind(ended.at.millis())
    .bind(ended.because.as_str())
    .execute(db)
    .await?;
    Ok(done.rows_affected() > 0)
}

async fn keys(db: &mut Db, asked: Asked) -> Stored<Vec<StoredKey>> {
    asked.rows(db).await?.iter().map(key).collect()
}

fn key(row: &AnyRow) -> Stored<StoredKey> {
    let scopes: &str = row.try_get("scopes")?;
    let scopes = scopes
        .split(' ')
        .map(|name| named(KeyScope::from_name(name), "scopes"));
    let last_day: Option<String> = row.try_get("last_day")?;
    Ok(StoredKey {
        id: parse(row.try_get::<&str, _>("key_id")?, "key_id")?,
        name: row.try_get("name")?,
        beginning: row.try_get("beginning")?,
        scopes: scopes.collect::<Stored<Vec<_>>>()?,
        unit: parse(row.try_get::<&str, _>("unit_id")?, "unit_id")?,
        made_by: parse(row.try_get::<&str, _>("made_by")?, "made_by")?,
        made_at: time(row.try_get("made_at")?),
        last_day: last_day.map(|day| parse(&day, "last_day")).transpose()?,
        used_at: row.try_get::<Option<i64>, _>("used_at")?.map(time),
        ended: ended(row)?,
    })
}

fn ended(row: &AnyRow) -> Stored<Option<KeyEnded>> {
    let at: Option<i64> = row.try_get("ended_at")?;
    let because: Option<String> = row.try_get("ended_because")?;
    let ended = at.zip(because).map(|(at, because)| {
        Ok::<_, StoreError>(KeyEnded {
            at: time(at),
            because: named(KeyEnd::from_name(&because), "ended_because")?,
        })
    });
    ended.transpose()
}
