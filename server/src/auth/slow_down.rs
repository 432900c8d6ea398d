//! Guessing becomes slow. Failures are counted for a login name at an address, for a login name
//! wherever it is tried, and for an address: the last generously, for a whole office has one.

use super::Address;
use crate::store::{Db, Stored, failures, failures::Failures};
use shared::time::Timestamp;

/// The first wait of a login name, in milliseconds; it doubles with each failure.
const FIRST_WAIT: i64 = 2_000;
/// An address has so many failures in so long, in milliseconds.
const WINDOW: i64 = 10 * 60_000;
/// After this long without a failure, all is forgotten, in milliseconds.
const FORGOTTEN_AFTER: i64 = 24 * 3_600_000;

/// How failures of a source slow it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// After `free` failures it waits, longer each time.
    Growing { free: u64, longest: i64 },
    /// After `free` failures it waits until the window ends.
    Window { free: u64 },
}

/// Who mistypes at their own desk is not kept from it for long.
const LOGIN_AT_ADDRESS: Pace = Pace::Growing {
    free: 5,
    longest: 5 * 60_000,
};
/// Guessing from many places. What others do elsewhere never costs the right person more than a minute.
const LOGIN: Pace = Pace::Growing {
    free: 20,
    longest: 60_000,
};
/// A class signs in at nine o'clock, and some of it mistypes.
const ADDRESS: Pace = Pace::Window { free: 200 };

/// What failures are counted for.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    pace: Pace,
    counts: Counts,
}

/// Whose a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counts {
    /// A login name's, at an address or anywhere.
    Login(String),
    /// An address's, whatever the names.
    Address(String),
}

impl Source {
    /// All that an attempt counts for.
    pub fn of_attempt(login: &str, address: Address, now: Timestamp) -> [Self; 3] {
        let address = address.source();
        let window = now.millis().div_euclid(WINDOW);
        let source = |name: String, pace, counts| Self { name, pace, counts };
        let of_login = || Counts::Login(login.to_owned());
        [
            source(
                format!("login:{login}@{address}"),
                LOGIN_AT_ADDRESS,
                of_login(),
            ),
            source(format!("login:{login}"), LOGIN, of_login()),
            source(
                format!("address:{address}#{window}"),
                ADDRESS,
                Counts::Address(address),
            ),
        ]
    }

    /// Whose it is.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// How many seconds the source still has to wait, if it has to.
    pub async fn waits(&self, db: &mut Db, now: Timestamp) -> Stored<Option<u64>> {
        let failures = failures::of(db, &self.name).await?;
        let left = failures.map_or(0, |failures| self.pace.left(failures, now));
        let left = u64::try_from(left).unwrap_or(0).div_ceil(1_000);
        Ok((left > 0).then_some(left))
    }

    /// Counts a failure.
    pub async fn fail(&self, db: &mut Db, now: Timestamp) -> Stored<()> {
        failures::forget_until(db, now.plus_millis(-FORGOTTEN_AFTER)).await?;
        let before = failures::of(db, &self.name).await?;
        let count = before.map_or(0, |failures| failures.count);
        let failures = Failures {
            count: count + 1,
            last: now,
        };
        failures::set(db, &self.name, failures).await
    }

    /// The right password was given: a login's failures are forgotten, an address's attempt taken back
    /// (else one's own account would pay for guessing at others).
    pub async fn succeed(&self, db: &mut Db) -> Stored<()> {
        match failures::of(db, &self.name).await? {
            Some(failures) if self.pace == ADDRESS && failures.count > 1 => {
                let count = failures.count - 1;
                failures::set(db, &self.name, Failures { count, ..failures }).await
            }
            _ => failures::forget(db, &self.name).await,
        }
    }
}

impl Pace {
    /// How long there is still to wait, in milliseconds.
    fn left(self, failures: Failures, now: Timestamp) -> i64 {
        match self {
            Self::Growing { free, longest } => {
                wait_after(failures.count, free, longest) - now.millis_since(failures.last)
            }
            Self::Window { free } if failures.count >= free => {
                WINDOW - now.millis().rem_euclid(WINDOW)
            }
            Self::Window { .. } => 0,
        }
    }
}

/// How long to wait after so many failures, in milliseconds.
fn wait_after(failures: u64, free: u64, longest: i64) -> i64 {
    let Some(beyond) = failures.checked_sub(free) else {
        return 0;
    };
    let doubled = u32::try_from(beyond)
        .ok()
        .and_then(|n| 1_i64.checked_shl(n.min(30)));
    doubled.map_or(longest, |factor| (FIRST_WAIT * factor).min(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_waits_and_each_further_one_twice_as_long() {
        let wait = |failures| wait_after(failures, 5, 300_000);
        assert_eq!(wait(4), 0);
        assert_eq!(wait(5), 2_000);
        assert_eq!(wait(6), 4_000);
        assert_eq!(wait(12), 256_000);
        assert_eq!(wait(13), 300_000);
        assert_eq!(wait(u64::MAX), 300_000);
    }

    #[test]
    fn an_address_waits_at_most_until_its_window_ends() {
        let failures = |count| Failures {
            count,
            last: Timestamp::from_millis(WINDOW + 5),
        };
        let now = Timestamp::from_millis(WINDOW + 60_000);
        assert_eq!(ADDRESS.left(failures(199), now), 0);
        assert_eq!(ADDRESS.left(failures(200), now), WINDOW - 60_000);
    }
}
