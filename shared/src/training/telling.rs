//! When somebody tells of a session: in time, or after it was held.

use super::{AttendanceRules, Backdated, SessionTimes};
use crate::answers::Answers;
use crate::answers::read::date_at;
use crate::finding::Finding;
use crate::month::Month;
use crate::pay_calendar::PayCalendar;
use crate::time::Timestamp;

/// The trainer must say why a session is told after it was held.
pub(super) const BACKDATING_REASON_MISSING: &str = "backdating_reason_missing";
/// The pay of that month is closed: only a correction can add to it.
pub(super) const SESSION_IN_CLOSED_MONTH: &str = "session_in_closed_month";

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

    /// Whether the trainer's word alone is too late for the session, or for a change of what counts of it: it is
    /// over. Also what was told in time by the phone's account and comes many days later: only the phone's clock
    /// says so.
    pub fn is_too_late(&self, session: &Answers) -> bool {
        let end = self.times(session).map(|times| times.end);
        end.is_some_and(|end| self.is_after(end))
    }

    /// Whether a change of presence, or the ending, comes after the day of the session, and so wants a second
    /// person, by the same measure.
    pub fn is_after_day(&self, session: &Answers) -> bool {
        let last = self.end_of_day(session);
        last.is_some_and(|last| self.is_after(last))
    }

    /// Whether the day of the session is over for the trainer, who then can say why.
    pub fn is_day_over(&self, session: &Answers) -> bool {
        let last = self.end_of_day(session);
        last.is_some_and(|last| last < self.at)
    }

    /// The end of the day on which the session ends at the branch, or of signing in if that is later.
    fn end_of_day(&self, session: &Answers) -> Option<Timestamp> {
        let times = self.times(session)?;
        let last_day = times.end.plus_millis(-1).civil_date(self.branch_offset);
        let next_day = last_day.and_then(|day| day.succ_opt());
        let midnight = next_day.map(|day| Timestamp::start_of(day, self.branch_offset));
        Some(midnight.map_or(times.closes, |midnight| midnight.max(times.closes)))
    }

    /// Whether it was said after `last`, or came so much later that it cannot be believed to have been said before.
    fn is_after(&self, last: Timestamp) -> bool {
        last < self.at || latest_arrival(last) < self.received
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

    /// What a new session waits for: nothing, or a second person's word.
    pub fn of_new(&self, session: &Answers) -> Option<Backdated> {
        let reason = session.get("backdating_reason").unwrap_or_default();
        let waits = self.is_too_late(session);
        waits.then(|| Backdated::because(reason.to_owned()))
    }

    /// What a session waits for that counts differently now: a second person's word if the old or the new one is
    /// over, or if it has waited for one before. No change takes that away.
    pub fn of_change(
        &self,
        (old, new): (&Answers, &Answers),
        reason: &str,
        earlier: Option<Backdated>,
    ) -> Option<Backdated> {
        let waits = earlier.is_some() || self.is_too_late(old) || self.is_too_late(new);
        waits.then(|| Backdated::because(reason.to_owned()).again_after(earlier))
    }

    fn times(&self, session: &Answers) -> Option<SessionTimes> {
        SessionTimes::of(session, self.branch_offset, &AttendanceRules::CURRENT)
    }
}

/// Until when something that was told by `last` may arrive.
const fn latest_arrival(last: Timestamp) -> Timestamp {
    last.plus_millis(AttendanceRules::CURRENT.may_arrive_after_days * 24 * 60 * 60_000)
}

/// Whether a change of a session's answers has a part in what counts.
pub fn counts_differently(old: &Answers, new: &Answers) -> bool {
    let differing = old.differing_paths(new);
    let counts = |path: &String| COUNTS.iter().any(|part| path.starts_with(part));
    differing.iter().any(counts)
}

#[cfg(test)]
mod tests;
