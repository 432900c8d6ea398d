//! How long a case has waited.

use shared::time::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const TWO_DAYS: i64 = 2 * DAY;

/// How long a case has waited, in the largest unit that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Under an hour.
    Minutes(i64),
    /// Under two days.
    Hours(i64),
    /// From two days on.
    Days(i64),
}

impl Age {
    /// The age now of what arrived then; a clock that runs behind gives no negative age.
    pub fn since(received_at: Timestamp, now: Timestamp) -> Self {
        let waited = now.millis_since(received_at).max(0);
        match waited {
            ..HOUR => Self::Minutes(waited / MINUTE),
            HOUR..TWO_DAYS => Self::Hours(waited / HOUR),
            _ => Self::Days(waited / DAY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        let start = Timestamp::from_millis(0);
        for (waited, age) in [
            (-5, Age::Minutes(0)),
            (59 * MINUTE, Age::Minutes(59)),
            (HOUR, Age::Hours(1)),
            (47 * HOUR, Age::Hours(47)),
            (2 * DAY, Age::Days(2)),
        ] {
            assert_eq!(Age::since(start, start.plus_millis(waited)), age);
        }
    }
}
