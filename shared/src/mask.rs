//! Numbers that identify somebody or open an account, and addresses of e-mail, shown so that they can be
//! compared and not used.

use crate::number::RecordNumber;

/// From so many characters on, the first three and the last four are shown.
const LONG: usize = 11;
/// In running text, so many digits are taken for a number of a document, a telephone or an account.
const DIGITS: usize = 11;

/// What else than letters and digits stands in the name of an address of e-mail.
const NAME: [char; 20] = [
    '!', '#', '$', '%', '&', '\'', '*', '+', '/', '=', '?', '^', '_', '`', '{', '|', '}', '~', '-',
    '.',
];

/// A number with its middle hidden: `110***********002X`. Of a short one only the end is shown.
///
/// ```
/// assert_eq!(shared::mask::number("11010519491231002X"), "110***********002X");
/// assert_eq!(shared::mask::number("E12345678"), "*******78");
/// ```
pub fn number(text: &str) -> String {
    let all = text.chars().count();
    let (head, tail) = match all {
        LONG.. => (3, 4),
        6.. => (0, 2),
        _ => (0, 0),
    };
    let shown = |at: usize| at < head || at >= all - tail;
    let chars = text.chars().enumerate();
    chars
        .map(|(at, c)| if shown(at) { c } else { '*' })
        .collect()
}

/// An address of e-mail with the name before its `@` hidden but for the first character.
///
/// ```
/// assert_eq!(shared::mask::email("li.na@example.com"), "l****@example.com");
/// assert_eq!(shared::mask::email("a@example.com"), "*@example.com");
/// ```
pub fn email(text: &str) -> String {
    let at = text.rfind(['@', '＠']).unwrap_or(text.len());
    let (name, host) = text.split_at(at);
    let all = name.chars().count();
    let shown = name.chars().take(usize::from(all > 1));
    let hidden = core::iter::repeat_n('*', all.saturating_sub(1).max(1));
    shown.chain(hidden).chain(host.chars()).collect()
}

/// Running text in which every long number is hidden like that, also one written in groups or in
/// full-width digits, and every address of e-mail. Record numbers stay as they are.
///
/// ```
/// let said = "请回电 138 0013 8000，身份证 11010519491231002X";
/// assert_eq!(shared::mask::in_text(said), "请回电 138****8000，身份证 110***********002X");
/// ```
pub fn in_text(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut masked, mut rest) = (String::with_capacity(text.len()), &chars[..]);
    while let Some(&first) = rest.first() {
        let (kept, address) = (record_number(rest), address(rest));
        let length = address.max(kept).max(run(rest));
        let (part, after) = rest.split_at(length.clamp(1, rest.len()));
        let digits: String = part.iter().copied().filter(|c| !is_joint(*c)).collect();
        if address > 0 {
            masked.push_str(&email(&part.iter().collect::<String>()));
        } else if is_digit(first) && digits.chars().count() >= DIGITS {
            masked.push_str(&number(&digits));
        } else {
            masked.extend(part);
        }
        rest = after;
    }
    masked
}

/// How many characters from the first on are a record number.
fn record_number(chars: &[char]) -> usize {
    let is_part = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '*');
    let word: String = chars.iter().take_while(is_part).collect();
    match word.parse::<RecordNumber>() {
        Ok(_) => word.len(),
        Err(_) => 0,
    }
}

/// How many characters from the first on are an address of e-mail.
fn address(chars: &[char]) -> usize {
    let of = |chars: &[char], more: &[char]| {
        let is_part = |c: &&char| c.is_ascii_alphanumeric() || more.contains(*c);
        chars.iter().take_while(is_part).count()
    };
    let name = of(chars, &NAME);
    let is_at = chars.get(name).is_some_and(|c| matches!(c, '@' | '＠'));
    let host = chars
        .get(name + 1..)
        .map_or(0, |host| of(host, &['-', '.']));
    match is_at && name > 0 && host > 0 {
        true => name + 1 + host,
        false => 0,
    }
}

/// How many characters from the first on are one number: digits, single joints between them, and the
/// check character X at the end.
fn run(chars: &[char]) -> usize {
    let mut length = 0;
    for (at, &c) in chars.iter().enumerate() {
        let next_is_digit = || chars.get(at + 1).is_some_and(|next| is_digit(*next));
        if is_digit(c) || (length > 0 && is_joint(c) && next_is_digit()) {
            length = at + 1;
        } else {
            let is_check = length == at && at > 0 && matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ');
            return if is_check { at + 1 } else { length };
        }
    }
    length
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

const fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{3000}' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::DeviceNumber;
    use proptest::prelude::*;

    #[test]
    fn amounts_dates_and_short_numbers_stay() {
        for text in [
            "保费 12,000.00 元",
            "2026-11-20",
            "13号楼 1201 室",
            "拨打 95500",
        ] {
            assert_eq!(in_text(text), text);
        }
    }

    #[test]
    fn record_numbers_stay() {
        let number = RecordNumber::new('A', DeviceNumber::new(7), 12).to_string();
        let text = format!("见 {number}，或13800138000");
        assert_eq!(in_text(&text), format!("见 {number}，或138****8000"));
        assert_eq!(in_text("A-13800138000"), "A-138****8000");
    }

    #[test]
    fn numbers_are_hidden_however_they_are_written() {
        for (text, expected) in [
            ("１３８００１３８０００", "１３８****８０００"),
            ("卡号6222 0212 3456 7890 123。", "卡号622************0123。"),
            ("138-0013-8000打不通", "138****8000打不通"),
        ] {
            assert_eq!(in_text(text), expected);
        }
    }

    #[test]
    fn addresses_are_hidden_and_what_is_none_stays() {
        for (text, expected) in [
            ("写信到li.na@example.com。", "写信到l****@example.com。"),
            ("13800138000@qq.com", "1**********@qq.com"),
            ("wang＠example.com, a@b.cn", "w***＠example.com, *@b.cn"),
            ("在 @ 家", "在 @ 家"),
            ("a@", "a@"),
        ] {
            assert_eq!(in_text(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_address_stands_in_a_text_as_it_was(name in "q[a-z0-9.]{2,20}", before in "[请见 ,]{0,3}", after in "[。 ,]{0,3}") {
            let masked = in_text(&format!("{before}{name}@example.com{after}"));
            prop_assert!(!masked.contains(&name));
        }


        #[test]
        fn no_number_stands_in_a_text_as_it_was(number in "1[0-9]{10,18}", before in "[请见 ,]{0,3}", after in "[。 ,]{0,3}") {
            let masked = in_text(&format!("{before}{number}{after}"));
            prop_assert!(!masked.contains(&number));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            in_text(&text);
            number(&text);
        }
    }
}
