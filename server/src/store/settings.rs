//! What a company decides: dated, only ever added to.

use super::{Db, StoreError, Stored, from_json, to_json};
use chrono::NaiveDate;
use shared::pay_calendar::{PayCalendar, PayClose};
use shared::setting::Setting;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// A version as it stands in the store.
#[derive(Debug, Clone)]
pub struct Standing<S> {
    /// When it was published, after every other of the same day.
    pub published_at: i64,
    /// The version.
    pub version: S,
}

/// Every version that holds from its day on, by that day: of several with one day the last published. What was taken
/// back does not.
pub async fn standing<S: Setting>(db: &mut Db) -> Stored<Vec<Standing<S>>> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT valid_from, published_at, body FROM setting WHERE name = $1
         AND NOT EXISTS (SELECT 1 FROM setting_taken_back gone WHERE gone.name = setting.name
             AND gone.valid_from = setting.valid_from
             AND gone.published_at = setting.published_at)
         ORDER BY valid_from, published_at",
    )
    .bind(S::NAME)
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter();
    let by_day: BTreeMap<String, (i64, String)> =
        rows.map(|(day, at, body)| (day, (at, body))).collect();
    let standing = by_day.into_values().map(|(published_at, body)| {
        Ok(Standing {
            published_at,
            version: from_json(&body, "body")?,
        })
    });
    standing.collect()
}

/// The versions of [`standing`].
pub async fn versions<S: Setting>(db: &mut Db) -> Stored<Vec<S>> {
    let standing = standing(db).await?.into_iter();
    Ok(standing.map(|standing| standing.version).collect())
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
         AND NOT EXISTS (SELECT 1 FROM setting_taken_back gone WHERE gone.name = setting.name
             AND gone.valid_from = setting.valid_from
             AND gone.published_at = setting.published_at)
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

/// A version that is to be published.
#[derive(Debug, Clone)]
pub struct NewVersion {
    name: &'static str,
    valid_from: NaiveDate,
    body: String,
}

impl NewVersion {
    /// This version.
    ///
    /// # Errors
    /// If it cannot be stored.
    pub fn of<S: Setting>(version: &S) -> Stored<Self> {
        Ok(Self {
            name: S::NAME,
            valid_from: version.valid_from(),
            body: to_json(version, "body")?,
        })
    }

    /// What it is a version of.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its first day.
    pub const fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

/// Publishes a version, after every other of the same day whatever the clock says; says when.
pub async fn publish(db: &mut Db, new: &NewVersion, now: Timestamp) -> Stored<i64> {
    let valid_from = new.valid_from.to_string();
    let last: Option<i64> = sqlx::query_scalar(
        "SELECT MAX(published_at) FROM setting WHERE name = $1 AND valid_from = $2",
    )
    .bind(new.name)
    .bind(valid_from.clone())
    .fetch_one(&mut *db)
    .await?;
    let after = last.map_or(i64::MIN, |last| last.saturating_add(1));
    let published_at = now.millis().max(after);
    sqlx::query(
        "INSERT INTO setting (name, valid_from, published_at, body) VALUES ($1, $2, $3, $4)",
    )
    .bind(new.name)
    .bind(valid_from)
    .bind(published_at)
    .bind(new.body.clone())
    .execute(db)
    .await?;
    Ok(published_at)
}

/// A version that was published is not to hold.
pub async fn take_back<S: Setting>(
    db: &mut Db,
    standing: &Standing<S>,
    because: &str,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO setting_taken_back (name, valid_from, published_at, take_back_id)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(S::NAME)
    .bind(standing.version.valid_from().to_string())
    .bind(standing.published_at)
    .bind(because.to_owned())
    .execute(db)
    .await?;
    Ok(())
}
