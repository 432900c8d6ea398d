//! What is said of a session besides who came: that it was called off, that it was told too late.

use super::Roster;
use crate::id::PersonId;
use crate::submission::{PersonRef, Refusal};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A session was called off (取消).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// When, by the trainer's clock.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A session was told, changed or ended after it had been held (补录): it counts only once a second person
/// agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backdated {
    /// Why so late, in the trainer's words; empty for what only arrived late.
    pub reason: String,
    /// That the pay of its month was closed when it was ended, and the trainer knew.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub closed_month: bool,
    /// What the second person says.
    pub word: Option<SecondWord>,
    /// What second persons said to it before it was corrected and asked for again, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<SecondWord>,
}

/// What a second person says to a session that was told too late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondWord {
    /// Who.
    pub by: PersonRef,
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Whether it counts.
    pub agreed: bool,
    /// Why not; may be empty if it does.
    pub note: String,
}

impl Backdated {
    /// Told too late, for this reason.
    pub const fn because(reason: String) -> Self {
        Self {
            reason,
            closed_month: false,
            word: None,
            refused: Vec::new(),
        }
    }

    /// The same request after an earlier one, whose refusals stay with it.
    pub fn again_after(mut self, earlier: Option<Self>) -> Self {
        if let Some(earlier) = earlier {
            self.closed_month |= earlier.closed_month;
            self.refused = earlier.refused;
            self.refused
                .extend(earlier.word.filter(|word| !word.agreed));
        }
        self
    }

    /// Whether a second person did not agree.
    pub fn is_refused(&self) -> bool {
        self.word.as_ref().is_some_and(|word| !word.agreed)
    }

    /// Whether a second person agrees.
    pub fn is_agreed(&self) -> bool {
        self.word.as_ref().is_some_and(|word| word.agreed)
    }

    /// Whether nobody has said anything to it.
    pub const fn waits(&self) -> bool {
        self.word.is_none()
    }
}

impl Roster {
    /// Whether what waits was asked for by this person, or is about their own presence: they are no second
    /// person to it. `trainer` is whose session it is.
    pub fn is_own_request(&self, person: PersonId, trainer: PersonId) -> bool {
        let is_invited = || self.entries.iter().any(|entry| entry.person.id == person);
        let is_corrected = || self.waiting_corrections().any(|it| it.person == person);
        person == trainer || is_corrected() || (self.waits_as_a_whole() && is_invited())
    }

    /// The roster after a second person's word on everything that waits for one: the session that `trainer` told
    /// too late with its attendance, and changes of presence after the day.
    ///
    /// # Errors
    /// [`Refusal::AlreadyDecided`] where nothing waits for it, [`Refusal::SecondPersonNeeded`] from the
    /// trainer or about the own presence, [`Refusal::ReasonMissing`] for a no without a reason.
    pub fn after_second_word(&self, word: SecondWord, trainer: PersonId) -> Result<Self, Refusal> {
        if self.is_own_request(word.by.id, trainer) {
            return Err(Refusal::SecondPersonNeeded);
        }
        if !self.waits_for_second_person() {
            return Err(Refusal::AlreadyDecided);
        }
        if !word.agreed && word.note.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let mut next = self.clone();
        next.answer_corrections(&word);
        if let Some(backdated) = next.backdated.as_mut().filter(|it| it.waits()) {
            backdated.word = Some(word);
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::{Presence, RosterEntry};

    const TRAINER: PersonId = PersonId::from_number(9);

    fn told_late() -> Roster {
        Roster {
            closed_at: Some(Timestamp::default()),
            backdated: Some(Backdated::because("手机没电".to_owned())),
            ..Roster::default()
        }
    }

    fn word(by: u128, agreed: bool, note: &str) -> SecondWord {
        SecondWord {
            by: PersonRef {
                id: PersonId::from_number(by),
                name: "唐文".to_owned(),
            },
            at: Timestamp::default(),
            agreed,
            note: note.to_owned(),
        }
    }

    #[test]
    fn it_counts_once_a_second_person_agrees() {
        assert!(!told_late().is_in_force());
        let agreed = told_late().after_second_word(word(5, true, ""), TRAINER);
        assert!(agreed.as_ref().is_ok_and(Roster::is_in_force));
        let again = agreed
            .unwrap()
            .after_second_word(word(6, false, "?"), TRAINER);
        assert_eq!(again, Err(Refusal::AlreadyDecided));
    }

    #[test]
    fn nobody_agrees_to_a_session_whose_attendance_is_not_known() {
        let open = Roster {
            closed_at: None,
            ..told_late()
        };
        let agreed = open.after_second_word(word(5, true, ""), TRAINER);
        assert_eq!(agreed, Err(Refusal::AlreadyDecided));
        assert!(told_late().waits_for_second_person());
    }

    #[test]
    fn neither_the_trainer_nor_who_is_invited_is_a_second_person() {
        let own = told_late().after_second_word(word(9, true, ""), TRAINER);
        assert_eq!(own, Err(Refusal::SecondPersonNeeded));
        let invited = Roster {
            entries: vec![RosterEntry {
                presence: Some(Presence::Present),
                ..RosterEntry::awaited(word(5, true, "").by)
            }],
            ..told_late()
        };
        let own = invited.after_second_word(word(5, true, ""), TRAINER);
        assert_eq!(own, Err(Refusal::SecondPersonNeeded));
        let other = invited.after_second_word(word(6, true, ""), TRAINER);
        assert!(other.is_ok());
    }

    #[test]
    fn what_is_asked_for_again_names_what_was_refused() {
        let refused = told_late().after_second_word(word(5, false, "没有办过"), TRAINER);
        let earlier = refused.unwrap().backdated;
        assert!(earlier.as_ref().is_some_and(Backdated::is_refused));
        let again = Backdated::because("补上照片".to_owned()).again_after(earlier);
        let notes = again.refused.iter().map(|word| word.note.as_str());
        assert!(again.waits() && notes.eq(["没有办过"]));
        let third = Backdated::because("再补".to_owned()).again_after(Some(again));
        assert_eq!(third.refused.len(), 1);
    }

    #[test]
    fn a_no_says_why_and_then_it_does_not_count() {
        let silent = told_late().after_second_word(word(5, false, " "), TRAINER);
        assert_eq!(silent, Err(Refusal::ReasonMissing));
        let refused = told_late().after_second_word(word(5, false, "没有办过"), TRAINER);
        assert!(refused.is_ok_and(|roster| !roster.is_in_force()));
    }

    #[test]
    fn what_was_told_in_time_needs_nobody() {
        let asked = Roster::default().after_second_word(word(5, true, ""), TRAINER);
        assert_eq!(asked, Err(Refusal::AlreadyDecided));
        assert!(Roster::default().is_in_force());
    }
}
