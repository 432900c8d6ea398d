//! Whether a case is still inside the service level.

use super::{OfficeCalendar, QueueFilter};
use crate::time::Timestamp;
use chrono::NaiveDate;

/// So many days are counted; a case older than that is overdue however many of them were worked.
const MOST_DAYS: usize = 62;

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
    /// Where a case stands that arrived then: the last day is so many working days after the day it arrived as
    /// the calendar says; in time while it says nothing.
    pub fn of(
        received_at: Timestamp,
        now: Timestamp,
        offset_minutes: i32,
        calendar: OfficeCalendar<'_>,
    ) -> Self {
        let days = received_at
            .civil_date(offset_minutes)
            .zip(now.civil_date(offset_minutes));
        days.map_or(Self::InTime, |(arrived, today)| {
            Self::on(today, arrived, calendar)
        })
    }

    /// Where a case stands on a day that arrived on another.
    fn on(today: NaiveDate, arrived: NaiveDate, calendar: OfficeCalendar<'_>) -> Self {
        let Some(within) = calendar.decided_within(today) else {
            return Self::InTime;
        };
        match working_days_after(arrived, today, calendar) {
            worked if worked < within => Self::InTime,
            worked if worked == within && calendar.is_working_day(today) => Self::DueToday,
            _ => Self::Overdue,
        }
    }

    /// The last day of arrival whose cases stand there on this day, or worse.
    pub fn arrived_until(self, today: NaiveDate, calendar: OfficeCalendar<'_>) -> NaiveDate {
        let mut days = today.iter_days().rev().take(MOST_DAYS);
        let until = days.find(|arrived| Self::on(today, *arrived, calendar) >= self);
        until.unwrap_or(NaiveDate::MIN)
    }
}

/// Working days from the day after `arrived` to `today`, both ends included, no further than [`MOST_DAYS`].
fn working_days_after(arrived: NaiveDate, today: NaiveDate, calendar: OfficeCalendar<'_>) -> u32 {
    let days = arrived
        .iter_days()
        .skip(1)
        .take(MOST_DAYS)
        .take_while(|day| *day <= today)
        .filter(|day| calendar.is_working_day(*day));
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

impl QueueFilter {
    /// What waits past the service level on this day.
    pub fn overdue(day: NaiveDate, calendar: OfficeCalendar<'_>) -> Self {
        Self {
            received_until: Some(Service::Overdue.arrived_until(day, calendar)),
            ..Self::default()
        }
    }

    /// What waits on the last day of the service level; `None` on a day on which nothing falls due.
    pub fn due_today(day: NaiveDate, calendar: OfficeCalendar<'_>) -> Option<Self> {
        let from = Service::Overdue.arrived_until(day, calendar).succ_opt()?;
        let until = Service::DueToday.arrived_until(day, calendar);
        (from <= until).then(|| Self {
            received_from: Some(from),
            received_until: Some(until),
            ..Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::OfficeDays;
    use crate::time::CHINA_OFFSET_MINUTES;
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    /// Three working days, with one holiday and one Sunday that is worked in its place.
    static DAYS: LazyLock<[OfficeDays; 1]> = LazyLock::new(|| {
        [OfficeDays {
            valid_from: day("2016-01-01"),
            decided_within: 3,
            holidays: BTreeSet::from([day("2026-12-24")]),
            worked_weekends: BTreeSet::from([day("2026-12-27")]),
        }]
    });

    fn calendar() -> OfficeCalendar<'static> {
        OfficeCalendar(DAYS.as_slice())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::from_civil(text.parse().unwrap(), CHINA_OFFSET_MINUTES)
    }

    fn service(received: &str, now: &str) -> Service {
        Service::of(at(received), at(now), CHINA_OFFSET_MINUTES, calendar())
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
            let until = |service: Service| service.arrived_until(today, calendar()).to_string();
            let expected = (overdue.to_owned(), due.to_owned());
            assert_eq!(
                (until(Service::Overdue), until(Service::DueToday)),
                expected,
                "{today}"
            );
            assert_eq!(Service::InTime.arrived_until(today, calendar()), today);
        }
    }

    #[test]
    fn a_holiday_does_not_count_and_a_worked_sunday_does() {
        // 2026-12-22 is a Tuesday: Wednesday, Friday and Sunday are worked, Christmas Eve is not.
        let tuesday = "2026-12-22T10:00:00";
        assert_eq!(service(tuesday, "2026-12-25T10:00:00"), Service::InTime);
        assert_eq!(service(tuesday, "2026-12-27T10:00:00"), Service::DueToday);
        assert_eq!(service(tuesday, "2026-12-28T10:00:00"), Service::Overdue);
        let sunday = QueueFilter::due_today(day("2026-12-27"), calendar()).unwrap();
        assert_eq!(sunday.received_until, Some(day("2026-12-22")));
        assert_eq!(QueueFilter::due_today(day("2026-12-24"), calendar()), None);
    }

    #[test]
    fn where_nothing_is_said_nothing_is_late() {
        let (long_ago, now) = (at("2020-01-01T10:00:00"), at("2026-10-31T10:00:00"));
        let none = OfficeCalendar(&[]);
        assert_eq!(
            Service::of(long_ago, now, CHINA_OFFSET_MINUTES, none),
            Service::InTime
        );
        assert_eq!(QueueFilter::due_today(day("2026-10-29"), none), None);
    }

    #[test]
    fn an_old_case_stays_overdue() {
        assert_eq!(
            service("2025-01-01T10:00:00", "2026-10-31T10:00:00"),
            Service::Overdue
        );
    }

    #[test]
    fn what_is_overdue_is_not_due_today() {
        // A Thursday.
        let thursday = day("2026-10-29");
        assert_eq!(
            QueueFilter::overdue(thursday, calendar()).received_until,
            Some(day("2026-10-25"))
        );
        let due = QueueFilter::due_today(thursday, calendar()).unwrap();
        let monday = Some(day("2026-10-26"));
        assert_eq!((due.received_from, due.received_until), (monday, monday));
    }

    #[test]
    fn over_a_weekend_nothing_falls_due() {
        assert_eq!(QueueFilter::due_today(day("2026-10-31"), calendar()), None);
        assert_eq!(QueueFilter::due_today(day("2026-11-01"), calendar()), None);
    }
}
