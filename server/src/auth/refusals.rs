//! Who has to wait is refused without a look at the password, and that is a failed sign-in, too. An attacker
//! must not fill the log with it: refusals are counted for a login name or an address, and the first of ten
//! minutes is written down, the tenth, the hundredth, and so on.

use shared::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long a count goes on, in milliseconds.
const WINDOW: i64 = 10 * 60_000;

/// How often each login name and each address was refused in the window that runs, at this server. Of names
/// and addresses there are no more than have failed before, which is slow.
#[derive(Debug, Clone, Default)]
pub struct Refusals(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    window: i64,
    of: BTreeMap<String, u64>,
}

impl Refusals {
    /// Counts one more; says how many they are if that is to be written down.
    pub fn count(&self, of: &str, now: Timestamp) -> Option<u64> {
        let window = now.millis().div_euclid(WINDOW);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.window != window {
            *counts = Counts {
                window,
                of: BTreeMap::new(),
            };
        }
        let count = counts.of.entry(of.to_owned()).or_default();
        *count = count.saturating_add(1);
        is_power_of_ten(*count).then_some(*count)
    }
}

fn is_power_of_ten(count: u64) -> bool {
    let power = count
        .checked_ilog10()
        .and_then(|log| 10_u64.checked_pow(log));
    power == Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_thousand_refusals_four_are_written_down_and_in_the_next_window_the_first_again() {
        let refusals = Refusals::default();
        let at = |minute: i64| Timestamp::from_millis(minute * 60_000);
        let written = (0..1_000).filter_map(|_| refusals.count("login:a", at(1)));
        assert_eq!(written.collect::<Vec<_>>(), [1, 10, 100, 1_000]);
        assert_eq!(refusals.count("login:b", at(1)), Some(1));
        assert_eq!(refusals.count("login:a", at(9)), None);
        assert_eq!(refusals.count("login:a", at(10)), Some(1));
    }
}
