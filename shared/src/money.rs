//! Money: exact yuan with two places.

use crate::input::{NumberError, amount};
use crate::newtype::serde_as_text;
use core::fmt;
use core::iter::Sum;
use core::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use core::str::FromStr;
use rust_decimal::{Decimal, RoundingStrategy};

/// An amount in yuan, exact to the fen. Written and read as text with two places: `"1234.50"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// Why a text or a product is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// Not certain to be an amount, or which one.
    NotANumber,
    /// More than two places: a part of a fen.
    PartOfAFen,
    /// Beyond ±[`Money::MAX`].
    OutOfRange,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not an amount of money",
            Self::PartOfAFen => "an amount has at most two places",
            Self::OutOfRange => "the amount is out of range",
        })
    }
}

impl core::error::Error for MoneyError {}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount there can be, some 92 quadrillion yuan.
    pub const MAX: Self = Self(i64::MAX);

    /// From fen (hundredths of a yuan).
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// From whole yuan.
    pub const fn from_yuan(yuan: i32) -> Self {
        Self(yuan as i64 * 100)
    }

    /// In fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// In yuan, exact, two places.
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Below nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// From exact yuan.
    ///
    /// # Errors
    /// [`MoneyError::PartOfAFen`] rather than rounding; [`MoneyError::OutOfRange`].
    pub fn try_from_yuan(yuan: Decimal) -> Result<Self, MoneyError> {
        let fen = yuan
            .checked_mul(Decimal::ONE_HUNDRED)
            .ok_or(MoneyError::OutOfRange)?;
        if !fen.fract().is_zero() {
            return Err(MoneyError::PartOfAFen);
        }
        i64::try_from(fen.trunc())
            .map(Self)
            .map_err(|_| MoneyError::OutOfRange)
    }

    /// From yuan rounded to the fen, half away from zero: the rounding of every line of this business.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn round_half_away(yuan: Decimal) -> Result<Self, MoneyError> {
        Self::try_from_yuan(yuan.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// This amount times a rate, rounded half away from zero to the fen.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`].
    pub fn times_half_away(self, rate: Decimal) -> Result<Self, MoneyError> {
        let product = self
            .yuan()
            .checked_mul(rate)
            .ok_or(MoneyError::OutOfRange)?;
        Self::round_half_away(product)
    }

    /// The sum; `None` beyond the range.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }
}

// Saturating: ±92 trillion yuan is beyond every insurer's balance sheet, and an addition must not panic.
impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// Two places, no thousands separators: `-1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Takes what people type, as [`crate::input::amount`] does: `1,234.5`, `¥1234.50`, `1.5万元`, `-3`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::try_from_yuan(amount(text)?)
    }
}

impl From<NumberError> for MoneyError {
    fn from(error: NumberError) -> Self {
        match error {
            NumberError::NotANumber => Self::NotANumber,
            NumberError::OutOfRange => Self::OutOfRange,
        }
    }
}

serde_as_text!(Money);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_a_fen_away_from_zero() {
        let half = "0.125".parse::<Decimal>().unwrap();
        assert_eq!(Money::round_half_away(half), Ok(Money::from_fen(13)));
        assert_eq!(Money::round_half_away(-half), Ok(Money::from_fen(-13)));
    }

    #[test]
    fn a_part_of_a_fen_is_an_error_not_a_rounding() {
        assert_eq!("0.125".parse::<Money>(), Err(MoneyError::PartOfAFen));
    }

    #[test]
    fn reads_what_people_type_and_nothing_else() {
        assert_eq!("1,234.5".parse(), Ok(Money::from_fen(123_450)));
        assert_eq!("-3".parse(), Ok(Money::from_fen(-300)));
        assert_eq!("￥１，２３４．５".parse(), Ok(Money::from_fen(123_450)));
        assert_eq!("1.5万元".parse(), Ok(Money::from_yuan(15_000)));
        for wrong in [
            "", "-", ".", "1.", "1.2.3", "1,2,3", "1,2345", "0x10", "1e3", "+5", "$5",
        ] {
            assert_eq!(
                wrong.parse::<Money>(),
                Err(MoneyError::NotANumber),
                "{wrong}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_is_read_back(fen: i64) {
            let money = Money::from_fen(fen);
            proptest::prop_assert_eq!(money.to_string().parse::<Money>().ok(), Some(money));
        }
    }
}
