//! How long a server says to wait before the next try.

use crate::time::Timestamp;
use std::time::UNIX_EPOCH;

/// The milliseconds that a `Retry-After` says: seconds, or a date (RFC 9110, 10.2.3). The date is
/// counted from the answer's own `Date`, since the phone's clock may be wrong by years; from `now` if
/// the answer has none. `None` if it is neither.
pub fn retry_after_ms(retry_after: &str, date: Option<&str>, now: Timestamp) -> Option<u64> {
    let said = retry_after.trim();
    if said.bytes().all(|byte| byte.is_ascii_digit()) && !said.is_empty() {
        let seconds: u64 = said.parse().unwrap_or(u64::MAX);
        return Some(seconds.saturating_mul(1_000));
    }
    let answered = date.and_then(instant).unwrap_or(now);
    let wait = instant(said)?.millis_since(answered);
    Some(u64::try_from(wait).unwrap_or(0))
}

fn instant(http_date: &str) -> Option<Timestamp> {
    let moment = httpdate::parse_http_date(http_date.trim()).ok()?;
    let since = moment.duration_since(UNIX_EPOCH).ok()?;
    Some(Timestamp::from_millis(
        i64::try_from(since.as_millis()).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    /// That moment, in milliseconds.
    const AT_MS: i64 = 784_111_777_000;

    fn says(retry_after: &str, date: Option<&str>) -> Option<u64> {
        let now = Timestamp::from_millis(AT_MS - 90_000);
        retry_after_ms(retry_after, date, now)
    }

    #[test]
    fn seconds_are_seconds() {
        assert_eq!(says("120", None), Some(120_000));
        assert_eq!(says(" 0 ", Some(AT)), Some(0));
        assert_eq!(says("99999999999999999999999", None), Some(u64::MAX));
    }

    #[test]
    fn a_date_in_each_of_its_three_forms_counts_from_the_date_of_the_answer() {
        let answered = Some("Sun, 06 Nov 1994 08:49:07 GMT");
        for form in [
            AT,
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(says(form, answered), Some(30_000), "{form}");
        }
    }

    #[test]
    fn without_the_date_of_the_answer_the_phone_counts_by_its_own_clock() {
        assert_eq!(says(AT, None), Some(90_000));
        assert_eq!(says(AT, Some("yesterday")), Some(90_000));
    }

    #[test]
    fn a_date_that_has_passed_asks_for_no_wait() {
        assert_eq!(says("Sat, 05 Nov 1994 08:49:37 GMT", None), Some(0));
    }

    #[test]
    fn what_is_neither_says_nothing() {
        for nonsense in ["", "-5", "1.5", "soon", "+3"] {
            assert_eq!(says(nonsense, None), None, "{nonsense}");
        }
    }
}
