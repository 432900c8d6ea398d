//! How long a case has waited, and whether that is still inside the service level.

use chrono::{Datelike, NaiveDate, Weekday};
use shared::time::Timestamp;

/// Working days within which a submission is decided (domain: letters 3 working days).
pub const SERVICE_DAYS: u32 = 3;

/// So many days are counted; a case older than that is overdue however many of them were worked.
const MOST_DAYS: usize = 31;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const TWO_DAYS: i64 = 2 * DAY;

/// How long a case has waited, in the largest unit that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Under an hour.
    Minutes(i64),
    /// Under two days.
    Hours(i64),
    /// From two days on.
    Days(i64),
}

impl Age {
    /// The age now of what arrived then; a clock that runs behind gives no negative age.
    pub fn since(received_at: Timestamp, now: Timestamp) -> Self {
        let waited = now.millis_since(received_at).max(0);
        match waited {
            ..HOUR => Self::Minutes(waited / MINUTE),
            HOUR..TWO_DAYS => Self::Hours(waited / HOUR),
            _ => Self::Days(waited / DAY),
        }
    }
}

/// Whether a case is inside the service level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// There are days left.
    InTime,
    /// Today is the last day.
    DueToday,
    /// The last day is over.
    Overdue,
}

impl Service {
    /// Where a case stands that arrived then: the last day is the third working day after the day
    /// it arrived. Saturday and Sunday do not count; public holidays are not known here and do.
    pub fn of(received_at: Timestamp, now: Timestamp, offset_minutes: i32) -> Self {
        let days = received_at
            .civil_date(offset_minutes)
            .zip(now.civil_date(offset_minutes));
        days.map_or(Self::InTime, |(arrived, today)| Self::on(today, arrived))
    }

    /// Where a case stands on a day that arrived on another.
    fn on(today: NaiveDate, arrived: NaiveDate) -> Self {
        match working_days_after(arrived, today) {
            ..SERVICE_DAYS => Self::InTime,
            SERVICE_DAYS if is_working_day(today) => Self::DueToday,
            _ => Self::Overdue,
        }
    }

    /// The last day of arrival whose cases stand there on this day, or worse.
    pub fn arrived_until(self, today: NaiveDate) -> NaiveDate {
        let mut days = today.iter_days().rev().take(MOST_DAYS);
        let until = days.find(|arrived| Self::on(today, *arrived) >= self);
        until.unwrap_or(NaiveDate::MIN)
    }
}

/// Working days from the day after `arrived` to `today`, both ends included, no further than [`MOST_DAYS`].
fn working_days_after(arrived: NaiveDate, today: NaiveDate) -> u32 {
    let days = arrived
        .iter_days()
        .skip(1)
        .take(MOST_DAYS)
        .take_while(|day| *day <= today)
        .filter(|day| is_working_day(*day));
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::CHINA_OFFSET_MINUTES;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap(), CHINA_OFFSET_MINUTES)
    }

    fn service(received: &str, now: &str) -> Service {
        Service::of(at(received), at(now), CHINA_OFFSET_MINUTES)
    }

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        let start = Timestamp::from_millis(0);
        for (waited, age) in [
            (-5, Age::Minutes(0)),
            (59 * MINUTE, Age::Minutes(59)),
            (HOUR, Age::Hours(1)),
            (47 * HOUR, Age::Hours(47)),
            (2 * DAY, Age::Days(2)),
        ] {
            assert_eq!(Age::since(start, start.plus_millis(waited)), age);
        }
    }

    #[test]
    fn the_third_working_day_is_the_last() {
        // 2026-10-26 is a Monday.
        let received = "2026-10-26T23:59:00";
        assert_eq!(service(received, "2026-10-28T23:59:00"), Service::InTime);
        assert_eq!(service(received, "2026-10-29T08:00:00"), Service::DueToday);
        assert_eq!(service(received, "2026-10-30T00:00:00"), Service::Overdue);
    }

    #[test]
    fn a_weekend_does_not_count_and_does_not_extend_what_is_over() {
        let thursday = "2026-10-29T10:00:00";
        assert_eq!(service(thursday, "2026-11-02T10:00:00"), Service::InTime);
        assert_eq!(service(thursday, "2026-11-03T10:00:00"), Service::DueToday);
        let tuesday = "2026-10-27T10:00:00";
        assert_eq!(service(tuesday, "2026-10-30T10:00:00"), Service::DueToday);
        assert_eq!(service(tuesday, "2026-10-31T10:00:00"), Service::Overdue);
    }

    #[test]
    fn the_last_day_of_arrival_is_known_on_every_day_of_the_week() {
        // 2026-10-26 is a Monday.
        for (today, overdue, due) in [
            ("2026-10-26", "2026-10-20", "2026-10-21"),
            ("2026-10-29", "2026-10-25", "2026-10-26"),
            ("2026-10-30", "2026-10-26", "2026-10-27"),
            ("2026-10-31", "2026-10-27", "2026-10-27"),
        ] {
            let today: NaiveDate = today.parse().unwrap();
            let until = |service: Service| service.arrived_until(today).to_string();
            let expected = (overdue.to_owned(), due.to_owned());
            assert_eq!(
                (until(Service::Overdue), until(Service::DueToday)),
                expected,
                "{today}"
            );
            assert_eq!(Service::InTime.arrived_until(today), today);
        }
    }

    #[test]
    fn an_old_case_stays_overdue() {
        assert_eq!(
            service("2025-01-01T10:00:00", "2026-10-31T10:00:00"),
            Service::Overdue
        );
    }
}
