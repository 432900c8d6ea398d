//! Tables with an effective date.

use chrono::{Days, NaiveDate};
use core::fmt;
use serde::{Deserialize, Serialize};

use super::name::VersionName;

/// One version of a table and the days it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version<T> {
    /// What a trace calls it.
    pub version: VersionName,
    /// First day in force.
    #[serde(deserialize_with = "crate::date::written_date")]
    pub from: NaiveDate,
    /// Last day in force; none for the version that still is.
    #[serde(
        default,
        deserialize_with = "crate::date::written_date_or_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub until: Option<NaiveDate>,
    /// What it says.
    pub table: T,
}

/// A table of which exactly one version is in force on each day; days before the first version
/// take the first one, days after the last one the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Version<T>>", into = "Vec<Version<T>>")]
#[serde(bound(
    serialize = "T: Clone + Serialize",
    deserialize = "T: Deserialize<'de>"
))]
pub struct Dated<T> {
    first: Version<T>,
    later: Vec<Version<T>>,
}

/// Why versions do not make a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatedError {
    /// There is no version at all.
    NoVersion,
    /// A version ends before it begins.
    Backwards(VersionName),
    /// Days between two versions have none.
    Gap(VersionName, VersionName),
    /// Days have two versions.
    Overlap(VersionName, VersionName),
}

impl fmt::Display for DatedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoVersion => f.write_str("no version: add one with `version` and `from`"),
            Self::Backwards(version) => {
                write!(
                    f,
                    "version {version} ends before it begins: correct `from` or `until`"
                )
            }
            Self::Gap(before, after) => write!(
                f,
                "days between versions {before} and {after} have none: let {before} last `until` the day before {after} is in force `from`"
            ),
            Self::Overlap(before, after) => write!(
                f,
                "versions {before} and {after} overlap: end {before} with `until` the day before {after} is in force `from`"
            ),
        }
    }
}

impl core::error::Error for DatedError {}

impl<T> Dated<T> {
    /// The table made of these versions, in any order.
    ///
    /// # Errors
    /// [`DatedError`] if a day has no version or two.
    pub fn try_new(mut versions: Vec<Version<T>>) -> Result<Self, DatedError> {
        versions.sort_by_key(|version| version.from);
        versions.iter().try_for_each(refuse_backwards)?;
        versions.windows(2).try_for_each(refuse_gap_and_overlap)?;
        let mut versions = versions.into_iter();
        let first = versions.next().ok_or(DatedError::NoVersion)?;
        Ok(Self {
            first,
            later: versions.collect(),
        })
    }

    /// The version in force on a day.
    pub fn at(&self, day: NaiveDate) -> &Version<T> {
        let later = self.later.iter().rev().find(|version| version.from <= day);
        later.unwrap_or(&self.first)
    }

    /// Whether a version is in force on a day; for other days [`Dated::at`] takes the nearest.
    pub fn covers(&self, day: NaiveDate) -> bool {
        let version = self.at(day);
        version.from <= day && version.until.is_none_or(|until| day <= until)
    }

    /// Every version, the earliest first.
    pub fn versions(&self) -> impl Iterator<Item = &Version<T>> {
        core::iter::once(&self.first).chain(&self.later)
    }
}

fn refuse_backwards<T>(version: &Version<T>) -> Result<(), DatedError> {
    let backwards = version.until.is_some_and(|until| until < version.from);
    if backwards {
        Err(DatedError::Backwards(version.version.clone()))
    } else {
        Ok(())
    }
}

fn refuse_gap_and_overlap<T>(pair: &[Version<T>]) -> Result<(), DatedError> {
    let [before, after] = pair else { return Ok(()) };
    let names = || (before.version.clone(), after.version.clone());
    let next = before
        .until
        .and_then(|until| until.checked_add_days(Days::new(1)));
    match next {
        Some(next) if next == after.from => Ok(()),
        Some(next) if next < after.from => Err(DatedError::Gap(names().0, names().1)),
        _ => Err(DatedError::Overlap(names().0, names().1)),
    }
}

impl<T> TryFrom<Vec<Version<T>>> for Dated<T> {
    type Error = DatedError;

    fn try_from(versions: Vec<Version<T>>) -> Result<Self, DatedError> {
        Self::try_new(versions)
    }
}

impl<T> From<Dated<T>> for Vec<Version<T>> {
    fn from(table: Dated<T>) -> Self {
        core::iter::once(table.first).chain(table.later).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(name: &str, from: &str, until: Option<&str>) -> Version<u8> {
        Version {
            version: name.parse().unwrap(),
            from: from.parse().unwrap(),
            until: until.map(|day| day.parse().unwrap()),
            table: 0,
        }
    }

    fn refusal(versions: Vec<Version<u8>>) -> String {
        Dated::try_new(versions).unwrap_err().to_string()
    }

    #[test]
    fn a_day_has_the_version_in_force() {
        let table = Dated::try_new(vec![
            version("b", "2026-01-01", None),
            version("a", "2025-01-01", Some("2025-12-31")),
        ])
        .unwrap();
        let at = |day: &str| table.at(day.parse().unwrap()).version.to_string();
        assert_eq!(
            [at("2024-06-01"), at("2025-12-31"), at("2026-01-01")],
            ["a", "a", "b"]
        );
    }

    #[test]
    fn days_before_the_first_version_and_after_the_last_are_not_covered() {
        let table = Dated::try_new(vec![version("a", "2025-01-01", Some("2025-12-31"))]).unwrap();
        let covers = |day: &str| table.covers(day.parse().unwrap());
        assert_eq!(
            ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map(covers),
            [false, true, true, false]
        );
    }

    #[test]
    fn a_gap_an_overlap_and_an_end_before_the_beginning_are_refused_with_the_way_out() {
        let gap = refusal(vec![
            version("a", "2025-01-01", Some("2025-12-30")),
            version("b", "2026-01-01", None),
        ]);
        assert!(
            gap.starts_with("days between versions a and b have none"),
            "{gap}"
        );
        for until in [None, Some("2026-01-01")] {
            let overlap = refusal(vec![
                version("a", "2025-01-01", until),
                version("b", "2026-01-01", None),
            ]);
            assert!(overlap.starts_with("versions a and b overlap"), "{overlap}");
        }
        let backwards = refusal(vec![version("a", "2025-01-01", Some("2024-01-01"))]);
        assert!(
            backwards.starts_with("version a ends before it begins"),
            "{backwards}"
        );
        assert!(refusal(vec![]).starts_with("no version"));
    }
}
