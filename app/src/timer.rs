//! What happens later, or again and again. A timer that is dropped does nothing any more.

use gloo_timers::callback::Interval;
pub use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::time::Duration;

/// The longest that a timer of the browser waits, in milliseconds: nearly 25 days. Asked for more it would
/// come at once.
const LONGEST: u32 = i32::MAX.unsigned_abs();

/// Calls `act` after this time, unless what is returned is dropped before.
pub fn after(wait: Duration, act: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(millis(wait), act)
}

/// Lets this time pass: for what nobody calls off.
pub async fn pause(wait: Duration) {
    TimeoutFuture::new(millis(wait)).await;
}

/// Calls `act` again and again until the component goes.
pub fn use_interval(every: Duration, act: impl FnMut() + 'static) {
    // It goes on until it is dropped: with the component.
    StoredValue::new_local(Interval::new(millis(every), act));
}

fn millis(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis()).map_or(LONGEST, |millis| millis.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timer_waits_as_long_as_the_browser_can_count() {
        assert_eq!(millis(Duration::from_micros(250_999)), 250);
        assert_eq!(millis(Duration::from_millis(2_147_483_647)), LONGEST);
        for days in [25, 50, 10_000] {
            let wait = Duration::from_secs(days * 24 * 60 * 60);
            assert_eq!(millis(wait), LONGEST, "{days} days");
        }
    }
}
