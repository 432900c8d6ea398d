//! A presence that is changed after the day of its session (更正): a request to a second person.

use super::{Presence, Roster, SecondWord, Telling};
use crate::answers::Answers;
use crate::id::{MutationId, PersonId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Somebody's presence as the trainer wants it after the day of the session, or after a second person had
/// agreed to it. What stood before goes on counting until a second person agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceCorrection {
    /// The change that asks for it.
    pub id: MutationId,
    /// Whose presence.
    pub person: PersonId,
    /// What stood when it was asked for.
    pub before: Option<Presence>,
    /// What it should be.
    pub presence: Presence,
    /// Why, in the trainer's words.
    pub reason: String,
    /// When it was asked for, by the trainer's clock.
    pub at: Timestamp,
    /// That the pay of the month was closed by then, and the trainer knew.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub closed_month: bool,
    /// What has become of it.
    pub state: CorrectionState,
}

/// What has become of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CorrectionState {
    /// A second person has to say something.
    Waits,
    /// The trainer asked for something else instead, or for nothing any more.
    TakenBack,
    /// A second person has said something.
    Answered {
        /// What.
        word: SecondWord,
    },
}

impl PresenceCorrection {
    /// Whether a second person has to say something.
    pub fn waits(&self) -> bool {
        self.state == CorrectionState::Waits
    }

    /// What the second person said.
    pub const fn word(&self) -> Option<&SecondWord> {
        match &self.state {
            CorrectionState::Answered { word } => Some(word),
            CorrectionState::Waits | CorrectionState::TakenBack => None,
        }
    }

    /// What the second person said, if they agreed.
    pub fn agreement(&self) -> Option<&SecondWord> {
        self.word().filter(|word| word.agreed)
    }
}

impl Roster {
    /// Whether marking somebody asks a second person: the day of the `session` is over, or one has agreed to what
    /// stands. What waits as a whole, or was not agreed to, may still be marked: it counts for nobody.
    pub fn is_corrected_by_marking(
        &self,
        person: PersonId,
        session: &Answers,
        telling: Telling,
    ) -> bool {
        let mut of_person = self.corrections.iter().filter(|it| it.person == person);
        match &self.backdated {
            Some(backdated) => backdated.is_agreed(),
            None => telling.is_after_day(session) || of_person.any(|it| it.agreement().is_some()),
        }
    }

    /// The last correction that was asked for of somebody, if it was not taken back.
    pub fn correction_of(&self, person: PersonId) -> Option<&PresenceCorrection> {
        let mut asked = self.corrections.iter().filter(|it| it.person == person);
        let last = asked.next_back();
        last.filter(|it| it.state != CorrectionState::TakenBack)
    }

    /// Why a second person last did not agree to a correction of somebody's presence.
    pub fn refused_before(&self, person: PersonId) -> Option<&SecondWord> {
        let mut asked = self.corrections.iter().filter(|it| it.person == person);
        let refused = |it: &PresenceCorrection| it.word().is_some_and(|word| !word.agreed);
        asked
            .rfind(|it| refused(it))
            .and_then(PresenceCorrection::word)
    }

    /// Asks for another presence of somebody; what was asked for before and not answered is taken back. Asking
    /// for what stands only takes that back; that it was asked for is kept all the same, for it marked nobody.
    pub(crate) fn ask(&mut self, mut asked: PresenceCorrection) {
        self.take_back(|earlier| earlier.person == asked.person);
        if asked.before == Some(asked.presence) {
            asked.state = CorrectionState::TakenBack;
        }
        self.corrections.push(asked);
    }

    /// Takes back what waits of these: it was asked for of something that does not stand any more.
    pub(crate) fn take_back(&mut self, these: impl Fn(&PresenceCorrection) -> bool) {
        for asked in &mut self.corrections {
            if asked.waits() && these(asked) {
                asked.state = CorrectionState::TakenBack;
            }
        }
    }

    /// What is asked for here that was not `before`.
    pub fn asked_since<'r>(
        &'r self,
        before: &Self,
    ) -> impl Iterator<Item = &'r PresenceCorrection> + use<'r> {
        let since = self.corrections.get(before.corrections.len()..);
        let asked = since.unwrap_or_default().iter();
        asked.filter(|asked| asked.waits())
    }

    /// What waits has this word; what is agreed to stands from now on.
    pub(super) fn answer_corrections(&mut self, word: &SecondWord) {
        for asked in self.corrections.iter_mut().filter(|it| it.waits()) {
            asked.state = CorrectionState::Answered { word: word.clone() };
            let mut entries = self.entries.iter_mut();
            let entry = entries.find(|entry| entry.person.id == asked.person);
            if let Some(entry) = entry.filter(|_| word.agreed) {
                entry.mark(asked.presence, &asked.reason, asked.at);
            }
        }
    }
}

#[cfg(test)]
mod tests;
