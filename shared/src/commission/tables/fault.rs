//! What is wrong with table files, and what to do about it.

use super::dated::DatedError;
use super::publication::TABLES;
use crate::finding::Finding;
use crate::setting::UnreadableToml;
use core::fmt;

/// Why files do not make rules: everything that is wrong, file by file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableErrors(pub Vec<TableError>);

/// Why a file does not make a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub fault: TableFault,
}

/// What is wrong with a table file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// There is none.
    Missing,
    /// Its name says no table.
    Nameless,
    /// It is given twice.
    Twice,
    /// Line, column and what was expected there: a rate out of range, tiers that do not rise, …
    Unreadable(UnreadableToml),
    /// Its versions leave a gap or overlap.
    Versions(DatedError),
    /// Two schemes have this code.
    SchemeTwice(String),
    /// This scheme ends before it begins.
    SchemeBackwards(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        match &self.fault {
            TableFault::Missing => f.write_str("missing; add the file"),
            TableFault::Nameless => {
                f.write_str("its name does not say which table it is: name it ")?;
                f.write_str(&TABLES.map(file_of).join(", "))
            }
            TableFault::Twice => f.write_str("given twice: leave one of them"),
            TableFault::Unreadable(unreadable) => unreadable.fmt(f),
            TableFault::Versions(error) => error.fmt(f),
            TableFault::SchemeTwice(code) => {
                write!(f, "two schemes have the code {code}; rename one")
            }
            TableFault::SchemeBackwards(code) => {
                write!(
                    f,
                    "scheme {code} ends before it begins; correct `from` or `to`"
                )
            }
        }
    }
}

impl core::error::Error for TableError {}

impl TableError {
    /// As whoever sent the file is told.
    pub fn finding(&self) -> Finding {
        let of = |code| Finding::error(code, "");
        match &self.fault {
            TableFault::Missing => of("rules_table_missing"),
            TableFault::Nameless => {
                of("rules_table_nameless").with("names", TABLES.map(file_of).join(", "))
            }
            TableFault::Twice => of("rules_file_twice"),
            TableFault::Unreadable(unreadable) => {
                of("rules_file_unreadable").with("reason", &unreadable.reason)
            }
            TableFault::Versions(DatedError::NoVersion) => of("rules_no_version"),
            TableFault::Versions(DatedError::Backwards(version)) => {
                of("rules_version_backwards").with("version", version)
            }
            TableFault::Versions(DatedError::Gap(before, after)) => of("rules_versions_gap")
                .with("before", before)
                .with("after", after),
            TableFault::Versions(DatedError::Overlap(before, after)) => {
                of("rules_versions_overlap")
                    .with("before", before)
                    .with("after", after)
            }
            TableFault::SchemeTwice(code) => of("rules_scheme_twice").with("scheme", code),
            TableFault::SchemeBackwards(code) => of("rules_scheme_backwards").with("scheme", code),
        }
    }

    /// Line and place in it, if it is one place of the file.
    pub const fn place(&self) -> Option<(u32, u32)> {
        match &self.fault {
            TableFault::Unreadable(unreadable) => unreadable.place,
            _ => None,
        }
    }
}

impl fmt::Display for TableErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl core::error::Error for TableErrors {}

/// The name of a table's file.
pub(super) fn file_of(table: &str) -> String {
    format!("{table}.toml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn every_fault_has_words() {
        let version = || "1".parse().unwrap();
        for fault in [
            TableFault::Missing,
            TableFault::Nameless,
            TableFault::Twice,
            TableFault::Versions(DatedError::NoVersion),
            TableFault::Versions(DatedError::Backwards(version())),
            TableFault::Versions(DatedError::Gap(version(), version())),
            TableFault::Versions(DatedError::Overlap(version(), version())),
            TableFault::SchemeTwice(String::new()),
            TableFault::SchemeBackwards(String::new()),
        ] {
            let file = String::new();
            let found = TableError { file, fault }.finding();
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("findings.{}", found.code));
                assert!(words.is_some(), "{}", found.code);
            }
        }
    }
}
