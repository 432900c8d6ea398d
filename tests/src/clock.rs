//! The time, as the browser and the server have it: the stories run on the real clock.

use chrono::{NaiveDate, NaiveDateTime};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::time::{SystemTime, UNIX_EPOCH};

/// Today at the branch.
pub fn today() -> NaiveDate {
    now().date()
}

/// The date and time at the branch.
pub fn now() -> NaiveDateTime {
    moment().civil(CHINA_OFFSET_MINUTES).expect("a moment")
}

/// The moment.
pub fn moment() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock after 1970");
    let millis = i64::try_from(since.as_millis()).expect("a clock before the year 292 million");
    Timestamp::from_millis(millis)
}
