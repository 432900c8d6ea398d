//! How often something may be done within a stretch of time, at this server.

use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many are counted at most; of more than these nobody is slowed down.
const MOST_COUNTED: usize = 10_000;

/// How often somebody may do something within a stretch of time.
#[derive(Debug, Clone)]
pub struct Pace {
    stretch: i64,
    most: u64,
    counts: Arc<Mutex<Counts>>,
}

#[derive(Debug, Default)]
struct Counts {
    stretch: i64,
    of: BTreeMap<String, u64>,
}

impl Pace {
    /// How often a key may be used: a system that asks in earnest never does so often, and one that asks in a circle
    /// is held up.
    pub fn of_key() -> Self {
        Self::new(60_000, 60)
    }

    /// How many wrong keys may come from an address. Whoever has a right one is not held up by the others there.
    pub fn of_wrong_keys() -> Self {
        Self::new(10 * 60_000, 100)
    }

    fn new(stretch: i64, most: u64) -> Self {
        Self {
            stretch,
            most,
            counts: Arc::default(),
        }
    }

    /// Counts once more.
    ///
    /// # Errors
    /// After how many seconds it may be tried again.
    pub fn count(&self, of: &str, now: Timestamp) -> Result<(), u64> {
        let stretch = now.millis().div_euclid(self.stretch);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.stretch != stretch {
            *counts = Counts {
                stretch,
                of: BTreeMap::new(),
            };
        }
        if counts.of.len() >= MOST_COUNTED && !counts.of.contains_key(of) {
            return Ok(());
        }
        let count = counts.of.entry(of.to_owned()).or_default();
        *count = count.saturating_add(1);
        if *count <= self.most {
            return Ok(());
        }
        let left = self.stretch - now.millis().rem_euclid(self.stretch);
        Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_too_often_waits_until_the_stretch_ends_and_nobody_else_does() {
        let pace = Pace::new(60_000, 2);
        let at = |millis: i64| Timestamp::from_millis(120_000 + millis);
        assert_eq!(pace.count("a", at(0)), Ok(()));
        assert_eq!(pace.count("a", at(1)), Ok(()));
        assert_eq!(pace.count("a", at(15_000)), Err(45));
        assert_eq!(pace.count("b", at(15_000)), Ok(()));
        assert_eq!(pace.count("a", at(60_000)), Ok(()));
    }
}
