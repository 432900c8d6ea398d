//! What a session credits: the hours of teaching (学时) that were held.
//!
//! Hours are whole ones of [`AttendanceRules::teaching_hour`] minutes. A session that is closed before its
//! planned end credits no more of them than there was time for between its start and its closing, rounded
//! down. That much slack there is and no more: of 09:00 to 11:30, three hours and 15 minutes, the last 15
//! minutes may be missing; of 09:00 to 12:00, four hours to the minute, none.

use super::{AttendanceRules, Presence, PresenceRules, SessionTimes};
use crate::answers::Answers;
use crate::time::Timestamp;

/// What a session credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionCredit {
    planned: u32,
    held: u32,
    left_early_percent: u8,
}

impl SessionCredit {
    /// Of a session that was closed at a moment, or of one that is held as planned; at a branch whose clock is
    /// so many minutes ahead of UTC, by these versions. One without hours or times credits nothing.
    pub fn of(
        session: &Answers,
        closed_at: Option<Timestamp>,
        (offset, versions): (i32, &[PresenceRules]),
    ) -> Self {
        let rules = &AttendanceRules::CURRENT;
        let planned = session.get("hours").and_then(|hours| hours.parse().ok());
        let planned = planned.unwrap_or_default();
        let times = SessionTimes::of(session, offset, rules);
        let time_for = times.map(|times| times.held_until(closed_at).teaching_hours(rules));
        Self {
            planned,
            held: time_for.unwrap_or_default().min(planned),
            left_early_percent: PresenceRules::of(versions, session).left_early_percent,
        }
    }

    /// Whether it was closed so early that hours are missing.
    pub const fn is_cut_short(self) -> bool {
        self.held < self.planned
    }

    /// The hours that were planned.
    pub const fn planned_hours(self) -> u32 {
        self.planned
    }

    /// The hours that were held.
    pub const fn held_hours(self) -> u32 {
        self.held
    }

    /// What is credited to somebody of this presence, rounded down: in sixtieths of an hour of teaching.
    pub fn minutes(self, presence: Presence) -> u32 {
        let whole = self.held.saturating_mul(60);
        match presence {
            Presence::Present | Presence::Late => whole,
            Presence::LeftEarly => whole.saturating_mul(self.left_early_percent.into()) / 100,
            Presence::Absent | Presence::Excused => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::CHINA_OFFSET_MINUTES;

    /// From nine to the end, of so many hours.
    fn session(end: &str, hours: &str) -> Answers {
        Answers::new()
            .with("date", "2026-11-20")
            .with("start", "09:00")
            .with("end", end)
            .with("hours", hours)
    }

    fn closed_at(time: &str) -> Option<Timestamp> {
        let civil = format!("2026-11-20T{time}").parse().unwrap();
        Some(Timestamp::from_civil(civil, CHINA_OFFSET_MINUTES))
    }

    fn credit(session: &Answers, closed_at: Option<Timestamp>) -> SessionCredit {
        SessionCredit::of(session, closed_at, (CHINA_OFFSET_MINUTES, &[]))
    }

    #[test]
    fn only_who_came_is_credited() {
        let rules = PresenceRules {
            left_early_percent: 0,
            ..PresenceRules::UNTOLD
        };
        let minutes = |versions: &[PresenceRules]| {
            let here = (CHINA_OFFSET_MINUTES, versions);
            let credit = SessionCredit::of(&session("12:00", "3"), None, here);
            Presence::ALL.map(|presence| credit.minutes(presence))
        };
        assert_eq!(minutes(&[]), [180, 180, 90, 0, 0]);
        assert_eq!(minutes(&[rules]), [180, 180, 0, 0, 0]);
    }

    #[test]
    fn a_session_closed_early_credits_the_hours_that_were_held() {
        let held = |time: &str| credit(&session("12:00", "4"), closed_at(time)).held_hours();
        assert_eq!(held("09:00:00"), 0);
        assert_eq!(held("09:44:59"), 0);
        assert_eq!(held("09:45:00"), 1);
        assert_eq!(held("10:40:00"), 2);
        assert_eq!(held("11:59:59"), 3);
        assert_eq!(held("12:00:00"), 4);
        assert_eq!(held("18:00:00"), 4);
        assert_eq!(credit(&session("12:00", "4"), None).held_hours(), 4);
    }

    #[test]
    fn what_is_beyond_whole_hours_may_be_missing() {
        let held = |time: &str| credit(&session("11:30", "3"), closed_at(time));
        assert!(!held("11:15:00").is_cut_short());
        assert!(held("11:14:59").is_cut_short());
    }

    #[test]
    fn who_left_early_a_session_that_was_closed_early_has_a_share_of_what_was_held() {
        let credit = credit(&session("12:00", "4"), closed_at("10:40:00"));
        assert_eq!(credit.minutes(Presence::LeftEarly), 60);
    }

    #[test]
    fn a_trainer_may_plan_less_than_there_is_time_for() {
        let credit = credit(&session("12:00", "2"), closed_at("10:30:00"));
        assert_eq!((credit.held_hours(), credit.is_cut_short()), (2, false));
    }

    #[test]
    fn what_has_no_time_credits_nothing() {
        let timeless = Answers::new().with("hours", "3");
        assert_eq!(credit(&timeless, None).minutes(Presence::Present), 0);
    }
}
