//! The rules out of their table files, on the server.
//!
//! Each table is a file `<table>.toml` with `[[version]]` blocks; `schemes.toml` has `[[scheme]]` blocks. When
//! months close is a setting, which payroll shares with attendance.
//!
//! ```
//! use shared::commission::Rules;
//! use shared::pay_calendar::PayCalendar;
//! # let calendar = PayCalendar::demonstration()?;
//! let refusal = Rules::from_toml(&[], calendar).map_err(|errors| errors.to_string());
//! let refusal = refusal.err().unwrap_or_default();
//! assert!(refusal.starts_with("commission_rates.toml: missing; add the file\n"));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

use super::dated::{Dated, Version};
use super::fault::{TableError, TableErrors, TableFault, file_of};
use super::publication::TABLES;
use super::rules::Rules;
use super::scheme::Scheme;
use crate::pay_calendar::PayCalendar;
use crate::setting::UnreadableToml;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The demonstration tables, one file each.
const DEMONSTRATION: [(&str, &str); TABLES.len()] = [
    (
        "commission_rates.toml",
        include_str!("../../../data/compensation/commission_rates.toml"),
    ),
    (
        "gates.toml",
        include_str!("../../../data/compensation/gates.toml"),
    ),
    (
        "clawback.toml",
        include_str!("../../../data/compensation/clawback.toml"),
    ),
    (
        "newcomer_allowance.toml",
        include_str!("../../../data/compensation/newcomer_allowance.toml"),
    ),
    (
        "production_bonus.toml",
        include_str!("../../../data/compensation/production_bonus.toml"),
    ),
    (
        "recruiting_bonus.toml",
        include_str!("../../../data/compensation/recruiting_bonus.toml"),
    ),
    (
        "management_allowance.toml",
        include_str!("../../../data/compensation/management_allowance.toml"),
    ),
    (
        "nurture_allowance.toml",
        include_str!("../../../data/compensation/nurture_allowance.toml"),
    ),
    (
        "income_tax.toml",
        include_str!("../../../data/compensation/income_tax.toml"),
    ),
    (
        "value_added_tax.toml",
        include_str!("../../../data/compensation/value_added_tax.toml"),
    ),
    (
        "newcomer_track.toml",
        include_str!("../../../data/compensation/newcomer_track.toml"),
    ),
    (
        "schemes.toml",
        include_str!("../../../data/compensation/schemes.toml"),
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
struct VersionsFile<T> {
    version: Vec<Version<T>>,
}

#[derive(Serialize)]
#[serde(bound(serialize = "T: Clone + Serialize"))]
struct WrittenVersions<'t, T> {
    version: Vec<&'t Version<T>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemesFile {
    #[serde(default)]
    scheme: Vec<Scheme>,
}

impl Rules {
    /// The rules in these files, given as name and content, checked, with the months closing by this calendar.
    ///
    /// # Errors
    /// Every file that is missing, cannot be read or breaks a rule of its table.
    pub fn from_toml(
        files: &[(&str, &str)],
        pay_calendar: PayCalendar,
    ) -> Result<Self, TableErrors> {
        let mut reading = Reading {
            files,
            errors: misnamed(files),
        };
        let commission_rates = reading.dated("commission_rates");
        let gates = reading.dated("gates");
        let clawback = reading.dated("clawback");
        let newcomer_allowance = reading.dated("newcomer_allowance");
        let production_bonus = reading.dated("production_bonus");
        let recruiting_bonus = reading.dated("recruiting_bonus");
        let management_allowance = reading.dated("management_allowance");
        let nurture_allowance = reading.dated("nurture_allowance");
        let income_tax = reading.dated("income_tax");
        let value_added_tax = reading.dated("value_added_tax");
        let newcomer_track = reading.dated("newcomer_track");
        let schemes = reading.schemes();
        let rules = || {
            Some(Self {
                pay_calendar,
                commission_rates: commission_rates?,
                gates: gates?,
                clawback: clawback?,
                newcomer_allowance: newcomer_allowance?,
                production_bonus: production_bonus?,
                recruiting_bonus: recruiting_bonus?,
                management_allowance: management_allowance?,
                nurture_allowance: nurture_allowance?,
                income_tax: income_tax?,
                value_added_tax: value_added_tax?,
                newcomer_track: newcomer_track?,
                schemes: schemes?,
            })
        };
        match reading.errors.is_empty() {
            true => rules().ok_or(TableErrors(reading.errors)),
            false => Err(TableErrors(reading.errors)),
        }
    }

    /// These rules with the tables in these files in place of theirs.
    ///
    /// # Errors
    /// Every file that cannot be read, is of no table or breaks a rule of its table.
    pub fn with_toml(&self, files: &[(&str, &str)]) -> Result<Self, TableErrors> {
        let own = self.to_toml()?;
        let own = own.iter().map(|(name, text)| (*name, text.as_str()));
        let is_given = |name: &str| files.iter().any(|(given, _)| *given == name);
        let kept = own.filter(|(name, _)| !is_given(name));
        let all: Vec<(&str, &str)> = files.iter().copied().chain(kept).collect();
        Self::from_toml(&all, self.pay_calendar.clone())
    }

    /// The files that [`Rules::from_toml`] reads, as name and content.
    ///
    /// # Errors
    /// If a table has something that no file can hold.
    pub fn to_toml(&self) -> Result<Vec<(&'static str, String)>, TableErrors> {
        macro_rules! written {
            ($($table:ident),*) => {
                vec![$((concat!(stringify!($table), ".toml"), written(&self.$table))),*]
            };
        }
        let mut files = written!(
            commission_rates,
            gates,
            clawback,
            newcomer_allowance,
            production_bonus,
            recruiting_bonus,
            management_allowance,
            nurture_allowance,
            income_tax,
            value_added_tax,
            newcomer_track
        );
        let scheme = self.schemes.clone();
        files.push(("schemes.toml", toml::to_string(&SchemesFile { scheme })));
        let file = |(name, text): (&'static str, Result<String, toml::ser::Error>)| match text {
            Ok(text) => Ok((name, text)),
            Err(error) => {
                let fault = TableFault::Unreadable(UnreadableToml::unwritable(&error));
                Err(TableErrors(vec![self::fault(name, fault)]))
            }
        };
        files.into_iter().map(file).collect()
    }

    /// The files of the tables that come with the program, to try it with, as name and content. Their rates are
    /// invented.
    pub const fn demonstration_files() -> [(&'static str, &'static str); TABLES.len()] {
        DEMONSTRATION
    }

    /// The rules of these files, closing by this calendar.
    ///
    /// # Errors
    /// None, unless a file under `data/compensation` was broken; a test reads them all.
    pub fn demonstrated(pay_calendar: PayCalendar) -> Result<Self, TableErrors> {
        Self::from_toml(&DEMONSTRATION, pay_calendar)
    }

    /// The same with the demonstration's calendar.
    ///
    /// # Errors
    /// None, unless a file under `data` was broken; a test reads them all.
    pub fn demonstration() -> Result<Self, Box<dyn core::error::Error>> {
        Ok(Self::demonstrated(PayCalendar::demonstration()?)?)
    }
}

fn written<T: Clone + Serialize>(table: &Dated<T>) -> Result<String, toml::ser::Error> {
    let version = table.versions().collect();
    toml::to_string(&WrittenVersions { version })
}

/// Files that are of no table, or of one that another file was given for.
fn misnamed(files: &[(&str, &str)]) -> Vec<TableError> {
    let mut errors = Vec::new();
    for (at, (name, _)) in files.iter().enumerate() {
        let mut earlier = files.iter().take(at);
        if !TABLES.iter().any(|table| file_of(table) == *name) {
            errors.push(fault(name, TableFault::Nameless));
        } else if earlier.any(|(other, _)| other == name) {
            errors.push(fault(name, TableFault::Twice));
        }
    }
    errors
}

/// Files on their way into tables, and what was wrong with them so far.
struct Reading<'f> {
    files: &'f [(&'f str, &'f str)],
    errors: Vec<TableError>,
}

