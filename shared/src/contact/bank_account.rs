//! 银行账号.

use super::simple_error;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// The number of a bank card (JR/T 0008): 12 to 19 digits, the last the check digit of ISO/IEC 7812-1
/// (Luhn). Read with the spaces people type between groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount(String);

text_newtype!(BankAccount);

simple_error!(
    /// The text is not the number of a bank card, or was mistyped.
    InvalidBankAccount,
    "not a bank card number, or mistyped"
);

impl BankAccount {
    /// `**** 1234`, for lists and screens that others can see.
    pub fn masked(&self) -> String {
        let tail = self.0.get(self.0.len().saturating_sub(4)..);
        format!("**** {}", tail.unwrap_or_default())
    }

    /// The account of these digits with their check digit put behind: for fixtures.
    pub fn with_check_digit(digits: &str) -> Option<Self> {
        (0..=9u8).find_map(|check| format!("{digits}{check}").parse().ok())
    }
}

impl FromStr for BankAccount {
    type Err = InvalidBankAccount;

    fn from_str(text: &str) -> Result<Self, InvalidBankAccount> {
        let number: String = text.chars().filter(|c| *c != ' ').collect();
        let form = (12..=19).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
            && number.bytes().any(|b| b != b'0');
        if form && luhn_sum(&number).is_multiple_of(10) {
            Ok(Self(number))
        } else {
            Err(InvalidBankAccount)
        }
    }
}

/// Every second digit from the right doubled, its digits added.
fn luhn_sum(number: &str) -> u32 {
    let digits = number.bytes().rev().map(|b| u32::from(b - b'0'));
    digits
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_how_people_write_it() {
        let account = BankAccount::with_check_digit("622202123456789012").unwrap();
        let spaced = format!("6222 0212 3456 7890 12{}", &account.as_str()[18..]);
        assert_eq!(spaced.parse(), Ok(account.clone()));
        assert_eq!(
            account.masked(),
            format!("**** {}", &account.as_str()[15..])
        );
        for wrong in [
            "",
            "0000000000000000",
            "12345",
            "6222-0212-3456-7890",
            "６２２２０２１２３４５６７８９０",
        ] {
            assert_eq!(
                wrong.parse::<BankAccount>(),
                Err(InvalidBankAccount),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_well_known_test_number_is_read() {
        assert!("4111111111111111".parse::<BankAccount>().is_ok());
        assert!("4111111111111112".parse::<BankAccount>().is_err());
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(digits in "[1-9][0-9]{14,17}", place in 0usize..15, by in 1u8..10) {
            let account = BankAccount::with_check_digit(&digits).unwrap();
            let mut wrong = account.to_string().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            prop_assert!(String::from_utf8(wrong).unwrap().parse::<BankAccount>().is_err());
        }

        #[test]
        fn print_then_parse_is_identity(digits in "[1-9][0-9]{14,17}") {
            let account = BankAccount::with_check_digit(&digits).unwrap();
            prop_assert_eq!(account.to_string().parse(), Ok(account));
        }
    }
}
