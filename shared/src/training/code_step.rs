//! Which code is shown when.
//!
//! RFC 6238 (time-based one-time passwords) over RFC 4226 (truncation of an HMAC), with
//! HMAC-SHA-256, a step of ten seconds and six digits.

use super::{SessionCode, SessionSecret};
use crate::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How long one code is shown, in milliseconds.
pub const STEP_MILLIS: i64 = 10_000;

/// The bytes SHA-256 takes in at once, to which HMAC fills a shorter key with zeros (RFC 2104).
const BLOCK: usize = 64;

/// The code shown at this moment of the trainer's clock.
pub fn code_at(secret: &SessionSecret, at: Timestamp) -> SessionCode {
    code_of_step(secret, step_at(at))
}

/// When `code` began to be shown, if it was shown at any time from `from` to `to` (both of the
/// trainer's clock, both included): the latest such step.
pub fn step_of_code(
    secret: &SessionSecret,
    code: SessionCode,
    from: Timestamp,
    to: Timestamp,
) -> Option<Timestamp> {
    (step_at(from)..=step_at(to))
        .rev()
        .find(|step| code_of_step(secret, *step) == code)
        .map(|step| Timestamp::from_millis(step.saturating_mul(STEP_MILLIS)))
}

const fn step_at(at: Timestamp) -> i64 {
    at.millis().div_euclid(STEP_MILLIS)
}

fn code_of_step(secret: &SessionSecret, step: i64) -> SessionCode {
    // RFC 6238, 4.2: "T = (Current Unix time - T0) / X"
    SessionCode::of_six_digits(truncated(secret, step.cast_unsigned()) % 1_000_000)
}

/// RFC 4226, 5.3: the 31 bits of the HMAC of `counter` at the offset its last four bits name.
fn truncated(secret: &SessionSecret, counter: u64) -> u32 {
    let mut key = [0; BLOCK];
    key[..secret.bytes().len()].copy_from_slice(secret.bytes());
    let mut mac = Hmac::<Sha256>::new(&key.into());
    mac.update(&counter.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = digest.last().map_or(0, |byte| usize::from(byte & 0x0f));
    digest
        .iter()
        .skip(offset)
        .take(4)
        .fold(0, |word: u32, byte| word << 8 | u32::from(*byte))
        & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECRET: SessionSecret = SessionSecret::new(*b"12345678901234567890123456789012");

    /// RFC 6238, appendix B, the rows of SHA-256: counter and eight digits.
    #[test]
    fn the_vectors_of_the_rfc() {
        for (counter, digits) in [
            (0x1, 46_119_246),
            (0x0235_23EC, 68_084_774),
            (0x0235_23ED, 67_062_674),
            (0x0273_EF07, 91_819_424),
            (0x03F9_40AA, 90_698_825),
            (0x27BC_86AA, 77_737_706),
        ] {
            assert_eq!(
                truncated(&SECRET, counter) % 100_000_000,
                digits,
                "{counter:x}"
            );
        }
    }

    #[test]
    fn a_code_stands_for_ten_seconds() {
        let at = Timestamp::from_millis;
        assert_eq!(code_at(&SECRET, at(20_000)), code_at(&SECRET, at(29_999)));
        assert_ne!(code_at(&SECRET, at(29_999)), code_at(&SECRET, at(30_000)));
    }

    #[test]
    fn a_code_is_not_found_outside_the_time_searched() {
        let at = Timestamp::from_millis;
        let code = code_at(&SECRET, at(1_000_000));
        let found = |from, to| step_of_code(&SECRET, code, at(from), at(to));
        assert_eq!(found(900_000, 1_009_999), Some(at(1_000_000)));
        assert_eq!(found(1_009_999, 1_100_000), Some(at(1_000_000)));
        assert_eq!(found(1_010_000, 1_100_000), None);
        assert_eq!(found(900_000, 999_999), None);
    }

    proptest! {
        #[test]
        fn the_step_of_a_code_is_when_it_began_to_be_shown(secret: [u8; 32], millis in 0i64..4_000_000_000_000) {
            let secret = SessionSecret::new(secret);
            let at = Timestamp::from_millis(millis);
            let began = step_of_code(&secret, code_at(&secret, at), at, at);
            prop_assert_eq!(began, Some(Timestamp::from_millis(millis - millis % STEP_MILLIS)));
        }
    }
}
