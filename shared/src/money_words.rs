//! An amount in Chinese capitals (大写金额), as stands on a cheque or a contract.
//!
//! Source: 中国人民银行《支付结算办法》附一《正确填写票据和结算凭证的基本规定》, articles 1 to 3.

use crate::money::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const UNITS: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// The amount in capitals: 人民币壹仟肆佰零玖元伍角整.
///
/// ```
/// use shared::money::Money;
/// use shared::money_words::in_capitals;
///
/// assert_eq!(in_capitals(Money::from_fen(140_950)), "人民币壹仟肆佰零玖元伍角整");
/// ```
pub fn in_capitals(amount: Money) -> String {
    let sign = if amount.is_negative() { "负" } else { "" };
    let fen = amount.fen().unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, digit(fen / 10), digit(fen));
    let whole = match yuan {
        0 if jiao + fen > 0 => String::new(),
        0 => "零元".to_owned(),
        _ => format!("{}元", integer(yuan)),
    };
    format!("人民币{sign}{whole}{}", places(yuan > 0, jiao, fen))
}

/// 角 and 分, with 零 before a lone 分 and 整 after an amount that ends before the 分.
fn places(after_yuan: bool, jiao: usize, fen: usize) -> String {
    match (jiao, fen) {
        (0, 0) => "整".to_owned(),
        (_, 0) => format!("{}角整", DIGITS[jiao]),
        (0, _) if after_yuan => format!("零{}分", DIGITS[fen]),
        (0, _) => format!("{}分", DIGITS[fen]),
        _ => format!("{}角{}分", DIGITS[jiao], DIGITS[fen]),
    }
}

/// Groups of four digits; a gap between two written groups is one 零.
fn integer(yuan: u64) -> String {
    let mut written = String::new();
    let mut gap = false;
    for (position, unit) in GROUPS.iter().enumerate().rev() {
        let group = yuan / 10_000_u64.pow(u32::try_from(position).unwrap_or(0)) % 10_000;
        if group == 0 {
            gap = true;
            continue;
        }
        if !written.is_empty() && (gap || group < 1_000) {
            written.push('零');
        }
        written.push_str(&four_digits(group));
        written.push_str(unit);
        gap = false;
    }
    written
}

/// 1 to 9,999 without leading or trailing 零.
fn four_digits(group: u64) -> String {
    let mut written = String::new();
    let mut gap = false;
    for (position, unit) in UNITS.iter().enumerate().rev() {
        match digit(group / 10_u64.pow(u32::try_from(position).unwrap_or(0))) {
            0 => gap = !written.is_empty(),
            value => {
                if gap {
                    written.push('零');
                }
                written.push(DIGITS[value]);
                written.push_str(unit);
                gap = false;
            }
        }
    }
    written
}

fn digit(number: u64) -> usize {
    usize::try_from(number % 10).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_regulation() {
        for (amount, capitals) in [
            ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
            ("6007.14", "人民币陆仟零柒元壹角肆分"),
            ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
            ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
            ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(in_capitals(amount.parse().unwrap()), capitals, "{amount}");
        }
    }

    #[test]
    fn gaps_between_groups_are_one_zero() {
        for (amount, capitals) in [
            ("0", "人民币零元整"),
            ("0.05", "人民币伍分"),
            ("0.50", "人民币伍角整"),
            ("10", "人民币壹拾元整"),
            ("500000", "人民币伍拾万元整"),
            ("100000001", "人民币壹亿零壹元整"),
            ("1000100000", "人民币壹拾亿零壹拾万元整"),
            ("100010010", "人民币壹亿零壹万零壹拾元整"),
            ("-3", "人民币负叁元整"),
        ] {
            assert_eq!(in_capitals(amount.parse().unwrap()), capitals, "{amount}");
        }
    }

    proptest! {
        #[test]
        fn no_two_zeros_stand_together_and_amounts_differ(one: i64, other: i64) {
            let words = in_capitals(Money::from_fen(one));
            prop_assert!(!words.contains("零零"), "{words}");
            prop_assert!(one == other || words != in_capitals(Money::from_fen(other)));
        }
    }
}
