//! What is said of a session besides who came: that it was called off, that it was told too late.

use crate::id::PersonId;
use crate::record::Roster;
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

/// A session was told, or changed, after it had been held (补录): it counts only once a second person
/// agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backdated {
    /// Why so late, in the trainer's words; empty for what only arrived late.
    pub reason: String,
    /// What the second person says.
    pub word: Option<SecondWord>,
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
        Self { reason, word: None }
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
    /// The roster after a second person's word on a session that `trainer` told too late.
    ///
    /// # Errors
    /// [`Refusal::AlreadyDecided`] where nothing waits for it, [`Refusal::SecondPersonNeeded`] from the
    /// trainer, [`Refusal::ReasonMissing`] for a no without a reason.
    pub fn after_second_word(&self, word: SecondWord, trainer: PersonId) -> Result<Self, Refusal> {
        if word.by.id == trainer {
            return Err(Refusal::SecondPersonNeeded);
        }
        if !self.waits_for_second_person() {
            return Err(Refusal::AlreadyDecided);
        }
        if !word.agreed && word.note.trim().is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        let mut next = self.clone();
        if let Some(backdated) = &mut next.backdated {
            backdated.word = Some(word);
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRAINER: PersonId = PersonId::from_number(9);

    fn told_late() -> Roster {
        Roster {
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
    fn the_trainer_is_no_second_person() {
        let own = told_late().after_second_word(word(9, true, ""), TRAINER);
        assert_eq!(own, Err(Refusal::SecondPersonNeeded));
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
