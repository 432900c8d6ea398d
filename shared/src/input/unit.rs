//! A number with its unit.

use super::NumberError;
use super::number::{folded, read};
use rust_decimal::Decimal;

/// An amount in yuan: a [`number`](super::number) that may stand behind `¥` (or RMB, CNY, 人民币) and
/// before 元 (or 圆, 元整). Amounts in other currencies are none.
///
/// # Errors
/// As [`number`](super::number).
pub fn amount(text: &str) -> Result<Decimal, NumberError> {
    const BEFORE: [&str; 4] = ["¥", "RMB", "CNY", "人民币"];
    const BEHIND: [&str; 5] = ["元整", "圆整", "元", "圆", "RMB"];
    let text = folded(text);
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-", size.trim_start()),
        None => ("", text.as_str()),
    };
    let size = without(size, &BEFORE, |size, word| size.strip_prefix(word));
    let size = without(size, &BEHIND, |size, word| size.strip_suffix(word));
    if sign.is_empty() {
        read(size)
    } else if size.starts_with('-') {
        Err(NumberError::NotANumber)
    } else {
        read(size).map(|size| -size)
    }
}

/// A number that may stand before its own unit, as in `175 厘米`; `unit` is the name in text keys
/// (`units.<unit>`), empty for none. Another unit than that makes it no number.
///
/// # Errors
/// As [`number`](super::number).
pub fn quantity(text: &str, unit: &str) -> Result<Decimal, NumberError> {
    let text = folded(text);
    read(without(&text, names(unit), |text, word| {
        let (before, last) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
        last.eq_ignore_ascii_case(word).then_some(before)
    }))
}

fn without<'t>(
    text: &'t str,
    words: &[&str],
    strip: impl Fn(&'t str, &str) -> Option<&'t str>,
) -> &'t str {
    let stripped = words.iter().find_map(|word| strip(text, word));
    stripped.map_or(text, str::trim)
}

/// How the unit is written, the longer names first.
fn names(unit: &str) -> &'static [&'static str] {
    match unit {
        "cm" => &["厘米", "公分", "cm", "㎝"],
        "kg" => &["公斤", "千克", "kg", "㎏"],
        "percent" => &["%"],
        "persons" => &["people", "人", "个", "位"],
        "hours" => &["hours", "小时", "学时"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_sign_and_unit() {
        for (text, expected) in [
            ("¥1,234.50", "1234.5"),
            ("￥１２００", "1200"),
            ("人民币5000元整", "5000"),
            ("RMB 300", "300"),
            ("5万元", "50000"),
            ("1.2亿", "120000000"),
            ("-¥5", "-5"),
            ("¥-5", "-5"),
            ("5 元", "5"),
        ] {
            let read = amount(text).map(|number| number.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        }
        for text in [
            "$5",
            "HK$5",
            "5美元",
            "5元5角",
            "5元/月",
            "元",
            "¥",
            "-¥-5",
            "--5",
            "¥¥5",
            "5元元",
            "5万元万",
        ] {
            assert_eq!(amount(text), Err(NumberError::NotANumber), "{text}");
        }
    }

    #[test]
    fn a_quantity_may_name_its_own_unit_and_no_other() {
        for (text, unit) in [
            ("175cm", "cm"),
            ("175 厘米", "cm"),
            ("175㎝", "cm"),
            ("175 CM", "cm"),
            ("175", ""),
        ] {
            assert_eq!(quantity(text, unit), Ok(Decimal::from(175)), "{text}");
        }
        assert_eq!(quantity("50％", "percent"), Ok(Decimal::from(50)));
        for (text, unit) in [
            ("140斤", "kg"),
            ("1.75米", "cm"),
            ("175kg", "cm"),
            ("50%", ""),
            ("cm", "cm"),
        ] {
            assert_eq!(quantity(text, unit), Err(NumberError::NotANumber), "{text}");
        }
    }
}
