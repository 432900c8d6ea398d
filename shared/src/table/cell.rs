//! One cell, and what spreadsheets make of what was typed into it.

use crate::date::{NotADate, read_cell_date, read_date};
use crate::input::{compact, is_blank, is_invisible, plain};
use chrono::NaiveDate;
use core::fmt;

/// What stands in a cell, as far as its file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text that somebody typed as such.
    Text(String),
    /// What a program showed of something and wrote into a text file: of a long number perhaps not all.
    Shown(String),
    /// A number as a spreadsheet keeps it, in plain decimal.
    Number(String),
    /// A moment as a spreadsheet keeps it, as `2026-11-03` or `2026-11-03 14:30:00`.
    Moment(String),
    /// What a formula came to that came to nothing (`#N/A`).
    Fault(String),
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellError {
    /// Only the first digits of a long number are left.
    Rounded,
    /// A number with places where one without is meant.
    NotWhole,
    /// A formula that came to nothing.
    Fault(String),
    /// No day, or not certainly one.
    NotADate(NotADate),
    /// A day where something else is meant.
    IsADate,
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rounded => f.write_str(
                "the spreadsheet kept only the first digits of this number: make the column text and type it again (in CSV, with ' in front)",
            ),
            Self::NotWhole => f.write_str("a number with places: write it as text, without them"),
            Self::Fault(what) => write!(f, "its formula came to {what}: write what is meant"),
            Self::NotADate(why) => why.fmt(f),
            Self::IsADate => f.write_str("the spreadsheet made a day of this: make the column text and type it again"),
        }
    }
}

impl core::error::Error for CellError {}

/// A spreadsheet keeps so many digits of a number.
const DIGITS_KEPT: usize = 15;

impl Cell {
    /// Whether there is nothing to see in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Shown(text) => plain(unquoted(text).0).is_empty(),
            Self::Number(_) | Self::Moment(_) | Self::Fault(_) => false,
        }
    }

    /// As it was typed, for who has to find it.
    pub fn as_typed(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text)
            | Self::Shown(text)
            | Self::Number(text)
            | Self::Moment(text)
            | Self::Fault(text) => text,
        }
    }

    /// Words: names, reasons, kinds.
    ///
    /// # Errors
    /// [`CellError`]
    pub fn words(&self) -> Result<Option<String>, CellError> {
        let words = match self {
            Self::Empty => return Ok(None),
            Self::Text(text) | Self::Shown(text) => plain(unquoted(text).0),
            Self::Number(number) => number.clone(),
            Self::Moment(_) => return Err(CellError::IsADate),
            Self::Fault(what) => return Err(CellError::Fault(what.clone())),
        };
        Ok(Some(words).filter(|words| !words.is_empty()))
    }

    /// A number that is a name: of a person, a unit, a document, a telephone. None of its digits may be lost.
    ///
    /// # Errors
    /// [`CellError`] if some are, or may be.
    pub fn code(&self) -> Result<Option<String>, CellError> {
        let (text, is_certain) = match self {
            Self::Number(number) => (number.as_str(), false),
            Self::Text(text) => (unquoted(text).0, true),
            Self::Shown(text) => unquoted(text),
            other => return other.words(),
        };
        let code = plain(text);
        if code.is_empty() {
            return Ok(None);
        }
        if is_in_powers(&code) {
            return Err(CellError::Rounded);
        }
        let whole = without_places(&code);
        if matches!(self, Self::Number(_)) && whole.contains('.') {
            return Err(CellError::NotWhole);
        }
        let lost = whole.get(DIGITS_KEPT..).unwrap_or_default();
        let is_long = is_digits(whole) && !lost.is_empty();
        let is_shown_rounded = is_long && lost.bytes().all(|digit| digit == b'0');
        let is_kept_rounded = is_long && matches!(self, Self::Number(_));
        match !is_certain && (is_shown_rounded || is_kept_rounded) {
            true => Err(CellError::Rounded),
            false => Ok(Some(whole.to_owned())),
        }
    }

    /// The same, compared without groups: of a document or a telephone.
    ///
    /// # Errors
    /// [`CellError`]
    pub fn compact_code(&self) -> Result<Option<String>, CellError> {
        let code = self.code()?.map(|code| compact(&code));
        Ok(code.filter(|code| !code.is_empty()))
    }

    /// A day.
    ///
    /// # Errors
    /// [`CellError`] if it is none, or not certainly one.
    pub fn day(&self) -> Result<Option<NaiveDate>, CellError> {
        let read = match self {
            Self::Empty => return Ok(None),
            Self::Moment(moment) => read_date(moment),
            Self::Number(serial) => read_cell_date(serial),
            Self::Text(text) | Self::Shown(text) => match plain(unquoted(text).0) {
                text if text.is_empty() => return Ok(None),
                text => read_cell_date(without_places(&text)),
            },
            Self::Fault(what) => return Err(CellError::Fault(what.clone())),
        };
        read.map(Some).map_err(CellError::NotADate)
    }
}