impl Reading<'_> {
    fn dated<T: DeserializeOwned>(&mut self, table: &str) -> Option<Dated<T>> {
        let file = file_of(table);
        let VersionsFile { version } = self.read(&file)?;
        let dated = Dated::try_new(version);
        self.kept(&file, dated.map_err(TableFault::Versions))
    }

    fn schemes(&mut self) -> Option<Vec<Scheme>> {
        let file = file_of("schemes");
        let SchemesFile { mut scheme } = self.read(&file)?;
        scheme.sort_by(|a, b| a.code.cmp(&b.code));
        self.kept(&file, checked(scheme))
    }

    fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let found = self.files.iter().find(|(name, _)| *name == file);
        let read = match found {
            Some((_, content)) => toml::from_str(content)
                .map_err(|error| TableFault::Unreadable(UnreadableToml::of(&error, content))),
            None => Err(TableFault::Missing),
        };
        self.kept(file, read)
    }

    fn kept<T>(&mut self, file: &str, read: Result<T, TableFault>) -> Option<T> {
        read.map_err(|reason| self.errors.push(fault(file, reason)))
            .ok()
    }
}

/// Schemes, in the order of their codes, if they are right.
fn checked(schemes: Vec<Scheme>) -> Result<Vec<Scheme>, TableFault> {
    if let Some(scheme) = schemes.iter().find(|scheme| scheme.to < scheme.from) {
        return Err(TableFault::SchemeBackwards(scheme.code.to_string()));
    }
    let mut pairs = schemes.iter().zip(schemes.iter().skip(1));
    match pairs.find(|(a, b)| a.code == b.code) {
        Some((scheme, _)) => Err(TableFault::SchemeTwice(scheme.code.to_string())),
        None => Ok(schemes),
    }
}

fn fault(file: &str, fault: TableFault) -> TableError {
    TableError {
        file: file.to_owned(),
        fault,
    }
}
