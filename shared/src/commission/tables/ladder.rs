//! Thresholds that rise, and bands of months that follow each other.

use core::fmt;
use serde::{Deserialize, Serialize};

/// One step of a ladder: reached from `from` on, `from` included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier<F, P> {
    /// The least that reaches it.
    pub from: F,
    /// What it pays.
    pub pays: P,
}

/// Tiers with rising thresholds, at least one.
///
/// ```
/// use shared::commission::{Ladder, Tier};
/// let ladder = Ladder::try_new(vec![Tier { from: 800, pays: 500 }, Tier { from: 1500, pays: 800 }])?;
/// assert_eq!(ladder.reached(&1499).map(|tier| tier.pays), Some(500));
/// assert_eq!(ladder.next(&1499).map(|tier| tier.from), Some(1500));
/// assert_eq!(ladder.reached(&799), None);
/// # Ok::<(), shared::commission::LadderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Tier<F, P>>", into = "Vec<Tier<F, P>>")]
#[serde(bound(
    serialize = "F: Clone + Serialize, P: Clone + Serialize",
    deserialize = "F: Ord + fmt::Display + Deserialize<'de>, P: Deserialize<'de>"
))]
pub struct Ladder<F, P>(Vec<Tier<F, P>>);

/// Why tiers or bands do not make a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LadderError {
    /// There is nothing in it.
    Empty,
    /// A threshold is not above the one before.
    NotRising(String, String),
    /// A band does not begin in the month after the one before ends, or ends before it begins.
    NotFollowing(u8),
}

impl fmt::Display for LadderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no tier: add one"),
            Self::NotRising(before, after) => write!(
                f,
                "tiers must rise: `from` {before} is followed by {after}; put each threshold above the one before"
            ),
            Self::NotFollowing(month) => write!(
                f,
                "bands must follow each other: one has to begin `from_month` {month} and end there or later"
            ),
        }
    }
}

impl core::error::Error for LadderError {}

impl<F: Ord + fmt::Display, P> Ladder<F, P> {
    /// The ladder of these tiers.
    ///
    /// # Errors
    /// [`LadderError`] if there is none or a threshold is not above the one before.
    pub fn try_new(tiers: Vec<Tier<F, P>>) -> Result<Self, LadderError> {
        if tiers.is_empty() {
            return Err(LadderError::Empty);
        }
        let fault = tiers
            .iter()
            .zip(tiers.iter().skip(1))
            .find(|(a, b)| a.from >= b.from);
        match fault {
            Some((a, b)) => Err(LadderError::NotRising(
                a.from.to_string(),
                b.from.to_string(),
            )),
            None => Ok(Self(tiers)),
        }
    }

    /// The highest tier that `value` reaches.
    pub fn reached(&self, value: &F) -> Option<&Tier<F, P>> {
        self.0.iter().rev().find(|tier| tier.from <= *value)
    }

    /// The lowest tier that `value` does not reach.
    pub fn next(&self, value: &F) -> Option<&Tier<F, P>> {
        self.0.iter().find(|tier| tier.from > *value)
    }

    /// Every tier, the lowest first.
    pub fn tiers(&self) -> &[Tier<F, P>] {
        &self.0
    }
}

impl<F: Ord + fmt::Display, P> TryFrom<Vec<Tier<F, P>>> for Ladder<F, P> {
    type Error = LadderError;

    fn try_from(tiers: Vec<Tier<F, P>>) -> Result<Self, LadderError> {
        Self::try_new(tiers)
    }
}

impl<F, P> From<Ladder<F, P>> for Vec<Tier<F, P>> {
    fn from(ladder: Ladder<F, P>) -> Self {
        ladder.0
    }
}

/// What holds from one month of a count to another, both included; the first month is 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band<P> {
    /// First month.
    pub from_month: u8,
    /// Last month.
    pub to_month: u8,
    /// What it pays.
    pub pays: P,
}

/// Bands from month 1 on without a gap, at least one; after the last there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Band<P>>", into = "Vec<Band<P>>")]
#[serde(bound(
    serialize = "P: Clone + Serialize",
    deserialize = "P: Deserialize<'de>"
))]
pub struct Bands<P>(Vec<Band<P>>);

impl<P> Bands<P> {
    /// The bands, in order.
    ///
    /// # Errors
    /// [`LadderError`] if there is none, or a month up to the last has none or two.
    pub fn try_new(bands: Vec<Band<P>>) -> Result<Self, LadderError> {
        let mut next = 1_u8;
        for band in &bands {
            if band.from_month != next || band.to_month < next || band.to_month == u8::MAX {
                return Err(LadderError::NotFollowing(next));
            }
            next = band.to_month + 1;
        }
        if bands.is_empty() {
            Err(LadderError::Empty)
        } else {
            Ok(Self(bands))
        }
    }

    /// The band of the month with this number, counted from 1.
    pub fn at(&self, month: i32) -> Option<&Band<P>> {
        let inside = |band: &&Band<P>| {
            (i32::from(band.from_month)..=i32::from(band.to_month)).contains(&month)
        };
        self.0.iter().find(inside)
    }
}

impl<P> TryFrom<Vec<Band<P>>> for Bands<P> {
    type Error = LadderError;

    fn try_from(bands: Vec<Band<P>>) -> Result<Self, LadderError> {
        Self::try_new(bands)
    }
}

impl<P> From<Bands<P>> for Vec<Band<P>> {
    fn from(bands: Bands<P>) -> Self {
        bands.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(from_month: u8, to_month: u8) -> Band<()> {
        Band {
            from_month,
            to_month,
            pays: (),
        }
    }

    #[test]
    fn tiers_that_do_not_rise_are_refused() {
        let tiers = vec![
            Tier {
                from: 1500,
                pays: 1,
            },
            Tier { from: 800, pays: 2 },
        ];
        let refusal = Ladder::try_new(tiers).unwrap_err();
        assert!(
            refusal.to_string().contains("1500 is followed by 800"),
            "{refusal}"
        );
        assert_eq!(Ladder::<u8, u8>::try_new(vec![]), Err(LadderError::Empty));
    }

    #[test]
    fn months_between_bands_are_refused() {
        assert!(Bands::try_new(vec![band(1, 6), band(7, 12)]).is_ok());
        for wrong in [
            vec![band(1, 6), band(8, 12)],
            vec![band(1, 6), band(6, 12)],
            vec![band(2, 3)],
        ] {
            assert!(matches!(
                Bands::try_new(wrong),
                Err(LadderError::NotFollowing(_))
            ));
        }
    }

    #[test]
    fn a_month_outside_every_band_has_none() {
        let bands = Bands::try_new(vec![band(1, 6)]).unwrap();
        assert!(bands.at(6).is_some());
        assert!(bands.at(0).is_none() && bands.at(7).is_none() && bands.at(-3).is_none());
    }
}