/// Without what says to a spreadsheet that it is a text (`'0012`, `="0012"`), and whether that stood there.
fn unquoted(text: &str) -> (&str, bool) {
    let text = text.trim_matches(|c| is_blank(c) || is_invisible(c));
    let formula = text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    let marked = formula.or_else(|| text.strip_prefix(['\'', '’', '＇']));
    (marked.unwrap_or(text), marked.is_some())
}

/// `3.7E+17`: what a spreadsheet shows of a number that is too long for its column.
fn is_in_powers(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_mantissa = number.split('.').all(is_digits);
    let power = power.strip_prefix(['+', '-']).unwrap_or_default();
    is_mantissa && is_digits(power)
}

/// A whole number that is shown with places (`31001000.0`).
fn without_places(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, places))
            if is_digits(whole) && is_digits(places) && places.bytes().all(|it| it == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Cell {
        Cell::Shown(text.to_owned())
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn number(text: &str) -> Cell {
        Cell::Number(text.to_owned())
    }

    #[test]
    fn codes_are_read_where_no_digit_can_be_lost() {
        for (cell, code) in [
            (number("13800138000"), "13800138000"),
            (number("31001000"), "31001000"),
            (shown("31001000.0"), "31001000"),
            (shown("31001000.00"), "31001000"),
            (shown(" ０１２３\u{3000}"), "0123"),
            (shown("'00123"), "00123"),
            (shown("=\"00123\""), "00123"),
            (shown("\u{FEFF}00123\u{200B}"), "00123"),
            (shown("11010519491231002X"), "11010519491231002X"),
            (text("110105194912310000"), "110105194912310000"),
            (shown("'110105194912310000"), "110105194912310000"),
            (shown("110105194912310021"), "110105194912310021"),
            (shown("E12345678"), "E12345678"),
            (shown("1E5"), "1E5"),
            (shown("HR-0012"), "HR-0012"),
        ] {
            assert_eq!(cell.code(), Ok(Some(code.to_owned())), "{cell:?}");
        }
    }

    #[test]
    fn codes_of_which_digits_are_lost_are_refused() {
        for cell in [
            shown("3.7E+17"),
            shown("1.10105E+17"),
            shown("１.1E+17"),
            shown("1E+17"),
            text("1.38E+10"),
            number("110105194912310020"),
            number("1101051949123100"),
            shown("110105194912310000"),
            shown("110105194912310000.00"),
        ] {
            assert_eq!(cell.code(), Err(CellError::Rounded), "{cell:?}");
        }
        assert_eq!(number("12.5").code(), Err(CellError::NotWhole));
        let moment = Cell::Moment("2026-11-03".to_owned());
        assert_eq!(moment.code(), Err(CellError::IsADate));
        let fault = Cell::Fault("#N/A".to_owned());
        assert_eq!(fault.code(), Err(CellError::Fault("#N/A".to_owned())));
    }

    #[test]
    fn days_are_read_however_a_spreadsheet_has_them() {
        for cell in [
            Cell::Moment("2026-11-03".to_owned()),
            Cell::Moment("2026-11-03 00:00:00".to_owned()),
            number("46329"),
            shown("46329"),
            shown("46329.0"),
            shown("'2026-11-03"),
            shown("2026/11/3"),
            text(" ２０２６年１１月３日 "),
            shown("20261103"),
        ] {
            let day = cell.day().map(|day| day.unwrap().to_string());
            assert_eq!(day, Ok("2026-11-03".to_owned()), "{cell:?}");
        }
        for (cell, why) in [
            (shown("3/11/2026"), NotADate::YearNotFirst),
            (
                Cell::Moment("2026-11-03 14:30:00".to_owned()),
                NotADate::WithTime,
            ),
            (number("46329.5"), NotADate::Unreadable),
            (shown("2026-02-30"), NotADate::NoSuchDay),
        ] {
            assert_eq!(cell.day(), Err(CellError::NotADate(why)), "{cell:?}");
        }
    }

    #[test]
    fn nothing_to_see_is_nothing() {
        for cell in [
            Cell::Empty,
            shown(" "),
            shown("'"),
            text("\u{200B}\u{3000}"),
            shown("=\"\""),
        ] {
            assert!(cell.is_empty(), "{cell:?}");
            assert_eq!((cell.code(), cell.words()), (Ok(None), Ok(None)));
            assert_eq!(cell.day(), Ok(None));
        }
    }
}
