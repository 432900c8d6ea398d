//! Installations of the app.

use super::{Db, Stored, parse};
use shared::id::{DeviceId, PersonId};
use shared::number::DeviceNumber;
use shared::time::Timestamp;
use sqlx::Row;

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

/// Registers a device under the next number.
pub async fn register(
    db: &mut Db,
    device: DeviceId,
    person: PersonId,
    now: Timestamp,
) -> Stored<DeviceNumber> {
    let next: i64 = sqlx::query_scalar(
        "INSERT INTO device (device_id, device_number, person_id, registered_at, clock_ahead)
         VALUES ($1, (SELECT COALESCE(MAX(device_number), 0) + 1 FROM device), $2, $3, 0)
         RETURNING device_number",
    )
    .bind(device.to_string())
    .bind(person.to_string())
    .bind(now.millis())
    .fetch_one(db)
    .await?;
    Ok(number(next))
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

/// The clock of the device that first sent a record.
pub async fn clock_ahead_of_record(db: &mut Db, record: shared::id::RecordId) -> Stored<i64> {
    let ahead: Option<i64> = sqlx::query_scalar(
        "SELECT d.clock_ahead FROM mutation m JOIN device d ON d.device_id = m.device_id
         WHERE m.record_id = $1 ORDER BY m.received_at, m.device_seq LIMIT 1",
    )
    .bind(record.to_string())
    .fetch_optional(db)
    .await?;
    Ok(ahead.unwrap_or(0))
}

fn number(column: i64) -> DeviceNumber {
    DeviceNumber::new(u32::try_from(column).unwrap_or(0))
}
