//! Codes as they are typed, and numbers as they are shown.

use shared::input::{compact, half_width};

/// The number of a training session: plain capitals, no spaces or dashes.
pub fn session_number(text: &str) -> String {
    compact(text)
}

/// The digits of a code or of a part of a date, where nothing else can be meant.
pub fn digits(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

/// How many numbers stand in the text, between whatever is no digit.
pub fn numbers_in(text: &str) -> usize {
    half_width(text)
        .split(|character: char| !character.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .count()
}

/// Groups of the given sizes with spaces between; the last size goes on: `[3, 4]` → 138 0013 8000.
/// What is not digits alone stays as it is.
pub fn grouped(text: &str, sizes: &[usize]) -> String {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut written = String::new();
    let mut sizes = sizes.iter().copied();
    let mut size = sizes.next().unwrap_or(usize::MAX);
    let mut in_group = 0;
    for character in text.chars() {
        if in_group == size {
            written.push(' ');
            in_group = 0;
            size = sizes.next().unwrap_or(size);
        }
        written.push(character);
        in_group += 1;
    }
    written
}

/// An amount with commas between thousands; what is no amount stays as it is.
pub fn with_separators(text: &str) -> String {
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, places) = rest.split_once('.').unwrap_or((rest, ""));
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut written = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if rest.contains('.') {
        written.push('.');
        written.push_str(places);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_typing_becomes_plain() {
        assert_eq!(digits("４８２ 9136"), "4829136");
        assert_eq!(session_number(" ａ1－b2"), "A1B2");
        assert_eq!(numbers_in("２０３６年11月5日"), 3);
    }

    #[test]
    fn groups_make_long_numbers_readable() {
        assert_eq!(grouped("13800138000", &[3, 4]), "138 0013 8000");
        assert_eq!(
            grouped("6222021234567890123", &[4]),
            "6222 0212 3456 7890 123"
        );
        assert_eq!(grouped("", &[4]), "");
        assert_eq!(grouped("+1 555 0100", &[3, 4]), "+1 555 0100");
    }

    #[test]
    fn thousands_are_separated_and_the_rest_left_alone() {
        assert_eq!(with_separators("1234567.5"), "1,234,567.5");
        assert_eq!(with_separators("-999"), "-999");
        assert_eq!(with_separators("-1000."), "-1,000.");
        assert_eq!(with_separators("十万"), "十万");
        assert_eq!(with_separators(""), "");
    }
}
