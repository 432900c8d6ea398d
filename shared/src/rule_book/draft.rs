//! Drafts: files that are looked at, kept with a reason, and put in force or turned down by a second person.

use super::{FileFinding, RuleChange, RuleFile, RuleSubject};
use crate::id::{DraftId, PersonId};
use crate::money::Money;
use crate::month::Month;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Files that are to be looked at, or kept as a draft: the body of `POST /api/rules/look` and
/// `POST /api/rules/drafts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftAsked {
    /// Of what they are.
    pub subject: RuleSubject,
    /// The files; each is named after what it is of.
    pub files: Vec<RuleFile>,
    /// Why it is to be; needed to keep it.
    #[serde(default)]
    pub reason: String,
    /// The [`token`](Looked::token) of what was looked at; needed to keep it.
    #[serde(default)]
    pub token: Option<String>,
}

/// What files come to beside what holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Stands for all of it, and for what holds now.
    pub token: String,
    /// What is wrong; then nothing can be kept or put in force.
    pub findings: Vec<FileFinding>,
    /// What would be otherwise.
    pub changes: Vec<RuleChange>,
}

/// How it stands with a draft. Text key `rule_book.state.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// It waits for a second person.
    Waiting,
    /// It was put in force.
    PutInForce,
    /// It was turned down, or taken back by who drafted it.
    Rejected,
}

impl DraftState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::PutInForce, Self::Rejected];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::PutInForce => "put_in_force",
            Self::Rejected => "rejected",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A draft in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Which.
    pub id: DraftId,
    /// Of what.
    pub subject: RuleSubject,
    /// What its files are called.
    pub files: Vec<String>,
    /// Who drafted it.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// How it stands.
    pub state: DraftState,
}

/// Why somebody does not put a draft in force. Text key `rule_book.obstacle.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// They do not administer the whole company.
    NotOfCompany,
    /// It is their own.
    Own,
    /// It is of an account with the same number of a document or the same mobile: one person, not two.
    SamePerson,
    /// It is decided.
    Decided,
    /// What holds now has changed, so that it is wrong beside it.
    Wrong,
    /// Nothing would be otherwise any more.
    Nothing,
}

impl Obstacle {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NotOfCompany,
        Self::Own,
        Self::SamePerson,
        Self::Decided,
        Self::Wrong,
        Self::Nothing,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotOfCompany => "not_of_company",
            Self::Own => "own",
            Self::SamePerson => "same_person",
            Self::Decided => "decided",
            Self::Wrong => "wrong",
            Self::Nothing => "nothing",
        }
    }
}

/// How a draft was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// By whom.
    pub by: PersonRef,
    /// When.
    pub at: Timestamp,
    /// Why; said when it was turned down.
    pub reason: String,
}

/// A draft with what it comes to now: the answer to `GET /api/rules/drafts/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPage {
    /// As the list has it.
    pub draft: DraftLine,
    /// Its files.
    pub files: Vec<RuleFile>,
    /// What it comes to: while it waits, beside what holds now; else as it was decided.
    pub looked: Looked,
    /// Whether what holds now is otherwise than when it was drafted.
    pub compared_anew: bool,
    /// Why the reader does not put it in force.
    pub obstacle: Option<Obstacle>,
    /// Whether the reader turns it down, or takes it back.
    pub may_reject: bool,
    /// Whether somebody else is there who can put it in force.
    pub has_second_person: bool,
    /// How it was decided.
    pub decided: Option<Decided>,
}

/// What is done with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftDecision {
    /// It is put in force.
    PutInForce,
    /// It is turned down.
    Reject,
}

/// The body of `POST /api/rules/drafts/{id}/decisions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftDecided {
    /// What is done.
    pub decision: DraftDecision,
    /// The [`token`](Looked::token) of what was seen.
    pub token: String,
    /// Why; needed to turn it down.
    #[serde(default)]
    pub reason: String,
}

/// Whose pay a draft of tables would change: the answer to `GET /api/rules/drafts/{id}/trial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The month it was tried on: the last that is over.
    pub month: Month,
    /// Whether what begins later was taken as if it had begun with the month.
    pub as_if_begun: bool,
    /// How many were counted.
    pub counted: u64,
    /// Those whose pay would be different.
    pub different: Vec<TriedPay>,
}

/// What somebody would be paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedPay {
    /// Who.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// 工号
    pub staff_number: Option<String>,
    /// By what is in force.
    pub published: Money,
    /// By the draft.
    pub tried: Money,
    /// How much more; less than nothing is less.
    pub more: Money,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn every_state_and_obstacle_has_one_name_and_words() {
        let words = |key: &str| {
            for language in [Language::ZhHans, Language::En] {
                assert!(lookup(language, key).is_some(), "{key}");
            }
        };
        for state in DraftState::ALL {
            let name = state.as_str();
            assert_eq!(DraftState::from_name(name), Some(state));
            assert_eq!(serde_json::to_value(state).unwrap(), name);
            words(&format!("rule_book.state.{name}"));
        }
        for obstacle in Obstacle::ALL {
            let name = obstacle.as_str();
            assert_eq!(serde_json::to_value(obstacle).unwrap(), name);
            words(&format!("rule_book.obstacle.{name}"));
        }
    }
}
