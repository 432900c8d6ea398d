//! 银行账号.

use super::simple_error;
use crate::input::compact;
use crate::newtype::text_newtype;
use core::str::FromStr;

/// The number of a bank card or passbook: 12 to 19 digits, read with the blanks and dashes people
/// type between groups. The last digit of a card (JR/T 0008) is the check digit of ISO/IEC 7812-1
/// (Luhn), but not that of every passbook: see [`BankAccount::has_check_digit`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount(String);

text_newtype!(BankAccount);

simple_error!(
    /// The text is not the number of a bank account.
    InvalidBankAccount,
    "not the number of a bank account: 12 to 19 digits"
);

impl BankAccount {
    /// `**** 1234`, for lists and screens that others can see.
    pub fn masked(&self) -> String {
        let tail = self.0.get(self.0.len().saturating_sub(4)..);
        format!("**** {}", tail.unwrap_or_default())
    }

    /// Whether the last digit is the check digit of the others (ISO/IEC 7812-1).
    pub fn has_check_digit(&self) -> bool {
        luhn_sum(&self.0).is_multiple_of(10)
    }

    /// The account of these digits with their check digit put behind: for fixtures.
    pub fn with_check_digit(digits: &str) -> Option<Self> {
        let mut accounts = (0..=9u8).filter_map(|check| format!("{digits}{check}").parse().ok());
        accounts.find(Self::has_check_digit)
    }
}

impl FromStr for BankAccount {
    type Err = InvalidBankAccount;

    fn from_str(text: &str) -> Result<Self, InvalidBankAccount> {
        let number = compact(text);
        let form = (12..=19).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
            && number.bytes().any(|b| b != b'0');
        if form {
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
        let wide: BankAccount = "６２２２—０２１２ 3456 7890 12".parse().unwrap();
        assert_eq!(wide.as_str(), "622202123456789012");
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
            "6222/0212/3456/7890",
            "+622202123456789012",
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
        let has_check_digit = |text: &str| text.parse::<BankAccount>().unwrap().has_check_digit();
        assert!(has_check_digit("4111111111111111"));
        assert!(!has_check_digit("4111111111111112"));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_found(digits in "[1-9][0-9]{14,17}", place in 0usize..15, by in 1u8..10) {
            let account = BankAccount::with_check_digit(&digits).unwrap();
            let mut wrong = account.to_string().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            let wrong: BankAccount = String::from_utf8(wrong).unwrap().parse().unwrap();
            prop_assert!(!wrong.has_check_digit());
        }

        #[test]
        fn print_then_parse_is_identity(digits in "[1-9][0-9]{14,17}") {
            let account = BankAccount::with_check_digit(&digits).unwrap();
            prop_assert_eq!(account.to_string().parse(), Ok(account));
        }
    }
}
