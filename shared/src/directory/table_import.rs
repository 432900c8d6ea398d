//! A table of people or units that an administrator imports: what is asked of it, and what it comes to.

use crate::finding::Finding;
use crate::people::Difference;
use serde::{Deserialize, Serialize};

/// Which rows of a table are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsTaken {
    /// All of them; none if one is wrong.
    #[default]
    All,
    /// Those that are right.
    Good,
}

impl RowsTaken {
    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Good => "good",
        }
    }
}

/// The query of `POST /api/imports/people` and `POST /api/imports/units`, whose body is the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportAsked {
    /// Only says what it would come to.
    pub preview: bool,
    /// Which rows are taken.
    pub rows: RowsTaken,
    /// The [`file`](TableImported::file) of the preview: what is taken is what was looked at.
    pub file: Option<String>,
    /// Its [`token`](TableImported::token): what comes of it is what was looked at.
    pub token: Option<String>,
}

impl Default for ImportAsked {
    fn default() -> Self {
        Self {
            preview: true,
            rows: RowsTaken::All,
            file: None,
            token: None,
        }
    }
}

/// What a table comes to, or came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableImported {
    /// SHA-256 of the file, in hex.
    pub file: String,
    /// Stands for all of this: another if anything else would come of the file.
    pub token: String,
    /// How many are new.
    pub new: u64,
    /// How many are changed.
    pub changed: u64,
    /// How many are as they were.
    pub unchanged: u64,
    /// How many rows are wrong.
    pub wrong: u64,
    /// The new, then the changed; no more than the first thousand.
    pub different: Vec<TableDifference>,
    /// What is wrong, by row; no more than the first thousand.
    pub rows: Vec<WrongRow>,
    /// Whether it is kept: not of a preview.
    pub kept: bool,
}

/// Somebody or a unit that is new or different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDifference {
    /// Staff number or code; empty if there is none.
    pub number: String,
    /// What they are, or it is, called then.
    pub name: String,
    /// Whether there was nothing before.
    pub is_new: bool,
    /// What is different.
    pub differences: Vec<Difference>,
}

/// A row that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongRow {
    /// The line of the sheet or file, from 1.
    pub row: u32,
    /// The heading over the cell, as it stands there, if it is one cell.
    pub column: Option<String>,
    /// Why; its path is the field that it is about, as far as that is one.
    pub finding: Finding,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_nothing_only_looks() {
        let asked: ImportAsked = serde_json::from_str("{}").unwrap();
        assert!(asked.preview);
        for rows in [RowsTaken::All, RowsTaken::Good] {
            assert_eq!(serde_json::to_value(rows).unwrap(), rows.as_str());
        }
    }
}
