//! What is published, as it is seen: what holds today, what is to come and what held before.

use super::{DraftLine, RuleSubject};
use crate::product::Names;
use crate::setting::RuleDifference;
use crate::submission::PersonRef;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything that is published: the answer to `GET /api/rules`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesPage {
    /// Today.
    pub today: NaiveDate,
    /// Whether the reader administers the whole company, and so drafts and puts in force.
    pub may_change: bool,
    /// Whether there is somebody else who does.
    pub has_second_person: bool,
    /// The drafts that wait, then those that were decided, the latest first; no more than fifty.
    pub drafts: Vec<DraftLine>,
    /// What is published, by subject and name.
    pub items: Vec<RuleItem>,
}

/// A setting, a product or a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleItem {
    /// Which of the three.
    pub subject: RuleSubject,
    /// The name of the setting or table, the code of the product.
    pub name: String,
    /// What the company calls it; only of a product.
    pub title: Option<Names>,
    /// The version that holds today.
    pub in_force: Option<RuleVersion>,
    /// How many versions begin later.
    pub to_come: u64,
    /// How many are over.
    pub past: u64,
}

/// Whose doing a version is. Text key `rule_book.publisher.<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "publisher", rename_all = "snake_case", deny_unknown_fields)]
pub enum Publisher {
    /// The program came with it.
    AsDelivered {},
    /// Whoever runs the server published it there.
    CommandLine {
        /// When.
        at: Timestamp,
    },
    /// One drafted it, another put it in force.
    People {
        /// When.
        at: Timestamp,
        /// Who drafted it.
        drafted_by: PersonRef,
        /// Who put it in force.
        put_in_force_by: PersonRef,
    },
    /// It holds again, for what was published over it was taken back.
    TakenBack {
        /// When.
        at: Timestamp,
        /// Who took that back.
        by: PersonRef,
    },
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleVersion {
    /// By what it is asked for: of a setting or product its first day, of a table its name.
    pub version: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, if that is known.
    pub until: Option<NaiveDate>,
    /// Whose doing it is.
    pub by: Publisher,
    /// SHA-256 of what it says: who takes it back says what they saw.
    pub hash: String,
    /// Whether the reader can take back what was published last for it.
    pub may_take_back: bool,
}

/// Everything of a setting, product or table: the answer to `GET /api/rules/{subject}/{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePage {
    /// Today.
    pub today: NaiveDate,
    /// As the list has it.
    pub item: RuleItem,
    /// Whether the reader drafts another version.
    pub may_change: bool,
    /// Its versions, the latest first.
    pub versions: Vec<RuleVersion>,
    /// All of it, as publishing reads it.
    pub file: RuleText,
}

/// A file as publishing reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleText {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// What it says otherwise than the version that it was to be held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differences: Option<Vec<RuleDifference>>,
}

/// The body of `POST /api/rules/take-back`: what was published last for a version, and does not hold yet, is not to
/// hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// Of what.
    pub subject: RuleSubject,
    /// Its name.
    pub name: String,
    /// The version.
    pub version: String,
    /// Its [`hash`](RuleVersion::hash) as it was seen.
    pub hash: String,
    /// Why.
    pub reason: String,
}
