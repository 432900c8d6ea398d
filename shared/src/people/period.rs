//! From a day to a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From a day, to a last day or open; both days are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; open if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Period {
    /// From this day on.
    pub const fn since(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// Whether the day is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }

    /// Whether some day is in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|last| other.from <= last)
            && other.until.is_none_or(|last| self.from <= last)
    }

    /// Whether no day is in it.
    pub fn is_empty(&self) -> bool {
        self.until.is_some_and(|last| last < self.from)
    }

    /// The same, ending with this day at the latest.
    #[must_use]
    pub fn ending(self, last: NaiveDate) -> Self {
        let until = self.until.map_or(last, |until| until.min(last));
        Self {
            until: Some(until),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn first_and_last_day_are_in_it() {
        let march = Period::since(day("2026-03-01")).ending(day("2026-03-31"));
        assert!(march.contains(day("2026-03-01")) && march.contains(day("2026-03-31")));
        assert!(!march.contains(day("2026-02-28")) && !march.contains(day("2026-04-01")));
    }

    #[test]
    fn periods_that_touch_do_not_overlap() {
        let march = Period::since(day("2026-03-01")).ending(day("2026-03-31"));
        assert!(!march.overlaps(&Period::since(day("2026-04-01"))));
        assert!(march.overlaps(&Period::since(day("2026-03-31"))));
        assert!(march.ending(day("2026-02-28")).is_empty());
    }
}
