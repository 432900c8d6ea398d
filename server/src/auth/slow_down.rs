//! Guessing becomes slow: after some failures a source waits, longer each time.

use crate::problem::ApiError;
use crate::store::{Db, Stored, failures, failures::Failures};
use shared::time::Timestamp;

/// Failures a login name may have before it waits.
const FREE_FOR_LOGIN: u64 = 5;
/// Failures an address may have before it waits; an office shares one.
const FREE_FOR_ADDRESS: u64 = 20;
/// The first wait, in milliseconds; it doubles with each failure.
const FIRST_WAIT: i64 = 2_000;
/// The longest wait, in milliseconds: nobody is locked out of their work for long by others.
const LONGEST_WAIT: i64 = 5 * 60_000;
/// After this long without a failure, all is forgotten, in milliseconds.
const FORGOTTEN_AFTER: i64 = 24 * 3_600_000;

/// What failures are counted for.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    /// Failures it may have before it waits.
    free: u64,
}

impl Source {
    /// A login name, known or not.
    pub fn login(login: &str) -> Self {
        Self {
            name: format!("login:{login}"),
            free: FREE_FOR_LOGIN,
        }
    }

    /// The address a request comes from.
    pub fn address(address: &str) -> Self {
        Self {
            name: format!("address:{address}"),
            free: FREE_FOR_ADDRESS,
        }
    }

    /// Refuses while the source has to wait.
    pub async fn refuse_waiting(&self, db: &mut Db, now: Timestamp) -> Result<(), ApiError> {
        let Some(failures) = failures::of(db, &self.name).await? else {
            return Ok(());
        };
        let left = wait_after(failures.count, self.free) - now.millis_since(failures.last);
        if left <= 0 {
            return Ok(());
        }
        let seconds = u64::try_from(left).unwrap_or(0).div_ceil(1_000);
        Err(ApiError::SlowDown { seconds })
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

    /// Somebody has signed in: a login's failures are forgotten, an address's attempt taken back
    /// (else one's own account would pay for guessing at others).
    pub async fn succeed(&self, db: &mut Db) -> Stored<()> {
        match failures::of(db, &self.name).await? {
            Some(failures) if self.free == FREE_FOR_ADDRESS && failures.count > 1 => {
                let count = failures.count - 1;
                failures::set(db, &self.name, Failures { count, ..failures }).await
            }
            _ => failures::forget(db, &self.name).await,
        }
    }
}

/// How long to wait after so many failures, in milliseconds.
fn wait_after(failures: u64, free: u64) -> i64 {
    let Some(beyond) = failures.checked_sub(free) else {
        return 0;
    };
    let doubled = u32::try_from(beyond)
        .ok()
        .and_then(|n| 1_i64.checked_shl(n.min(30)));
    doubled.map_or(LONGEST_WAIT, |factor| {
        (FIRST_WAIT * factor).min(LONGEST_WAIT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_waits_and_each_further_one_twice_as_long() {
        assert_eq!(wait_after(4, FREE_FOR_LOGIN), 0);
        assert_eq!(wait_after(5, FREE_FOR_LOGIN), 2_000);
        assert_eq!(wait_after(6, FREE_FOR_LOGIN), 4_000);
        assert_eq!(wait_after(12, FREE_FOR_LOGIN), 256_000);
        assert_eq!(wait_after(13, FREE_FOR_LOGIN), LONGEST_WAIT);
        assert_eq!(wait_after(u64::MAX, FREE_FOR_LOGIN), LONGEST_WAIT);
    }
}
