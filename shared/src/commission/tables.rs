//! The rules out of their table files, on the server.
//!
//! Each table is a file `<table>.toml` with `[[version]]` blocks; `schemes.toml` has `[[scheme]]` blocks. When
//! months close is a setting, which payroll shares with attendance.
//!
//! ```
//! use shared::commission::Rules;
//! use shared::pay_calendar::PayCalendar;
//! # let calendar = PayCalendar::demonstration()?;
//! let refusal = Rules::from_toml(&[], calendar).map_err(|error| error.to_string());
//! assert_eq!(refusal, Err("commission_rates.toml: missing; add the file".to_owned()));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

use super::dated::{Dated, DatedError, Version};
use super::rules::Rules;
use super::scheme::Scheme;
use crate::pay_calendar::PayCalendar;
use core::fmt;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The demonstration tables, one file each.
const DEMONSTRATION: &[(&str, &str)] = &[
    (
        "commission_rates.toml",
        include_str!("../../data/compensation/commission_rates.toml"),
    ),
    (
        "gates.toml",
        include_str!("../../data/compensation/gates.toml"),
    ),
    (
        "clawback.toml",
        include_str!("../../data/compensation/clawback.toml"),
    ),
    (
        "newcomer_allowance.toml",
        include_str!("../../data/compensation/newcomer_allowance.toml"),
    ),
    (
        "production_bonus.toml",
        include_str!("../../data/compensation/production_bonus.toml"),
    ),
    (
        "recruiting_bonus.toml",
        include_str!("../../data/compensation/recruiting_bonus.toml"),
    ),
    (
        "management_allowance.toml",
        include_str!("../../data/compensation/management_allowance.toml"),
    ),
    (
        "nurture_allowance.toml",
        include_str!("../../data/compensation/nurture_allowance.toml"),
    ),
    (
        "income_tax.toml",
        include_str!("../../data/compensation/income_tax.toml"),
    ),
    (
        "value_added_tax.toml",
        include_str!("../../data/compensation/value_added_tax.toml"),
    ),
    (
        "newcomer_track.toml",
        include_str!("../../data/compensation/newcomer_track.toml"),
    ),
    (
        "schemes.toml",
        include_str!("../../data/compensation/schemes.toml"),
    ),
];

/// Why the tables do not make rules.
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
    /// Line, column and what was expected there: a rate out of range, tiers that do not rise, …
    Unreadable(String),
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
            TableFault::Unreadable(reason) => f.write_str(reason),
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
struct VersionsFile<T> {
    version: Vec<Version<T>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemesFile {
    #[serde(default)]
    scheme: Vec<Scheme>,
}

impl Rules {
    /// The rules in these files, given as name and content, checked, with the months closing by this calendar.
    ///
    /// # Errors
    /// The first file that is missing, cannot be read or breaks a rule of its table.
    pub fn from_toml(
        files: &[(&str, &str)],
        pay_calendar: PayCalendar,
    ) -> Result<Self, TableError> {
        Ok(Self {
            pay_calendar,
            commission_rates: dated(files, "commission_rates.toml")?,
            gates: dated(files, "gates.toml")?,
            clawback: dated(files, "clawback.toml")?,
            newcomer_allowance: dated(files, "newcomer_allowance.toml")?,
            production_bonus: dated(files, "production_bonus.toml")?,
            recruiting_bonus: dated(files, "recruiting_bonus.toml")?,
            management_allowance: dated(files, "management_allowance.toml")?,
            nurture_allowance: dated(files, "nurture_allowance.toml")?,
            income_tax: dated(files, "income_tax.toml")?,
            value_added_tax: dated(files, "value_added_tax.toml")?,
            newcomer_track: dated(files, "newcomer_track.toml")?,
            schemes: schemes(files)?,
        })
    }

    /// The tables that come with the program, to try it with, closing by this calendar. Their rates are invented.
    ///
    /// # Errors
    /// None, unless a file under `data/compensation` was broken; a test reads them all.
    pub fn demonstrated(pay_calendar: PayCalendar) -> Result<Self, TableError> {
        Self::from_toml(DEMONSTRATION, pay_calendar)
    }

    /// The same with the demonstration's calendar.
    ///
    /// # Errors
    /// None, unless a file under `data` was broken; a test reads them all.
    pub fn demonstration() -> Result<Self, Box<dyn core::error::Error>> {
        Ok(Self::demonstrated(PayCalendar::demonstration()?)?)
    }
}

fn dated<T: DeserializeOwned>(files: &[(&str, &str)], file: &str) -> Result<Dated<T>, TableError> {
    let VersionsFile { version } = read(files, file)?;
    Dated::try_new(version).map_err(|error| fault(file, TableFault::Versions(error)))
}

fn schemes(files: &[(&str, &str)]) -> Result<Vec<Scheme>, TableError> {
    let file = "schemes.toml";
    let SchemesFile {
        scheme: mut schemes,
    } = read(files, file)?;
    schemes.sort_by(|a, b| a.code.cmp(&b.code));
    if let Some(scheme) = schemes.iter().find(|scheme| scheme.to < scheme.from) {
        return Err(fault(
            file,
            TableFault::SchemeBackwards(scheme.code.to_string()),
        ));
    }
    match schemes
        .iter()
        .zip(schemes.iter().skip(1))
        .find(|(a, b)| a.code == b.code)
    {
        Some((scheme, _)) => Err(fault(
            file,
            TableFault::SchemeTwice(scheme.code.to_string()),
        )),
        None => Ok(schemes),
    }
}

fn read<T: DeserializeOwned>(files: &[(&str, &str)], file: &str) -> Result<T, TableError> {
    let found = files.iter().find(|(name, _)| *name == file);
    let (_, content) = found.ok_or_else(|| fault(file, TableFault::Missing))?;
    toml::from_str(content).map_err(|error| fault(file, TableFault::Unreadable(error.to_string())))
}

fn fault(file: &str, fault: TableFault) -> TableError {
    TableError {
        file: file.to_owned(),
        fault,
    }
}
