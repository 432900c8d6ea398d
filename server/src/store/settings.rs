//! What a company decides: dated, only ever added to.

use super::{Db, StoreError, Stored, from_json, to_json};
use chrono::NaiveDate;
use shared::pay_calendar::{PayCalendar, PayClose};
use shared::setting::Setting;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Every version that holds from its day on, by that day: of several with one day the last published.
pub async fn versions<S: Setting>(db: &mut Db) -> Stored<Vec<S>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT valid_from, body FROM setting WHERE name = $1 ORDER BY valid_from, published_at",
    )
    .bind(S::NAME)
    .fetch_all(db)
    .await?;
    let by_day: BTreeMap<String, String> = rows.into_iter().collect();
    by_day
        .values()
        .map(|body| from_json(body, "body"))
        .collect()
}

/// Every version that was ever published, in their order: also of one day those that another took the place of.
pub async fn every<S: Setting>(db: &mut Db) -> Stored<Vec<S>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM setting WHERE name = $1 ORDER BY valid_from, published_at",
    )
    .bind(S::NAME)
    .fetch_all(db)
    .await?;
    bodies.iter().map(|body| from_json(body, "body")).collect()
}

/// Those that hold, where one was published; a store that is served has at least what the program comes with.
///
/// # Errors
/// If none was ever published.
pub async fn published<S: Setting>(db: &mut Db) -> Stored<Vec<S>> {
    let versions = versions(db).await?;
    match versions.is_empty() {
        true => Err(never::<S>()),
        false => Ok(versions),
    }
}

/// The version that holds on this day; before the first, the first.
///
/// # Errors
/// If none was ever published.
pub async fn in_force<S: Setting>(db: &mut Db, on: NaiveDate) -> Stored<S> {
    let begun: Option<String> = sqlx::query_scalar(
        "SELECT body FROM setting WHERE name = $1 AND valid_from <= $2
         ORDER BY valid_from DESC, published_at DESC LIMIT 1",
    )
    .bind(S::NAME)
    .bind(on.to_string())
    .fetch_optional(&mut *db)
    .await?;
    match begun {
        Some(body) => from_json(&body, "body"),
        None => versions(db)
            .await?
            .into_iter()
            .next()
            .ok_or_else(never::<S>),
    }
}

/// When the pay of each month closes.
///
/// # Errors
/// If it was never published.
pub async fn pay_calendar(db: &mut Db) -> Stored<PayCalendar> {
    let versions: Vec<PayClose> = published(db).await?;
    versions.try_into().map_err(|_| never::<PayClose>())
}

fn never<S: Setting>() -> StoreError {
    StoreError::Unreadable {
        column: "setting",
        reason: format!("{} was never published", S::NAME),
    }
}

/// Whether a version was ever published.
pub async fn is_published<S: Setting>(db: &mut Db) -> Stored<bool> {
    let versions: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM setting WHERE name = $1")
        .bind(S::NAME)
        .fetch_one(db)
        .await?;
    Ok(versions > 0)
}

/// Publishes a version, after every other of the same day whatever the clock says.
pub async fn publish<S: Setting>(db: &mut Db, version: &S, now: Timestamp) -> Stored<()> {
    let valid_from = version.valid_from().to_string();
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT MAX(published_at) FROM setting WHERE name = $1 AND valid_from = $2",
    )
    .bind(S::NAME)
    .bind(valid_from.clone())
    .fetch_one(&mut *db)
    .await?;
    let after = last.map_or(i64::MIN, |last| last.saturating_add(1));
    sqlx::query(
        "INSERT INTO setting (name, valid_from, published_at, body) VALUES ($1, $2, $3, $4)",
    )
    .bind(S::NAME)
    .bind(valid_from)
    .bind(now.millis().max(after))
    .bind(to_json(version, "body")?)
    .execute(db)
    .await?;
    Ok(())
}
