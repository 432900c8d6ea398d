//! A session that is ended, or called off, only after its day: like one that was told too late it is a second
//! person's to decide.

use super::telling::{BACKDATING_REASON_MISSING, SESSION_IN_CLOSED_MONTH};
use super::{Backdated, Presence, Roster, Telling};
use crate::answers::Answers;
use crate::finding::Finding;
use crate::month::Month;

/// What ending a session after its day asks of its trainer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateClosing {
    /// Why so late. What waits for a second person already has said why.
    pub asks_why: bool,
    /// The month, if its pay is closed and the session was not told as a correction.
    pub closed_month: Option<Month>,
}

impl LateClosing {
    /// What is lacking of it.
    pub fn findings(self, reason: &str, is_correction: bool) -> Vec<Finding> {
        let silent = self.asks_why && reason.trim().is_empty();
        let missing = silent.then(|| Finding::error(BACKDATING_REASON_MISSING, "reason"));
        let closed = self.closed_month.filter(|_| !is_correction);
        let closed = closed.map(|month| {
            Finding::error(SESSION_IN_CLOSED_MONTH, "correction").with("month", month)
        });
        missing.into_iter().chain(closed).collect()
    }
}

impl Roster {
    /// What ending the `session` asks; `None` where the trainer ends it in time.
    pub fn late_closing(&self, session: &Answers, telling: Telling) -> Option<LateClosing> {
        let is_late = self.closed_at.is_none() && telling.is_day_over(session);
        let month = telling.closed_month(session);
        is_late.then(|| LateClosing {
            asks_why: self.backdated.is_none(),
            closed_month: month.filter(|_| !session.is("correction", "yes")),
        })
    }

    /// Whether the `session` cannot be called off any more: its day is over and somebody came. It is ended, and a
    /// second person says whether it counts; what they did not agree to may be called off.
    pub fn was_held(&self, session: &Answers, telling: Telling) -> bool {
        let is_refused = self.backdated.as_ref().is_some_and(Backdated::is_refused);
        let mut known = self.entries.iter().filter_map(|entry| entry.presence);
        telling.is_after_day(session) && !is_refused && known.any(Presence::came)
    }
}
