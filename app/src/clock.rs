//! The device's clock. `shared` is told the time; it is read here only.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use shared::time::Timestamp;

/// Now, by the device's clock.
pub fn now() -> Timestamp {
    // Whole milliseconds since 1970: far inside what an i64 holds.
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// Today at a branch whose clock is `offset_minutes` ahead of UTC.
pub fn today(offset_minutes: i32) -> NaiveDate {
    now().civil_date(offset_minutes).unwrap_or_default()
}

/// The civil time now at a branch whose clock is `offset_minutes` ahead of UTC, as a moment is kept:
/// `2026-10-31T14:05`.
pub fn civil_minute(offset_minutes: i32) -> String {
    let kept = |now: NaiveDateTime| format!("{}T{:02}:{:02}", now.date(), now.hour(), now.minute());
    now().civil(offset_minutes).map_or_else(String::new, kept)
}
