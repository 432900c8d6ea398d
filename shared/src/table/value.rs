//! What is written into a cell, so that a spreadsheet shows it and keeps it, and an import reads it back.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number that is a name: of a person, a unit, a document, a telephone. It stays a text.
    Code(String),
    /// A day.
    Day(NaiveDate),
    /// A moment to the second, by the clock of where it is read.
    Moment(NaiveDateTime),
    /// A number to count with, with the places that it has.
    Number(Decimal),
}

impl Value {
    /// Words, or nothing if there are none.
    pub fn text(text: impl Into<String>) -> Self {
        match text.into() {
            text if text.is_empty() => Self::Empty,
            text => Self::Text(text),
        }
    }

    /// A code, or nothing if there is none.
    pub fn code(code: Option<impl Into<String>>) -> Self {
        code.map_or(Self::Empty, |code| Self::Code(code.into()))
    }

    /// A day, or nothing.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A whole number.
    pub fn count(number: impl Into<u64>) -> Self {
        Self::Number(Decimal::from(number.into()))
    }

    /// As it stands in a text file. In front of what a spreadsheet would take for a formula, and of a code that it
    /// would take for a number, a date or a power of ten and round, stands an apostrophe, which says that it is a
    /// text; [`super::Cell`] reads it without. What begins with an apostrophe of its own gets another.
    pub fn in_csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) if begins_otherwise(text) => format!("'{text}"),
            Self::Code(code) if begins_otherwise(code) || is_kept_otherwise(code) => {
                format!("'{code}")
            }
            Self::Text(text) | Self::Code(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.with_nanosecond(0).unwrap_or(*moment).to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What makes a formula of a text (OWASP, CSV injection), also in full width and behind blanks, and the marks of a
/// text themselves.
const MARKS: [char; 13] = [
    '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\'', '’', '＇',
];

fn begins_otherwise(text: &str) -> bool {
    text.starts_with(MARKS) || text.trim_start().starts_with(MARKS)
}

/// So many digits of a number a spreadsheet shows whole.
const DIGITS_SHOWN: usize = 11;

/// Whether a spreadsheet takes a code for a number, a date or a power of ten, and writes it otherwise: it loses zeros in
/// front, and most digits of long numbers.
fn is_kept_otherwise(code: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = code.chars().all(is_digit);
    let is_reckoned =
        code.starts_with(is_digit) && code.chars().all(|c| is_digit(c) || "-/.:eE".contains(c));
    match is_number {
        true => code.len() > DIGITS_SHOWN || (code.len() > 1 && code.starts_with('0')),
        false => is_reckoned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::plain;
    use crate::table::Cell;
    use proptest::prelude::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn code(code: &str) -> Value {
        Value::Code(code.to_owned())
    }

    #[test]
    fn a_formula_comes_out_as_a_text_and_a_number_as_a_number() {
        for (value, written) in [
            (text("王芳"), "王芳"),
            (
                text("=HYPERLINK(\"http://x\")"),
                "'=HYPERLINK(\"http://x\")",
            ),
            (text("+86"), "'+86"),
            (text("-1+1"), "'-1+1"),
            (text("@SUM(A1)"), "'@SUM(A1)"),
            (text("＝1"), "'＝1"),
            (text("\t=1"), "'\t=1"),
            (text(" =1"), "' =1"),
            (text("\rx"), "'\rx"),
            (text("'x"), "''x"),
            (text("a=1"), "a=1"),
            (Value::Number(Decimal::new(-1250, 2)), "-12.50"),
            (Value::count(3_u32), "3"),
            (Value::Empty, ""),
        ] {
            assert_eq!(value.in_csv(), written, "{value:?}");
        }
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        assert_eq!(Value::Day(day).in_csv(), "2026-11-20");
        let moment = Value::Moment(day.and_hms_opt(9, 5, 0).unwrap());
        assert_eq!(moment.in_csv(), "2026-11-20 09:05:00");
    }

    #[test]
    fn a_code_that_a_spreadsheet_would_reckon_with_is_marked_as_a_text() {
        for (given, written) in [
            ("31001000", "31001000"),
            ("13800138000", "13800138000"),
            ("0", "0"),
            ("0101", "'0101"),
            ("110105194912310021", "'110105194912310021"),
            ("1E5", "'1E5"),
            ("1-2", "'1-2"),
            ("11010519491231002X", "11010519491231002X"),
            ("HR-0012", "HR-0012"),
            ("110***********002X", "110***********002X"),
        ] {
            assert_eq!(code(given).in_csv(), written);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(any in any::<String>(), marked in "['’=+@\\-]{1,3}[a-z0-9\"]{0,6}") {
            for given in [plain(&any), plain(&marked)] {
                let told = (!given.is_empty()).then(|| given.clone());
                let shown = Cell::Shown(text(&given).in_csv());
                // `="x"` alone is how spreadsheets mark a text, too: of ours it stands behind an apostrophe.
                prop_assert_eq!(shown.words(), Ok(told));
            }
        }

        #[test]
        fn codes_are_read_as_they_were(given in "[0-9]{1,20}|[0-9A-Z]{1,3}[0-9A-Z._/-]{0,8}[0-9A-Z]") {
            let read = Cell::Shown(code(&given).in_csv()).code();
            let typed = Cell::Text(given.clone()).code();
            prop_assert_eq!(read, typed);
        }
    }
}
