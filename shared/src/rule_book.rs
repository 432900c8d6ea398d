//! The rules of the company, as administrators and the server speak of them: what is published, since when and by
//! whom, drafts of what is to be, and the second person who puts them in force.

mod draft;
mod seen;

pub use draft::{
    Decided, DraftAsked, DraftDecided, DraftDecision, DraftLine, DraftPage, DraftState, Looked,
    Obstacle, Tried, TriedPay,
};
pub use seen::{Publisher, RuleItem, RulePage, RuleText, RuleVersion, RulesPage, TakeBack};

use crate::finding::Finding;
use crate::setting::RuleDifference;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What is published. Text key `rule_book.subject.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSubject {
    /// What the company decides, by the name of each setting.
    Settings,
    /// What it sells, by the code of each product.
    Products,
    /// What pay is counted by, by the name of each table.
    Tables,
}

impl RuleSubject {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Settings, Self::Products, Self::Tables];

    /// The name in JSON, columns, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Products => "products",
            Self::Tables => "tables",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|subject| subject.as_str() == name)
    }
}

impl fmt::Display for RuleSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A file that is published, or is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What it is called, without folders: it says what it is of.
    pub name: String,
    /// TOML.
    pub text: String,
}

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFinding {
    /// The file; empty if it is none of them alone.
    pub file: String,
    /// The line, from 1, if it is one.
    pub line: Option<u32>,
    /// The place in the line, from 1.
    pub column: Option<u32>,
    /// What is wrong, and what to do.
    pub finding: Finding,
}

/// Something that is to be otherwise, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleChange {
    /// Of what: the name of a setting or table, the code of a product.
    pub name: String,
    /// From which day on; of a table that is new, or says the same in other words, none.
    pub from: Option<NaiveDate>,
    /// The last day, if it has one.
    pub until: Option<NaiveDate>,
    /// Whether nothing stood in its place.
    pub is_new: bool,
    /// What it says otherwise.
    pub differences: Vec<RuleDifference>,
}

/// `TL-A from 2026-12-01 to 2027-06-30`; of a table or setting `gates, from 2027-01-01`.
impl fmt::Display for RuleChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        let is_tariff = self.name.starts_with(|c: char| c.is_ascii_uppercase());
        let comma = if is_tariff { "" } else { "," };
        self.from
            .map_or(Ok(()), |day| write!(f, "{comma} from {day}"))?;
        self.until.map_or(Ok(()), |day| write!(f, " to {day}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn every_subject_has_one_name_and_words() {
        for subject in RuleSubject::ALL {
            let name = subject.as_str();
            assert_eq!(RuleSubject::from_name(name), Some(subject));
            assert_eq!(serde_json::to_value(subject).unwrap(), name);
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("rule_book.subject.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_change_says_of_what_and_from_when() {
        let change = |name: &str, until: Option<&str>| RuleChange {
            name: name.to_owned(),
            from: Some("2027-01-01".parse().unwrap()),
            until: until.map(|day| day.parse().unwrap()),
            is_new: true,
            differences: Vec::new(),
        };
        assert_eq!(change("gates", None).to_string(), "gates, from 2027-01-01");
        let tariff = change("TL-A", Some("2027-06-30")).to_string();
        assert_eq!(tariff, "TL-A from 2027-01-01 to 2027-06-30");
    }
}
