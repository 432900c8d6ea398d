//! The tables that hold, as they were known on a day.

use crate::store::compensation::By;
use crate::store::{Db, StoreError, Stored, compensation, settings, units};
use chrono::NaiveDate;
use shared::commission::Rules;
use shared::pay_calendar::PayCalendar;
use shared::time::Timestamp;

/// What is said to whom a table lacks that nobody has published.
pub const NONE: &str = "no compensation tables are published: publish-tables does that, and tables --demonstration --to FOLDER shows how its files look";

/// The rules by which a month is counted that closes on a day, as of another; `None` where no table was ever published.
/// What comes after the close changes nothing of it.
///
/// # Errors
/// If the store cannot be read, or lacks a table that others were published without.
pub async fn known_at(
    db: &mut Db,
    calendar: &PayCalendar,
    (close, as_of): (NaiveDate, NaiveDate),
) -> Stored<Option<Rules>> {
    let by = By {
        recorded: as_of,
        known: as_of.min(close),
    };
    let tables = compensation::known_by(db, by).await?;
    if tables.is_empty() {
        return Ok(None);
    }
    let rules = Rules::of_tables(tables, calendar).map_err(|error| StoreError::Unreadable {
        column: "compensation_table",
        reason: error.to_string(),
    })?;
    Ok(Some(rules))
}

/// The rules as they are known today.
///
/// # Errors
/// As [`known_at`].
pub async fn known_today(db: &mut Db, now: Timestamp) -> Stored<(NaiveDate, Option<Rules>)> {
    let today = units::company_day(db, now).await?;
    let calendar = settings::pay_calendar(db).await?;
    Ok((today, known_at(db, &calendar, (today, today)).await?))
}
