//! When a record was captured, by what the server knows of the device's clock.

use crate::finding::Finding;
use crate::time::Timestamp;

/// What a finding about the time of a mutation points at. It is no answer: a new mutation has a new
/// time.
pub const MADE_AT: &str = "made_at";

/// Nobody has captured anything before 1 January 2000.
const EARLIEST: Timestamp = Timestamp::from_millis(946_684_800_000);
/// A clock that drifts is no lie, in milliseconds.
const DRIFT: i64 = 24 * 3_600_000;

/// The time of capture: the device's, its clock set right, and never after now.
///
/// # Errors
/// The finding, if nobody can have captured it then.
pub fn capture_time(
    made_at: Timestamp,
    clock_ahead: i64,
    now: Timestamp,
) -> Result<Timestamp, Finding> {
    let captured_at = made_at.plus_millis(clock_ahead.saturating_neg());
    let refused = |code| Err(Finding::error(code, MADE_AT));
    match captured_at {
        at if at < EARLIEST => refused("captured_too_early"),
        at if at > now.plus_millis(DRIFT) => refused("captured_in_future"),
        at => Ok(at.min(now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
    const YEAR: i64 = 365 * DRIFT;

    fn code(made_at: Timestamp, ahead: i64) -> Option<String> {
        let found = capture_time(made_at, ahead, NOW).err()?;
        assert_eq!(found.path, MADE_AT);
        Some(found.code.to_string())
    }

    #[test]
    fn a_clock_that_is_known_to_be_wrong_is_set_right() {
        for ahead in [-9 * YEAR, -1, 0, YEAR] {
            let made_at = NOW.plus_millis(ahead - 5_000);
            let captured_at = capture_time(made_at, ahead, NOW);
            assert_eq!(captured_at, Ok(NOW.plus_millis(-5_000)));
        }
        assert_eq!(capture_time(NOW.plus_millis(DRIFT), 0, NOW), Ok(NOW));
    }

    #[test]
    fn what_nobody_can_have_captured_then_is_refused_by_name() {
        let early = Some("captured_too_early".to_owned());
        let future = Some("captured_in_future".to_owned());
        assert_eq!(code(EARLIEST.plus_millis(-1), 0), early);
        assert_eq!(code(Timestamp::default(), 0), early);
        assert_eq!(code(Timestamp::from_millis(i64::MIN), i64::MAX), early);
        assert_eq!(code(NOW.plus_millis(DRIFT + 1), 0), future);
        assert_eq!(code(Timestamp::from_millis(i64::MAX), i64::MIN), future);
        assert_eq!(code(EARLIEST, 0), None);
    }
}
