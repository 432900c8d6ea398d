//! A number as people write it.

use super::{half_width, is_blank, is_invisible, trim};
use core::fmt;
use rust_decimal::Decimal;

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// Not certain to be a number, or which one.
    NotANumber,
    /// More digits than can be kept exactly.
    OutOfRange,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a number",
            Self::OutOfRange => "the number is out of range",
        })
    }
}

impl core::error::Error for NumberError {}

/// What a multiple in Chinese stands for; the longer ones first.
const MULTIPLES: [(&str, u32); 10] = [
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("千萬", 10_000_000),
    ("百萬", 1_000_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("千", 1_000),
    ("百", 100),
];

/// The number: digits of any width, one point (also `。` between digits), a minus before it, thousands
/// in groups of three divided by commas or by blanks, and 百, 千, 万, 亿 behind it.
///
/// ```
/// use shared::input::{NumberError, number};
/// let read = |text| number(text).map(|number| number.to_string());
/// assert_eq!(read("１，２３４．５"), Ok("1234.5".to_owned()));
/// assert_eq!(read("1.5万"), Ok("15000".to_owned()));
/// assert_eq!(read("12,34"), Err(NumberError::NotANumber));
/// ```
///
/// # Errors
/// [`NumberError`] for everything else: groups of other sizes, a point without digits on both sides,
/// powers of ten (`1e3`), units, numbers in words.
pub fn number(text: &str) -> Result<Decimal, NumberError> {
    read(&folded(text))
}

/// Plain digits and signs without what nobody sees; only [`read`] judges it.
pub(super) fn folded(text: &str) -> String {
    half_width(trim(text))
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            c if is_blank(c) => ' ',
            '。' => '.',
            '\u{2212}' | '\u{2013}' | '\u{FE63}' => '-',
            other => other,
        })
        .collect()
}

/// The number of a folded text.
pub(super) fn read(folded: &str) -> Result<Decimal, NumberError> {
    let (negative, rest) = match folded.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, folded),
    };
    let (figures, times) = multiple(rest);
    let plain = ungrouped(figures).ok_or(NumberError::NotANumber)?;
    let size = Decimal::from_str_exact(&plain)
        .ok()
        .and_then(|size| size.checked_mul(Decimal::from(times)))
        .ok_or(NumberError::OutOfRange)?
        .normalize();
    Ok(if negative { -size } else { size })
}

fn multiple(text: &str) -> (&str, u32) {
    MULTIPLES
        .iter()
        .find_map(|(word, times)| Some((text.strip_suffix(word)?.trim_end(), *times)))
        .unwrap_or((text, 1))
}

/// Digits and at most one point between digits; the groups of thousands joined.
fn ungrouped(figures: &str) -> Option<String> {
    let (whole, places) = match figures.split_once('.') {
        Some((whole, places)) => (whole, Some(places)),
        None => (figures, None),
    };
    let whole = joined(whole)?;
    match places {
        None => Some(whole),
        Some(places) => is_digits(places).then(|| format!("{whole}.{places}")),
    }
}

fn joined(whole: &str) -> Option<String> {
    let divider = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(divider);
    let first = groups.next().filter(|first| is_digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let thousands = first.len() <= 3 && !first.starts_with('0');
    let fits = |group: &&str| group.len() == 3 && is_digits(group);
    (rest.is_empty() || (thousands && rest.iter().all(fits)))
        .then(|| format!("{first}{}", rest.concat()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_read() {
        for (text, expected) in [
            ("0", "0"),
            ("007", "7"),
            ("1234.50", "1234.5"),
            ("1,234,567.89", "1234567.89"),
            ("1 234 567", "1234567"),
            ("1\u{A0}234\u{202F}567", "1234567"),
            ("１２３４", "1234"),
            ("１，２３４。５", "1234.5"),
            ("-3", "-3"),
            ("－3", "-3"),
            ("\u{2212}3.5", "-3.5"),
            ("5万", "50000"),
            ("1.2345 万", "12345"),
            ("-2百万", "-2000000"),
            ("0.5亿", "50000000"),
            ("\u{202D}1\u{200B}2\u{202C}", "12"),
            ("\u{FEFF}12 \n", "12"),
        ] {
            let read = number(text).map(|number| number.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused() {
        for text in [
            "",
            " ",
            "-",
            ".",
            "1.",
            ".5",
            "1.2.3",
            "1,2,3",
            "12,34",
            "1,2345",
            "0,123",
            "1,234 567",
            ",123",
            "123,",
            "1 2",
            "1.234,50",
            "1.2,345",
            "1e3",
            "0x10",
            "+5",
            "--5",
            "5-",
            "(5)",
            "十万",
            "1万2",
            "万",
            "1w",
            "$5",
            "1/2",
            "½",
            "10²",
            "①",
            "1·5",
            "5元",
            "175cm",
            "\u{202E}12",
            "1\u{202E}2",
        ] {
            assert_eq!(number(text), Err(NumberError::NotANumber), "{text:?}");
        }
    }

    #[test]
    fn more_digits_than_can_be_kept_are_out_of_range() {
        assert_eq!(number(&"9".repeat(40)), Err(NumberError::OutOfRange));
        assert_eq!(
            number(&format!("0.{}", "1".repeat(40))),
            Err(NumberError::OutOfRange)
        );
    }

    proptest::proptest! {
        #[test]
        fn digits_are_never_dropped(text in "[-0-9,. 万]{1,14}") {
            if let Ok(read) = number(&text) {
                let significant = |text: &str| {
                    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                    digits.trim_matches('0').to_owned()
                };
                proptest::prop_assert_eq!(significant(&read.to_string()), significant(&text));

            }
        }
    }
}
