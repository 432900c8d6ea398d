//! Reason codes (理由代码): by which the desk explains what it asks, turns down and takes up again.
//!
//! Which there are is the company's decision: dated data, with words in both languages. A record keeps the code alone.
//! What it is called stands in every version that was ever published, so that one which is no longer in force stays
//! readable.

use crate::finding::Finding;
use crate::newtype::text_newtype;
use crate::product::Names;
use crate::record::RecordKind;
use crate::setting::Setting;
use crate::submission::UNANSWERED;
use chrono::NaiveDate;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most characters of a code.
const LONGEST_CODE: usize = 40;

/// The reason codes; one version, from its day on. A decision gives one that is in force on its day.
///
/// ```
/// use shared::{reason::{ReasonCodes, ReasonFor}, record::RecordKind, setting::Setting};
///
/// let codes = &ReasonCodes::as_delivered()?[0];
/// let offered = codes.offered(ReasonFor::Rejection, RecordKind::LossNotice);
/// let offered: Vec<&str> = offered.map(|reason| reason.code.as_str()).collect();
/// assert!(offered.contains(&"not_covered") && !offered.contains(&"health_not_accepted"));
/// # Ok::<(), shared::setting::SettingFault>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonCodes {
    /// The first day on which it holds.
    #[serde(deserialize_with = "crate::date::written_date")]
    pub valid_from: NaiveDate,
    /// All of them, in the order in which they are offered.
    pub reasons: Vec<Reason>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Its code, as records keep it.
    pub code: ReasonCode,
    /// What it is called.
    pub words: Names,
    /// What it explains.
    pub explains: Vec<ReasonFor>,
    /// Of which kinds of records; of all that are reviewed, if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<RecordKind>,
    /// Whether it declines the person: what a health declaration asks for.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub declines: bool,
}

/// What a reason explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonFor {
    /// Why something is asked of the agent.
    Query,
    /// Why a record is turned down.
    Rejection,
    /// Why a decision is taken up again.
    Reopening,
}

impl ReasonFor {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Query, Self::Rejection, Self::Reopening];

    /// The name in JSON and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Rejection => "rejection",
            Self::Reopening => "reopening",
        }
    }
}

/// A code: small letters, digits and underscores, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReasonCode(String);

/// The text is no code of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAReasonCode;

impl fmt::Display for NotAReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no code of a reason: write up to {LONGEST_CODE} small letters, digits and underscores, as income_proof"
        )
    }
}

impl core::error::Error for NotAReasonCode {}

impl FromStr for ReasonCode {
    type Err = NotAReasonCode;

    fn from_str(text: &str) -> Result<Self, NotAReasonCode> {
        let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = text.len() <= LONGEST_CODE
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(is_sign);
        fits.then(|| Self(text.to_owned())).ok_or(NotAReasonCode)
    }
}

text_newtype!(ReasonCode);

impl Reason {
    fn is_for(&self, explains: ReasonFor, kind: RecordKind) -> bool {
        let of_kind = self.kinds.is_empty() || self.kinds.contains(&kind);
        of_kind && self.explains.contains(&explains)
    }
}

impl ReasonCodes {
    /// From which a reviewer chooses, in their order.
    pub fn offered(&self, explains: ReasonFor, kind: RecordKind) -> impl Iterator<Item = &Reason> {
        let reasons = self.reasons.iter();
        reasons.filter(move |reason| reason.is_for(explains, kind))
    }

    /// Whether this code can be given for it.
    pub fn has(&self, code: &str, explains: ReasonFor, kind: RecordKind) -> bool {
        let mut offered = self.offered(explains, kind);
        offered.any(|reason| reason.code.as_str() == code)
    }

    /// What a code means: by the version that has begun last and has it, else by any.
    ///
    /// ```
    /// use shared::{reason::ReasonCodes, setting::Setting};
    ///
    /// let versions = ReasonCodes::as_delivered()?;
    /// let today = "2026-11-20".parse().unwrap_or_default();
    /// let reason = ReasonCodes::named(&versions, "duplicate", today);
    /// assert_eq!(reason.map(|reason| reason.words.en.as_str()), Some("Duplicate"));
    /// # Ok::<(), shared::setting::SettingFault>(())
    /// ```
    pub fn named<'r>(versions: &'r [Self], code: &str, today: NaiveDate) -> Option<&'r Reason> {
        let found = versions.iter().filter_map(|version| {
            let mut reasons = version.reasons.iter();
            let reason = reasons.find(|reason| reason.code.as_str() == code)?;
            Some((version.valid_from, reason))
        });
        let last = found.max_by_key(|(from, _)| (*from <= today, *from));
        last.map(|(_, reason)| reason)
    }

    fn mistake(&self, code: &'static str, at: impl fmt::Display) -> Finding {
        Finding::error(code, format!("reasons ({}), {at}", self.valid_from))
    }

    fn mistakes_of_each(&self) -> impl Iterator<Item = Finding> {
        let mut codes = BTreeSet::new();
        self.reasons.iter().flat_map(move |reason| {
            let words = [&reason.words.zh_hans, &reason.words.en];
            let mistaken = [
                ("reason_twice", !codes.insert(&reason.code)),
                ("reason_taken", reason.code.as_str() == UNANSWERED),
                (
                    "reason_without_words",
                    words.iter().any(|words| words.trim().is_empty()),
                ),
                ("reason_explains_nothing", reason.explains.is_empty()),
            ];
            let mistaken = mistaken.into_iter().filter(|(_, mistaken)| *mistaken);
            mistaken.map(|(code, _)| self.mistake(code, &reason.code))
        })
    }

    /// Whatever a reviewer does to whatever record must be explicable.
    fn gaps(&self) -> impl Iterator<Item = Finding> {
        let reviewed = RecordKind::ALL
            .into_iter()
            .filter(|kind| kind.is_reviewed());
        reviewed.flat_map(move |kind| {
            let lacking = ReasonFor::ALL.into_iter();
            let lacking =
                lacking.filter(move |explains| self.offered(*explains, kind).next().is_none());
            lacking.map(move |explains| {
                let lacking = self.mistake("reason_lacking", explains.as_str());
                lacking.with("kind", kind.as_str())
            })
        })
    }
}

impl Setting for ReasonCodes {
    const NAME: &'static str = "reasons";
    #[cfg(feature = "data")]
    const AS_DELIVERED: &'static str = include_str!("../data/settings/reasons.toml");

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    fn check(&self) -> Vec<Finding> {
        self.mistakes_of_each().chain(self.gaps()).collect()
    }
}

#[cfg(test)]
mod tests;
