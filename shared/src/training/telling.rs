//! When somebody tells of a session: in time, or after it was held.

use super::{AttendanceRules, Backdated, SessionTimes};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::month::Month;
use crate::pay_calendar::PayCalendar;
use crate::rules::read::date_at;
use crate::time::Timestamp;

/// The trainer must say why a session is told after it was held.
const BACKDATING_REASON_MISSING: &str = "backdating_reason_missing";
/// The pay of that month is closed: only a correction can add to it.
const SESSION_IN_CLOSED_MONTH: &str = "session_in_closed_month";

/// What makes a session count for whom, when and how much: once it was held only a second person's word
/// changes that.
const COUNTS: [&str; 6] = ["course_kind", "date", "start", "end", "hours", "audience_"];

/// When a trainer told of a session, or of a change to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// When the trainer said it, their clock set right.
    pub at: Timestamp,
    /// When the server had it; on the phone the same.
    pub received: Timestamp,
    /// Minutes the branch's clock is ahead of UTC.
    pub branch_offset: i32,
    /// The first month whose pay was not closed then; `None` where that is not known.
    pub first_open_month: Option<Month>,
}

impl Telling {
    /// Told at a moment, and received at once.
    pub fn at(at: Timestamp, branch_offset: i32, calendar: Option<&PayCalendar>) -> Self {
        let today = at.civil_date(branch_offset);
        let open = calendar.zip(today);
        Self {
            at,
            received: at,
            branch_offset,
            first_open_month: open.map(|(calendar, today)| calendar.closing_month(today)),
        }
    }

    /// The same, received later.
    #[must_use]
    pub const fn received(self, received: Timestamp) -> Self {
        Self { received, ..self }
    }

    /// Whether the session is over for the trainer who tells of it.
    pub fn is_late(&self, session: &Answers) -> bool {
        self.times(session).is_some_and(|times| times.end < self.at)
    }

    /// Whether a change of presence comes after the day of the session, and so is a correction. Also one that was
    /// made in time by the phone's account and comes many days later: only the phone's clock says so.
    pub fn is_after_day(&self, session: &Answers) -> bool {
        let last = self.times(session).map(|times| self.end_of_day(&times));
        last.is_some_and(|last| last < self.at || latest_arrival(last) < self.received)
    }

    /// The end of the day on which the session ends at the branch, or of signing in if that is later.
    fn end_of_day(&self, times: &SessionTimes) -> Timestamp {
        let last_day = times.end.plus_millis(-1).civil_date(self.branch_offset);
        let next_day = last_day.and_then(|day| day.succ_opt());
        let midnight = next_day.map(|day| Timestamp::start_of(day, self.branch_offset));
        midnight.map_or(times.closes, |midnight| midnight.max(times.closes))
    }

    /// What stands against it: what is told late says why, and in a closed month that it is a correction.
    /// `reason` is where the reason is asked for, with what was said.
    pub fn findings(&self, session: &Answers, reason: (&str, &str)) -> Vec<Finding> {
        if !self.is_late(session) {
            return Vec::new();
        }
        let (path, said) = reason;
        let silent = said.trim().is_empty();
        let missing = silent.then(|| Finding::error(BACKDATING_REASON_MISSING, path));
        let closed = self
            .closed_month(session)
            .filter(|_| !session.is("correction", "yes"));
        let closed = closed.map(|month| {
            Finding::error(SESSION_IN_CLOSED_MONTH, "correction").with("month", month)
        });
        missing.into_iter().chain(closed).collect()
    }

    /// The month of the session, if its pay is closed.
    pub fn closed_month(&self, session: &Answers) -> Option<Month> {
        let month = Month::of(date_at(session, "date")?);
        let is_closed = self.first_open_month.is_some_and(|open| month < open);
        is_closed.then_some(month)
    }

    /// What a new session waits for: nothing, or a second person's word. Also one that was opened in time
    /// by the phone's account and comes many days later waits: only the phone's clock says so.
    pub fn of_new(&self, session: &Answers) -> Option<Backdated> {
        let reason = session.get("backdating_reason").unwrap_or_default();
        let times = self.times(session);
        let is_overdue = times.is_some_and(|times| latest_arrival(times.end) < self.received);
        (is_overdue || self.is_late(session)).then(|| Backdated::because(reason.to_owned()))
    }

    /// What a session waits for that counts differently now: nothing if neither the old nor the new one is
    /// over, else a second person's word.
    pub fn of_change(&self, old: &Answers, new: &Answers, reason: &str) -> Option<Backdated> {
        let late = self.is_late(old) || self.is_late(new);
        late.then(|| Backdated::because(reason.to_owned()))
    }

    fn times(&self, session: &Answers) -> Option<SessionTimes> {
        SessionTimes::of(session, self.branch_offset, &AttendanceRules::CURRENT)
    }
}

/// Until when something that was told by `end` may arrive.
const fn latest_arrival(end: Timestamp) -> Timestamp {
    end.plus_millis(AttendanceRules::CURRENT.may_arrive_after_days * 24 * 60 * 60_000)
}

/// Whether a change of a session's answers has a part in what counts.
pub fn counts_differently(old: &Answers, new: &Answers) -> bool {
    let differing = old.differing_paths(new);
    let counts = |path: &String| COUNTS.iter().any(|part| path.starts_with(part));
    differing.iter().any(counts)
}

#[cfg(test)]
mod tests;
