//! Installations of the app.

use super::asked::Asked;
use super::{Db, Stored, meta, parse, time};
use serde::Serialize;
use shared::id::{DeviceId, PersonId};
use shared::number::DeviceNumber;
use shared::time::Timestamp;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// One installation of the app for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredDevice {
    pub person: PersonId,
    pub number: DeviceNumber,
    /// Milliseconds by which its clock was ahead of the server's when it last spoke.
    pub clock_ahead: i64,
}

pub async fn find(db: &mut Db, device: DeviceId) -> Stored<Option<StoredDevice>> {
    let row = sqlx::query(
        "SELECT person_id, device_number, clock_ahead FROM device WHERE device_id = $1",
    )
    .bind(device.to_string())
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(StoredDevice {
            person: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            number: number(row.try_get("device_number")?),
            clock_ahead: row.try_get("clock_ahead")?,
        })
    })
    .transpose()
}

/// The numbers of those that the store knows.
pub async fn numbers(
    db: &mut Db,
    devices: &BTreeSet<DeviceId>,
) -> Stored<BTreeMap<DeviceId, DeviceNumber>> {
    if devices.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT device_id, device_number FROM device WHERE device_id IN ");
    asked.texts(devices.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let numbers = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("device_id")?, "device_id")?;
        Ok((id, number(row.try_get("device_number")?)))
    });
    numbers.collect()
}

/// A device as its person may know it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Registered {
    pub number: DeviceNumber,
    pub registered_at: Timestamp,
    /// Milliseconds by which its clock was ahead of the server's when it last spoke.
    pub clock_ahead: i64,
}

/// All that somebody ever registered, by number.
pub async fn of_person(db: &mut Db, person: PersonId) -> Stored<Vec<Registered>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT device_number, registered_at, clock_ahead FROM device
         WHERE person_id = $1 ORDER BY device_number",
    )
    .bind(person.to_string())
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter();
    let registered = rows.map(|(number, registered_at, clock_ahead)| Registered {
        number: self::number(number),
        registered_at: time(registered_at),
        clock_ahead,
    });
    Ok(registered.collect())
}

/// Registers a device: under the number it was given in an earlier life of the store, if it says
/// one that is still its own, or else the next.
pub async fn register(
    db: &mut Db,
    device: DeviceId,
    person: PersonId,
    given: Option<DeviceNumber>,
    now: Timestamp,
) -> Stored<DeviceNumber> {
    let clear = kept_clear(db).await?;
    let number = match given {
        Some(given) if is_free_below(db, given, clear).await? => i64::from(given.get()),
        _ => highest(db).await?.max(clear) + 1,
    };
    sqlx::query(
        "INSERT INTO device (device_id, device_number, person_id, registered_at, clock_ahead)
         VALUES ($1, $2, $3, $4, 0)",
    )
    .bind(device.to_string())
    .bind(number)
    .bind(person.to_string())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(self::number(number))
}

async fn highest(db: &mut Db) -> Stored<i64> {
    let highest = sqlx::query_scalar("SELECT COALESCE(MAX(device_number), 0) FROM device")
        .fetch_one(db)
        .await?;
    Ok(highest)
}

/// Whether an earlier life of the store may have given this number to a device that this life does
/// not know of.
async fn is_free_below(db: &mut Db, given: DeviceNumber, clear: i64) -> Stored<bool> {
    let given = i64::from(given.get());
    let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM device WHERE device_number = $1")
        .bind(given)
        .fetch_one(db)
        .await?;
    Ok(given > 0 && given <= clear && taken == 0)
}

/// What a restored store leaves to devices that registered after its backup was made: more numbers
/// than can have been given by then.
const CLEAR_AT_LEAST: i64 = 1_024;
/// And so many more for each minute since.
const CLEAR_PER_MINUTE: i64 = 16;
const MINUTE: i64 = 60_000;

/// New devices get numbers above those that may have been given in the `millis` since the backup.
pub async fn keep_clear(db: &mut Db, millis: i64) -> Stored<()> {
    let minutes = millis.max(0) / MINUTE;
    let given = highest(db).await?.max(kept_clear(db).await?);
    let clear = given + CLEAR_AT_LEAST + CLEAR_PER_MINUTE * minutes;
    meta::set(db, meta::DEVICE_NUMBERS_KEPT_CLEAR, &clear.to_string()).await
}

/// Up to where numbers are left to devices of earlier lives; 0 in a store that was never restored.
async fn kept_clear(db: &mut Db) -> Stored<i64> {
    let clear = meta::find(db, meta::DEVICE_NUMBERS_KEPT_CLEAR).await?;
    clear.map_or(Ok(0), |text| parse(&text, "value"))
}

/// Keeps what was learned of a device's clock.
pub async fn set_clock_ahead(db: &mut Db, device: DeviceId, ahead: i64) -> Stored<()> {
    sqlx::query("UPDATE device SET clock_ahead = $2 WHERE device_id = $1")
        .bind(device.to_string())
        .bind(ahead)
        .execute(db)
        .await?;
    Ok(())
}

fn number(column: i64) -> DeviceNumber {
    DeviceNumber::new(u32::try_from(column).unwrap_or(0))
}
