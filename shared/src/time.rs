//! Instants and civil dates. `shared` never asks for the time: it is told.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970-01-01 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant moved by `millis` (which may be negative), held at the ends of the range.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative if `earlier` is later.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The civil date and time at a branch whose clock is `offset_minutes` ahead of UTC.
    /// `None` outside the calendar's range.
    pub fn civil(self, offset_minutes: i32) -> Option<NaiveDateTime> {
        let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
        let instant = DateTime::from_timestamp_millis(self.0)?;
        Some(instant.with_timezone(&offset).naive_local())
    }

    /// The civil date at a branch whose clock is `offset_minutes` ahead of UTC.
    pub fn civil_date(self, offset_minutes: i32) -> Option<NaiveDate> {
        self.civil(offset_minutes).map(|moment| moment.date())
    }

    /// The instant at which a civil day begins at a branch.
    pub fn start_of(day: NaiveDate, offset_minutes: i32) -> Self {
        Self::from_civil(day.and_time(NaiveTime::MIN), offset_minutes)
    }

    /// The instant of a civil date and time at a branch.
    pub fn from_civil(moment: NaiveDateTime, offset_minutes: i32) -> Self {
        let shift = i64::from(offset_minutes).saturating_mul(60_000);
        Self(moment.and_utc().timestamp_millis().saturating_sub(shift))
    }
}

/// China Standard Time, minutes ahead of UTC; it has had no daylight saving since 1991.
pub const CHINA_OFFSET_MINUTES: i32 = 480;

/// Full years from `birth` to `date`; `None` if `date` is before `birth`.
///
/// A person born on 29 February completes a year of life on 1 March of a common year.
pub fn age_at(birth: NaiveDate, date: NaiveDate) -> Option<u8> {
    let had_birthday = (date.month(), date.day()) >= (birth.month(), birth.day());
    let years = date.year() - birth.year() - i32::from(!had_birthday);
    (date >= birth).then(|| u8::try_from(years).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_day_child_turns_one_on_the_first_of_march() {
        let birth = day("2024-02-29");
        assert_eq!(age_at(birth, day("2025-02-28")), Some(0));
        assert_eq!(age_at(birth, day("2025-03-01")), Some(1));
        assert_eq!(age_at(birth, day("2028-02-29")), Some(4));
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        assert_eq!(age_at(day("2024-01-02"), day("2024-01-01")), None);
        assert_eq!(age_at(day("2024-01-02"), day("2024-01-02")), Some(0));
    }

    #[test]
    fn the_branch_is_a_day_ahead_in_the_evening_of_utc() {
        let evening = Timestamp::from_millis(1_790_000_000_000);
        let civil = evening.civil(CHINA_OFFSET_MINUTES).unwrap();
        assert_eq!(Timestamp::from_civil(civil, CHINA_OFFSET_MINUTES), evening);
    }
}
