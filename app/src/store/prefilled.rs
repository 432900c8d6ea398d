//! Which answers of a draft were filled in and not typed, and where they came from.

use serde::{Deserialize, Serialize};
use shared::answers::Answers;
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// Where a prefilled answer was taken from; text key `form.prefilled.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The number of the identity document.
    IdentityNumber,
    /// The nationality.
    Nationality,
    /// The applicant's answers.
    Applicant,
    /// The insured's answers.
    Insured,
    /// The payee's answers.
    Payee,
    /// The client book.
    Policy,
    /// Answers above, by calculation.
    Computed,
    /// The clock of the device.
    Clock,
    /// Who is signed in.
    Agent,
    /// An earlier application of the same person.
    Earlier,
    /// The record that the draft was begun with.
    Copied,
    /// Most beneficiaries come first.
    FirstOrder,
    /// What the others of the order leave of 100 %.
    Rest,
    /// What most people would answer.
    Usual,
    /// Of no answer but of a person: they are the one whose path is the value.
    Person,
    /// Of no answer: whose policy was named when the others were given.
    Client,
}

impl Source {
    /// The name in text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityNumber => "identity_number",
            Self::Nationality => "nationality",
            Self::Applicant => "applicant",
            Self::Insured => "insured",
            Self::Payee => "payee",
            Self::Policy => "policy",
            Self::Computed => "computed",
            Self::Clock => "clock",
            Self::Agent => "agent",
            Self::Earlier => "earlier",
            Self::Copied => "copied",
            Self::FirstOrder => "first_order",
            Self::Rest => "rest",
            Self::Usual => "usual",
            Self::Person => "person",
            Self::Client => "client",
        }
    }
}

/// An answer that would be right for all that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The answer.
    pub value: String,
    /// Where it was taken from.
    pub source: Source,
    /// Whether it is only likely: once somebody has let it stand, it is replaced no more.
    pub guess: bool,
}

/// Suggestions by path.
pub type Suggestions = BTreeMap<String, Suggestion>;

/// Where the client stands among what was suggested; no answer has this path.
const CLIENT: &str = "client";

/// What was suggested last at one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Offered {
    value: String,
    source: Source,
    /// Somebody typed there since, or before.
    typed: bool,
    /// It is a guess that came when there was an answer of somebody's own, and a different one.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    late: bool,
}

/// What was suggested last, by path. With the draft, so that it holds after a reload.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prefilled(BTreeMap<String, Offered>);

impl Offered {
    fn new(suggestion: &Suggestion, typed: bool) -> Self {
        Self {
            value: suggestion.value.clone(),
            source: suggestion.source,
            typed,
            late: false,
        }
    }

    /// Whether the answer is the one that was filled in, and nobody's own.
    fn stands(&self, path: &str, answers: &Answers) -> bool {
        !self.typed && answers.typed(path) == self.value
    }

    /// What the clock said is said once.
    fn is_kept(&self, suggestion: &Suggestion) -> bool {
        self.value == suggestion.value || self.source == Source::Clock
    }
}

impl Prefilled {
    /// Whether nothing was ever suggested.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the answer at `path` was taken from, while nobody has typed there.
    pub fn source(&self, path: &str, answers: &Answers) -> Option<Source> {
        let offered = self.0.get(path)?;
        offered.stands(path, answers).then_some(offered.source)
    }

    /// Somebody typed there: from now on the answer is theirs.
    pub fn type_at(&mut self, path: &str) {
        if let Some(offered) = self.0.get_mut(path) {
            offered.typed = true;
            offered.late = false;
        }
    }

