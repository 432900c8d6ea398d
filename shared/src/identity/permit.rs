//! Documents of residents of Hong Kong, Macao and Taiwan.

use super::{InvalidIdentity, Sex, is_letters_then_digits, registered};
use crate::input::compact;
use crate::newtype::text_newtype;
use chrono::NaiveDate;
use core::str::FromStr;

/// 港澳居民来往内地通行证: `H` or `M`, the eight digits a person keeps for life, and on older cards
/// two digits that count the renewals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HkMacauPermit(String);

text_newtype!(HkMacauPermit);

impl HkMacauPermit {
    /// The part that a person keeps for life: without the digits of the renewals.
    pub fn of_person(&self) -> &str {
        self.0.get(..9).unwrap_or(&self.0)
    }
}

impl FromStr for HkMacauPermit {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        let form = is_letters_then_digits(&number, 1, 8) || is_letters_then_digits(&number, 1, 10);
        if form && number.starts_with(['H', 'M']) {
            Ok(Self(number))
        } else {
            Err(InvalidIdentity::HkMacauPermit)
        }
    }
}

/// 台湾居民来往大陆通行证: eight digits, and on older papers two that count the renewals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaiwanPermit(String);

text_newtype!(TaiwanPermit);

impl TaiwanPermit {
    /// The part that a person keeps for life: without the digits of the renewals.
    pub fn of_person(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl FromStr for TaiwanPermit {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        if is_letters_then_digits(&number, 0, 8) || is_letters_then_digits(&number, 0, 10) {
            Ok(Self(number))
        } else {
            Err(InvalidIdentity::TaiwanPermit)
        }
    }
}

/// 港澳台居民居住证 (国办发〔2018〕81号): a citizen number whose region is 810000, 820000 or 830000.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidencePermit(String);

text_newtype!(ResidencePermit);

impl ResidencePermit {
    /// The birth date in the number.
    pub fn birth(&self) -> NaiveDate {
        registered::birth(&self.0).unwrap_or_default()
    }

    /// The sex in the number.
    pub fn sex(&self) -> Sex {
        registered::sex(&self.0)
    }
}

impl FromStr for ResidencePermit {
    type Err = InvalidIdentity;

    fn from_str(text: &str) -> Result<Self, InvalidIdentity> {
        let number = compact(text);
        let known = ["810000", "820000", "830000"]
            .iter()
            .any(|region| number.starts_with(region));
        if number.chars().count() == 18 && !known {
            return Err(InvalidIdentity::ResidencePermit);
        }
        registered::verify(&number)?;
        Ok(Self(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Identity, IdentityKind};

    #[test]
    fn hong_kong_and_macao_permits_have_eight_or_ten_digits() {
        for right in ["H01234567", "m01234567", "H0123456700"] {
            let permit: HkMacauPermit = right.parse().unwrap();
            assert_eq!(permit.as_str(), right.to_uppercase());
        }
        for wrong in [
            "",
            "01234567",
            "A01234567",
            "H0123456",
            "H012345670",
            "H0123456X",
        ] {
            assert!(wrong.parse::<HkMacauPermit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn taiwan_permits_have_eight_or_ten_digits() {
        assert!("01234567".parse::<TaiwanPermit>().is_ok());
        assert!("0123456701".parse::<TaiwanPermit>().is_ok());
        for wrong in ["", "1234567", "T01234567", "012345678"] {
            assert!(wrong.parse::<TaiwanPermit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_renewed_permit_is_of_the_same_person() {
        let of = |kind, text| Identity::parse(kind, text).unwrap();
        let hk = |text| of(IdentityKind::HkMacauPermit, text);
        let taiwan = |text| of(IdentityKind::TaiwanPermit, text);
        assert!(hk("H0123456700").is_same_person(&hk("h01234567")));
        assert!(hk("H0123456700").is_same_person(&hk("H 0123 4567 02")));
        assert!(!hk("H01234567").is_same_person(&hk("M01234567")));
        assert!(taiwan("0123456701").is_same_person(&taiwan("０１２３４５６７")));
        assert!(!taiwan("01234567").is_same_person(&taiwan("01234568")));
    }

    #[test]
    fn a_residence_permit_is_a_citizen_number_of_its_own_regions() {
        let digits = "81000019940823002";
        let check = registered::check_character(digits).unwrap();
        let permit: ResidencePermit = format!("{digits}{check}").parse().unwrap();
        assert_eq!(
            permit.birth(),
            NaiveDate::from_ymd_opt(1994, 8, 23).unwrap()
        );
        assert_eq!(permit.sex(), Sex::Female);
        let mainland = "11010519491231002X".parse::<ResidencePermit>();
        assert_eq!(mainland, Err(InvalidIdentity::ResidencePermit));
    }
}
