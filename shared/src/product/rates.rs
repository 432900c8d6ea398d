//! Rates by age (费率表), written as on a paper rate table.

use super::text_form::NotUnderstood;
use crate::newtype::serde_as_text;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;

const EXPECTED: &str = "a rate table (lines of an age and the rates from there on, `18  1.02 1.05`, or of an age band and one rate, `0-4  658`; ages rising; rates of 0 or more)";

/// The ages `from` to `to`, both included. Written `18-60`, or `18` for a single age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeRange {
    from: u8,
    to: u8,
}

impl AgeRange {
    /// The range; `None` if `to` is below `from`.
    pub const fn try_new(from: u8, to: u8) -> Option<Self> {
        if from <= to {
            Some(Self { from, to })
        } else {
            None
        }
    }

    /// The lowest age.
    pub const fn from(self) -> u8 {
        self.from
    }

    /// The highest age.
    pub const fn to(self) -> u8 {
        self.to
    }

    /// Whether the age is in it.
    pub const fn contains(self, age: u8) -> bool {
        self.from <= age && age <= self.to
    }

    /// Each age, rising.
    pub fn ages(self) -> impl Iterator<Item = u8> {
        self.from..=self.to
    }
}

impl fmt::Display for AgeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            self.from.fmt(f)
        } else {
            write!(f, "{}-{}", self.from, self.to)
        }
    }
}

impl FromStr for AgeRange {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let range = from.parse().ok().zip(to.parse().ok());
        range
            .and_then(|(from, to)| Self::try_new(from, to))
            .ok_or_else(|| NotUnderstood::new("an age range (`18-60`, `18`)", text))
    }
}

serde_as_text!(AgeRange);

/// The rate of every age, in bands that rise and do not overlap (there may be gaps; see `Catalogue::check`).
///
/// ```
/// # use shared::product::Rates;
/// let rates: Rates = "
///     0-4   658
///     5-10  358.50
///     11    210 215 221
/// ".parse()?;
/// assert_eq!(rates.at(3).map(|rate| rate.to_string()), Some("658".into()));
/// assert_eq!(rates.at(13).map(|rate| rate.to_string()), Some("221".into()));
/// assert_eq!(rates.at(14), None);
/// # Ok::<(), shared::product::NotUnderstood>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates(Vec<(AgeRange, Decimal)>);

impl Rates {
    /// The rate at this age.
    pub fn at(&self, age: u8) -> Option<Decimal> {
        let band = self.0.partition_point(|(ages, _)| ages.to < age);
        let (ages, rate) = self.0.get(band)?;
        ages.contains(age).then_some(*rate)
    }

    /// The bands, ages rising.
    pub fn bands(&self) -> &[(AgeRange, Decimal)] {
        &self.0
    }
}

/// Single ages in a row share a line, ten to a line.
impl fmt::Display for Rates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut follows = None;
        for (ages, rate) in &self.0 {
            let single = ages.from == ages.to;
            let joins = single && follows == Some(ages.from) && ages.from % 10 != 0;
            match (joins, follows) {
                (true, _) => write!(f, " {rate}")?,
                (false, None) => write!(f, "{ages} {rate}")?,
                (false, Some(_)) => write!(f, "\n{ages} {rate}")?,
            }
            follows = Some(if single { ages.to.saturating_add(1) } else { 0 });
        }
        Ok(())
    }
}

impl FromStr for Rates {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let mut bands = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let parsed = bands_of_line(line).ok_or_else(|| NotUnderstood::new(EXPECTED, line))?;
            bands.extend(parsed);
        }
        match bands.windows(2).find(|pair| pair[0].0.to >= pair[1].0.from) {
            Some(pair) => Err(NotUnderstood::new(EXPECTED, &pair[1].0.to_string())),
            None => Ok(Self(bands)),
        }
    }
}

fn bands_of_line(line: &str) -> Option<Vec<(AgeRange, Decimal)>> {
    let mut words = line.split_whitespace();
    let first: AgeRange = words.next()?.parse().ok()?;
    let rates = words.map(rate).collect::<Option<Vec<_>>>()?;
    match rates.as_slice() {
        [] => None,
        [rate] => Some(vec![(first, *rate)]),
        _ if first.from != first.to => None,
        _ => (first.from..=u8::MAX)
            .zip(&rates)
            .map(|(age, rate)| AgeRange::try_new(age, age).map(|ages| (ages, *rate)))
            .collect(),
    }
}

fn rate(word: &str) -> Option<Decimal> {
    let rate = Decimal::from_str_exact(word).ok()?;
    (!rate.is_sign_negative()).then_some(rate)
}

serde_as_text!(Rates);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_as_it_is_read() {
        let text = "0-4 658\n5-17 358.50\n18 1.0 1.1\n20 1.2 1.3\n40-49 9";
        let rates: Rates = text.parse().unwrap();
        assert_eq!(rates.to_string(), text);
        assert_eq!(rates.at(30), None);
    }

    #[test]
    fn ages_rise_and_do_not_overlap() {
        for wrong in [
            "5 1\n4 1",
            "0-4 1\n4-6 1",
            "0-4 1 2",
            "9-3 1",
            "18",
            "18 -1",
            "18 x",
            "-3 1",
        ] {
            assert!(wrong.parse::<Rates>().is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn reading_never_panics(text in "[0-9 .\\-\n]{0,60}") {
            let _ = text.parse::<Rates>();
        }
    }
}
