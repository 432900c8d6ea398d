//! How phones meet at a session.

/// How phones that meet without network sign in at a session: both must go by the same, whatever they were told
/// last, so these are no settings. As what somebody counts is one ([`PresenceRules`](super::PresenceRules)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceRules {
    /// Minutes before the start at which signing in opens.
    pub opens_before: i64,
    /// Minutes after the end at which signing in ends.
    pub closes_after: i64,
    /// Seconds from when a code gives way to the next until somebody who read it has typed and saved it.
    pub typed_within: i64,
    /// Seconds by which a phone's corrected clock may still be wrong, either way.
    pub clock_error: i64,
    /// Minutes for which what shows a sign-in may wait to be scanned: the trainer sees who shows it.
    pub slip_within: i64,
    /// Minutes of an hour of teaching (学时).
    pub teaching_hour: i64,
    /// Days ahead within which a session can be planned: one later is a mistyped year.
    pub planned_within_days: u64,
    /// The longest session, in minutes: one that would be longer is a mistaken time of day.
    pub longest: i64,
    /// Days after its end in which a session that was opened in time may reach the server; then a second
    /// person is asked, as for one that was opened too late.
    pub may_arrive_after_days: i64,
}

impl AttendanceRules {
    /// In force since the beginning.
    pub const CURRENT: Self = Self {
        opens_before: 30,
        closes_after: 30,
        typed_within: 60,
        clock_error: 30,
        slip_within: 5,
        teaching_hour: 45,
        planned_within_days: 366,
        longest: 12 * 60,
        may_arrive_after_days: 7,
    };
}
