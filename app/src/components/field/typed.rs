//! What fingers and input methods type, brought to the form that is kept.

/// Full-width letters, digits and signs as their plain ones; the ideographic full stop as a point.
pub fn half_width(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(character: char) -> char {
    match character {
        '！'..='～' => u32::from(character)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        '\u{3000}' => ' ',
        '。' => '.',
        other => other,
    }
}

/// A number of a document or account: plain capitals, no spaces or dashes.
pub fn document_number(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Only the digits.
pub fn digits(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

/// An amount as typed, without what separates thousands.
pub fn amount(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '¥' | '￥'))
        .collect()
}

/// An e-mail address: plain, without spaces.
pub fn email(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Groups of the given sizes with spaces between; the last size goes on: `[3, 4]` → 138 0013 8000.
pub fn grouped(text: &str, sizes: &[usize]) -> String {
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
        assert_eq!(digits("１３８ 0013-8000"), "13800138000");
        assert_eq!(amount("￥1，234。50"), "1234.50");
        assert_eq!(document_number("11010119900307 123x"), "11010119900307123X");
        assert_eq!(email(" wang＠example．com"), "wang@example.com");
    }

    #[test]
    fn groups_make_long_numbers_readable() {
        assert_eq!(grouped("13800138000", &[3, 4]), "138 0013 8000");
        assert_eq!(
            grouped("6222021234567890123", &[4]),
            "6222 0212 3456 7890 123"
        );
        assert_eq!(grouped("", &[4]), "");
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
