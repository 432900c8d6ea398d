//! When a session is.

use super::{AttendanceRules, Presence, PresenceRules};
use crate::answers::Answers;
use crate::time::Timestamp;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// When a session is, by the trainer's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTimes {
    /// When signing in opens.
    pub opens: Timestamp,
    /// When the session starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When signing in ends.
    pub closes: Timestamp,
}

const MINUTE: i64 = 60_000;

impl SessionTimes {
    /// The times of a session's answers at a branch whose clock is `offset_minutes` ahead of UTC;
    /// `None` if they are incomplete, or it ends before it starts.
    pub fn of(session: &Answers, offset_minutes: i32, rules: &AttendanceRules) -> Option<Self> {
        let (start, end) = civil_times_of(session, rules)?;
        let moment = |civil| Timestamp::from_civil(civil, offset_minutes);
        let (start, end) = (moment(start), moment(end));
        Some(Self {
            opens: start.plus_millis(-rules.opens_before * MINUTE),
            start,
            end,
            closes: end.plus_millis(rules.closes_after * MINUTE),
        })
    }

    /// What signing in at `at` counts as.
    pub fn presence_for(&self, at: Timestamp, rules: &PresenceRules) -> Presence {
        if at.millis_since(self.start) <= i64::from(rules.late_after_minutes) * MINUTE {
            Presence::Present
        } else {
            Presence::Late
        }
    }

    /// Whether somebody can have come by `at`: nobody has before signing in opens.
    pub fn can_have_come(&self, at: Timestamp) -> bool {
        self.opens <= at
    }

    /// The same, over with its closing if that came before its planned end.
    #[must_use]
    pub fn held_until(self, closed_at: Option<Timestamp>) -> Self {
        let end = closed_at.map_or(self.end, |closed| closed.min(self.end));
        Self { end, ..self }
    }

    /// The hours of teaching that there is time for, whole ones.
    pub fn teaching_hours(&self, rules: &AttendanceRules) -> u32 {
        let minutes = self.end.millis_since(self.start) / MINUTE;
        whole_hours(minutes, rules).unwrap_or_default()
    }

    /// Whether a part of the session is held while the other is.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether somebody may sign in at `at`.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.opens <= at && at < self.closes
    }
}

/// The most hours of teaching that a session of these answers has time for, which is what it gives unless
/// the trainer says less; `None` while its times are incomplete.
pub fn teaching_hours(session: &Answers, rules: &AttendanceRules) -> Option<u32> {
    let (start, end) = civil_times_of(session, rules)?;
    most_hours(start, end, rules)
}

/// The hours of teaching between two moments, whole ones.
pub(crate) fn most_hours(
    start: NaiveDateTime,
    end: NaiveDateTime,
    rules: &AttendanceRules,
) -> Option<u32> {
    whole_hours((end - start).num_minutes(), rules)
}

fn whole_hours(minutes: i64, rules: &AttendanceRules) -> Option<u32> {
    let hours = minutes / rules.teaching_hour;
    u32::try_from(hours.min(MOST_HOURS)).ok()
}

/// The most hours the form takes.
const MOST_HOURS: i64 = 12;

fn civil_times_of(
    session: &Answers,
    rules: &AttendanceRules,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let date: NaiveDate = session.get("date")?.parse().ok()?;
    let time = |path| NaiveTime::parse_from_str(session.get(path)?, "%H:%M").ok();
    civil_times(date, time("start")?, time("end")?, rules)
}

/// From when to when a session of these answers is: one that ends by the clock before it starts passes
/// midnight. `None` for one that would be longer than any.
pub fn civil_times(
    date: NaiveDate,
    start: NaiveTime,
    end: NaiveTime,
    rules: &AttendanceRules,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let last_day = match start < end {
        true => date,
        false => date.checked_add_days(Days::new(1))?,
    };
    let (start, end) = (date.and_time(start), last_day.and_time(end));
    ((end - start).num_minutes() <= rules.longest).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::CHINA_OFFSET_MINUTES;

    const RULES: AttendanceRules = AttendanceRules::CURRENT;

    fn session(start: &str, end: &str) -> Option<SessionTimes> {
        let answers = Answers::new()
            .with("date", "2026-11-21")
            .with("start", start)
            .with("end", end);
        SessionTimes::of(&answers, CHINA_OFFSET_MINUTES, &RULES)
    }

    #[test]
    fn are_read_by_the_clock_of_the_branch() {
        let times = session("09:00", "11:30").unwrap();
        assert_eq!(times.start.millis_since(times.opens), 30 * MINUTE);
        assert_eq!(times.end.millis_since(times.start), 150 * MINUTE);
        assert_eq!(times.closes.millis_since(times.end), 30 * MINUTE);
        assert!(times.is_open(times.opens) && !times.is_open(times.closes));
        let utc = times.start.civil(0).unwrap().to_string();
        assert_eq!(utc, "2026-11-21 01:00:00");
    }

    #[test]
    fn a_session_may_pass_midnight() {
        let times = session("22:00", "01:00").unwrap();
        assert_eq!(times.end.millis_since(times.start), 180 * MINUTE);
        assert!(times.is_open(times.start.plus_millis(170 * MINUTE)));
        let day = times.end.civil_date(CHINA_OFFSET_MINUTES).unwrap();
        assert_eq!(day.to_string(), "2026-11-22");
    }

    #[test]
    fn hours_are_those_of_teaching() {
        let hours = |start: &str, end: &str| {
            let answers = Answers::new()
                .with("date", "2026-11-21")
                .with("start", start)
                .with("end", end);
            teaching_hours(&answers, &RULES)
        };
        assert_eq!(hours("09:00", "11:30"), Some(3));
        assert_eq!(hours("09:00", "10:00"), Some(1));
        assert_eq!(hours("08:30", "09:00"), Some(0));
        assert_eq!(hours("09:00", "21:00"), Some(12));
        assert_eq!(hours("09:00", ""), None);
    }

    #[test]
    fn sessions_that_follow_each_other_do_not_overlap() {
        let overlap = |one: (&str, &str), other: (&str, &str)| {
            let (one, other) = (
                session(one.0, one.1).unwrap(),
                session(other.0, other.1).unwrap(),
            );
            assert_eq!(one.overlaps(&other), other.overlaps(&one));
            one.overlaps(&other)
        };
        assert!(overlap(("09:00", "11:00"), ("10:30", "12:00")));
        assert!(overlap(("09:00", "12:00"), ("10:00", "11:00")));
        assert!(!overlap(("09:00", "11:00"), ("11:00", "12:00")));
    }

    #[test]
    fn a_session_that_ends_before_it_starts_has_none() {
        assert_eq!(session("11:30", "09:00"), None);
        assert_eq!(session("09:00", "09:00"), None);
        assert_eq!(session("09:00", "soon"), None);
    }

    #[test]
    fn so_many_minutes_are_forgiven_as_was_decided() {
        let times = session("09:00", "11:30").unwrap();
        let rules = PresenceRules {
            late_after_minutes: 7,
            ..PresenceRules::UNTOLD
        };
        let after = |millis| times.presence_for(times.start.plus_millis(millis), &rules);
        assert_eq!(after(-20 * MINUTE), Presence::Present);
        assert_eq!(after(7 * MINUTE), Presence::Present);
        assert_eq!(after(7 * MINUTE + 1), Presence::Late);
    }
}
