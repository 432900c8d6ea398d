//! Figures of attendance that the business may change.

/// The settings of attendance. A new version is one more constant that names what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceRules {
    /// Minutes before the start at which signing in opens.
    pub opens_before: i64,
    /// Minutes after the end at which signing in ends.
    pub closes_after: i64,
    /// Minutes after the start up to which somebody still counts as present.
    pub late_after: i64,
    /// Minutes by which a phone's corrected clock may still be wrong, either way.
    pub tolerance: i64,
    /// Share of the hours credited to who left early, percent.
    pub left_early_percent: u32,
    /// The longest session, in minutes: one that would be longer is a mistaken time of day.
    pub longest: i64,
    /// Days after its end in which a session that was opened in time may reach the server; then a second
    /// person is asked, as for one that was opened too late.
    pub may_arrive_after_days: i64,
    /// The day of the next month on which the month's pay closes (the gates of the compensation
    /// rules name the same).
    pub pay_closes_on: u8,
}

impl AttendanceRules {
    /// In force since the beginning.
    pub const CURRENT: Self = Self {
        opens_before: 30,
        closes_after: 30,
        late_after: 5,
        tolerance: 5,
        left_early_percent: 50,
        longest: 12 * 60,
        may_arrive_after_days: 7,
        pay_closes_on: 13,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commission::{Rules, close_of};

    #[test]
    fn the_month_closes_for_sessions_when_it_closes_for_pay() {
        let rules = Rules::demonstration().unwrap();
        let month: crate::month::Month = "2026-11".parse().unwrap();
        let day = month.plus(1).day(AttendanceRules::CURRENT.pay_closes_on);
        assert_eq!(day, close_of(&rules, month));
    }
}
