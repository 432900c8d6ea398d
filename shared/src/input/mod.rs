//! What people type and paste, read the same way everywhere: on the phone, by the server's rules, by
//! the import and on the command line (domain, 4).
//!
//! What is certain is read; what is not is refused, and the text stays as it was typed. Nothing is
//! dropped from a number: not a point, not a sign, not a unit.

mod invisible;
mod number;
mod plain;
mod policy_number;
mod unit;
mod written_forms;

pub use invisible::{is_blank, is_invisible, trim};
pub use number::{NumberError, number};
pub use plain::{compact, in_signs_of_names, is_dash, plain};
pub use policy_number::read_policy_number;
pub use unit::{amount, quantity};
pub use written_forms::composed;

/// Full-width letters, digits and signs as their plain ones; the blank of ideographs as a space.
pub fn half_width(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(character: char) -> char {
    match character {
        '！'..='～' => u32::from(character)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        '￥' => '¥',
        '\u{3000}' => ' ',
        other => other,
    }
}