    /// Somebody saw these and went on: what was guessed there is theirs as if they had typed it.
    pub fn confirm<'p>(
        &mut self,
        suggested: &Suggestions,
        paths: impl IntoIterator<Item = &'p str>,
    ) {
        let is_guess = |path: &&str| suggested.get(*path).is_some_and(|it| it.guess);
        for path in paths.into_iter().filter(is_guess) {
            self.type_at(path);
        }
    }

    /// The guess that came too late to be filled in at `path`: what stands there was somebody's own.
    pub fn late_guess(&self, path: &str, answers: &Answers) -> Option<&str> {
        let offered = self.0.get(path).filter(|offered| offered.late)?;
        let differs = answers
            .get(path)
            .is_some_and(|answer| answer != offered.value);
        differs.then_some(offered.value.as_str())
    }

    /// What was suggested at `path` is as if it never was.
    pub fn forget(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// The person at the path `person` is the one at `other`: what is known of that one is suggested here.
    pub fn take_person(&mut self, person: &str, other: &str) {
        let suggestion = Suggestion {
            value: other.to_owned(),
            source: Source::Person,
            guess: false,
        };
        let offered = Offered::new(&suggestion, false);
        self.0.insert(person.to_owned(), offered);
    }

    /// The client whose policy was named last.
    pub fn client(&self) -> Option<&str> {
        let offered = self.0.get(CLIENT)?;
        (offered.source == Source::Client).then_some(offered.value.as_str())
    }

    /// A policy of this client is named: what is answered from now on is of them.
    pub fn take_client(&mut self, client: &str) {
        let suggestion = Suggestion {
            value: client.to_owned(),
            source: Source::Client,
            guess: false,
        };
        let offered = Offered::new(&suggestion, false);
        self.0.insert(CLIENT.to_owned(), offered);
    }

    /// Who was taken for whom: the path of the person, and that of the one they are.
    pub fn people(&self) -> impl Iterator<Item = (&str, &str)> {
        let people = self.0.iter();
        people
            .filter(|(_, offered)| offered.source == Source::Person)
            .map(|(person, offered)| (person.as_str(), offered.value.as_str()))
    }

    /// Brings the answers in line with what they suggest: one that was filled in changes with its
    /// source and goes with it; an empty one is filled in when something new is suggested; one that
    /// somebody typed stays.
    pub fn follow(&mut self, suggested: &Suggestions, answers: &mut Answers) {
        self.0.retain(|path, offered| {
            let stays = suggested.contains_key(path)
                || matches!(offered.source, Source::Person | Source::Client);
            if !stays && offered.stands(path, answers) {
                answers.remove(path);
            }
            stays
        });
        for (path, suggestion) in suggested {
            let last = self.0.get(path);
            if last.is_some_and(|last| last.is_kept(suggestion)) {
                continue;
            }
            let untouched =
                answers.get(path).is_none() || last.is_some_and(|last| last.stands(path, answers));
            if untouched {
                answers.set(path, &suggestion.value);
            }
            let late = suggestion.guess && answers.typed(path) != suggestion.value;
            let offered = Offered {
                late,
                ..Offered::new(suggestion, !untouched)
            };
            self.0.insert(path.clone(), offered);
        }
    }

    /// Takes over a draft of a build that did not keep this: what stands as it is suggested was
    /// filled in, and nothing is changed.
    pub fn adopt(&mut self, suggested: &Suggestions, answers: &Answers) {
        for (path, suggestion) in suggested {
            let typed = answers.typed(path) != suggestion.value;
            self.0.insert(path.clone(), Offered::new(suggestion, typed));
        }
    }

    /// Item `number` of a group was taken away; what is known of the later ones moves up with them.
    pub fn remove_item(&mut self, group: &str, number: usize) {
        let moved =
            |(path, offered)| Some((Answers::path_without_item(path, group, number)?, offered));
        self.0 = core::mem::take(&mut self.0)
            .into_iter()
            .filter_map(moved)
            .collect();
    }

    /// What `here` has learned since `known` is learned here, too.
    pub fn learn(&mut self, known: &Self, here: &Self) {
        for path in known.0.keys().chain(here.0.keys()) {
            match (known.0.get(path), here.0.get(path)) {
                (before, after) if before == after => {}
                (_, Some(offered)) => drop(self.0.insert(path.clone(), offered.clone())),
                (_, None) => drop(self.0.remove(path)),
            }
        }
    }
}
