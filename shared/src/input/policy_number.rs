//! The number of a policy, as people write it.

use super::{is_dash, plain};

/// The number, if it can be one: 5 to 30 letters, digits and hyphens, a digit among them (insurers number
/// their policies differently). Blanks are no part of it, nor are hyphens at its ends; one inside may be,
/// and stays. Letters stay as they are written: numbers are compared in capitals.
///
/// ```
/// use shared::input::read_policy_number;
/// assert_eq!(read_policy_number(" P0977 166066-").as_deref(), Some("P0977166066"));
/// assert_eq!(read_policy_number("p—1001").as_deref(), Some("p-1001"));
/// assert_eq!(read_policy_number("P0977/166066"), None);
/// ```
pub fn read_policy_number(text: &str) -> Option<String> {
    let written: String = plain(text)
        .chars()
        .filter(|c| *c != ' ')
        .map(|c| if is_dash(c) { '-' } else { c })
        .collect();
    let number = written.trim_matches('-');
    let is_number = (5..=30).contains(&number.len())
        && number
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && number.bytes().any(|b| b.is_ascii_digit());
    is_number.then(|| number.to_owned())
}
