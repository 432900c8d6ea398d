//! Terms as digits: every engine, whatever its language, sorts digits the same way, so that the
//! beginning of a term is a range of an index.

use core::fmt;

/// A term, or the beginning of one, as a store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coded(String);

/// What a term is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

impl Coded {
    pub(super) fn new(side: Side, word: &str) -> Self {
        let mark = match side {
            Side::Start => '0',
            Side::End => '1',
        };
        let mut text = String::from(mark);
        match side {
            Side::Start => word.chars().for_each(|c| push(&mut text, c)),
            Side::End => word.chars().rev().for_each(|c| push(&mut text, c)),
        }
        Self(text)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first text after everything that begins with this.
pub fn above(start: &Coded) -> String {
    format!("{}5", start.0)
}

/// Two digits for what numbers are made of, eight for the rest; none begins with a digit from 5 on.
fn push(text: &mut String, c: char) {
    use fmt::Write;
    // Writing to a string cannot fail.
    let _ = match c.to_digit(36).filter(|_| c.is_ascii()) {
        Some(digit) => write!(text, "{digit:02}"),
        None => write!(text, "4{:07}", u32::from(c)),
    };
}
