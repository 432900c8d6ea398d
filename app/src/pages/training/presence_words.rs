//! How a presence is known, in words: who marked it and when, and what was asked of a second person since.

use super::mark_reasons::{SCANNED, reason_text};
use super::words::{self, time_of_day};
use crate::format::moment;
use crate::text::{t, tf};
use shared::key;
use shared::record::RecordView;
use shared::time::Timestamp;
use shared::training::{
    AttendanceRules, CorrectionState, PresenceCorrection, PresenceSource, Roster, RosterEntry,
    SecondWord, SessionTimes,
};

/// Who tells of a session's presences, and when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    trainer: String,
    end: Option<Timestamp>,
    offset: i32,
}

/// How a presence is known.
#[derive(Debug, PartialEq, Eq)]
enum Known<'s> {
    Code {
        at: &'s Timestamp,
    },
    Scanned {
        at: &'s Timestamp,
    },
    ByHand {
        reason: &'s str,
        at: &'s Timestamp,
    },
    /// By hand, after the session: who did it and on which day is named, too.
    After {
        reason: &'s str,
        at: &'s Timestamp,
    },
    Closing,
}

impl Teller {
    /// Of a session at a branch whose clock is `offset` minutes ahead of UTC.
    pub fn of(session: &RecordView, offset: i32) -> Self {
        let times = SessionTimes::of(&session.content, offset, &AttendanceRules::CURRENT);
        Self {
            trainer: session.captured_by.name.clone(),
            end: times.map(|times| times.end),
            offset,
        }
    }

    /// How somebody's presence is known, and what was asked for since.
    pub fn presence(&self, roster: &Roster, entry: &RosterEntry) -> Vec<String> {
        let source = entry.source.as_ref().map(|source| self.source(source));
        let asked = roster.correction_of(entry.person.id);
        let asked = asked.and_then(|asked| self.correction(asked));
        let code = code_beside_mark(entry, self.offset);
        source.into_iter().chain(code).chain(asked).collect()
    }

    fn source(&self, source: &PresenceSource) -> String {
        let time = |at: &Timestamp| time_of_day(*at, self.offset);
        match self.known(source) {
            Known::Code { at } => tf(key!("training.roster.by_code"), &[("time", &time(at))]),
            Known::Scanned { at } => tf(key!("training.roster.by_scan"), &[("time", &time(at))]),
            Known::After { reason, at } => tf(
                key!("training.roster.by_hand_after"),
                &[
                    ("name", &self.trainer),
                    ("moment", &moment(*at, self.offset)),
                    ("reason", &reason_text(reason)),
                ],
            ),
            Known::ByHand { reason, at } => tf(
                key!("training.roster.by_hand"),
                &[("time", &time(at)), ("reason", &reason_text(reason))],
            ),
            Known::Closing => t(key!("training.roster.by_closing")).to_owned(),
        }
    }

    fn known<'s>(&self, source: &'s PresenceSource) -> Known<'s> {
        let is_after = |at: &Timestamp| self.end.is_some_and(|end| end < *at);
        match source {
            PresenceSource::Code { at } => Known::Code { at },
            PresenceSource::Hand { reason, at } if reason == SCANNED => Known::Scanned { at },
            PresenceSource::Hand { reason, at } if is_after(at) => Known::After { reason, at },
            PresenceSource::Hand { reason, at } => Known::ByHand { reason, at },
            PresenceSource::Closing => Known::Closing,
        }
    }

    /// What was asked for after the day, and what a second person says to it.
    fn correction(&self, asked: &PresenceCorrection) -> Option<String> {
        match &asked.state {
            CorrectionState::Waits => Some(self.asked(asked)),
            CorrectionState::TakenBack => None,
            CorrectionState::Answered { word } => Some(self.answered(asked, word)),
        }
    }

    /// Who asked for what, when and why; and that a second person has to agree, while it waits for them.
    pub fn asked(&self, asked: &PresenceCorrection) -> String {
        let said = match asked.waits() {
            true => key!("training.roster.asked"),
            false => key!("training.roster.had_asked"),
        };
        tf(
            said,
            &[
                ("name", &self.trainer),
                ("moment", &moment(asked.at, self.offset)),
                ("presence", words::presence(asked.presence)),
                ("reason", &reason_text(&asked.reason)),
            ],
        )
    }

    /// Who agreed or not, and when.
    pub fn answered(&self, asked: &PresenceCorrection, word: &SecondWord) -> String {
        let said = match word.agreed {
            true => key!("training.roster.agreed"),
            false => key!("training.roster.refused"),
        };
        tf(
            said,
            &[
                ("name", &word.by.name),
                ("moment", &moment(word.at, self.offset)),
                ("presence", words::presence(asked.presence)),
                ("note", &word.note),
            ],
        )
    }
}

/// The sign-in by code of whom the trainer marked: that it was made, or that it says otherwise than the mark
/// and is to be settled.
fn code_beside_mark(entry: &RosterEntry, offset: i32) -> Option<String> {
    let Some(PresenceSource::Hand { .. }) = &entry.source else {
        return None;
    };
    let at = time_of_day(entry.signed_in()?.at, offset);
    let key = match entry.contradiction() {
        Some(_) => key!("training.roster.contradiction"),
        None => key!("training.roster.by_code"),
    };
    Some(tf(key, &[("time", &at)]))
}

#[cfg(test)]
mod tests;
