//! Rates and shares, applied to money with one named rounding.

use crate::input::{half_width, number, trim};
use crate::money::Money;
use crate::newtype::serde_as_text;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;

/// A rate or factor from 0 to 10 with at most six places; 35 % is written `"0.35"`.
///
/// The range makes every product with an amount exact before it is rounded.
///
/// ```
/// use shared::{commission::Rate, money::Money};
/// let rate: Rate = "0.35".parse()?;
/// // 123.45 × 0.35 = 43.2075, half a fen or more goes away from zero
/// assert_eq!(rate.of(Money::from_fen(12_345)), Money::from_fen(4_321));
/// # Ok::<(), shared::commission::NotARate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

/// The text is not a rate from 0 to 10 with at most six places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARate;

impl fmt::Display for NotARate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not a rate: write a number from 0 to 10 with at most six places, 35 % as `0.35` or `35%`",
        )
    }
}

impl core::error::Error for NotARate {}

impl Rate {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// Unchanged.
    pub const ONE: Self = Self(Decimal::ONE);

    /// The rate with this value.
    ///
    /// # Errors
    /// [`NotARate`] outside 0 to 10 or with more than six places.
    pub fn try_new(value: Decimal) -> Result<Self, NotARate> {
        let value = value.normalize();
        let fits = !value.is_sign_negative() && value <= Decimal::TEN && value.scale() <= 6;
        (fits || value.is_zero())
            .then_some(Self(value))
            .ok_or(NotARate)
    }

    /// The value.
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// This rate of `base`, rounded half away from zero to the fen; held at the ends of the range of money.
    pub fn of(self, base: Money) -> Money {
        let end = if base.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        };
        base.times_half_away(self.0).unwrap_or(Money::from_fen(end))
    }
}

/// `amount × part / whole`, exact, then rounded half away from zero to the fen; nothing of nothing.
///
/// ```
/// use shared::{commission::share, money::Money};
/// // paid 1,000.00, surrendered after 5 full months: 7 / 12 come back
/// assert_eq!(share(Money::from_yuan(1000), 7, 12), Money::from_fen(58_333));
/// ```
pub fn share(amount: Money, part: i64, whole: i64) -> Money {
    let (product, whole) = (
        i128::from(amount.fen()) * i128::from(part),
        i128::from(whole),
    );
    if whole <= 0 {
        return Money::ZERO;
    }
    let (quotient, rest) = (product / whole, product % whole);
    let away = if 2 * rest.abs() >= whole {
        product.signum()
    } else {
        0
    };
    let fen = quotient + away;
    let end = if fen < 0 { i64::MIN } else { i64::MAX };
    Money::from_fen(i64::try_from(fen).unwrap_or(end))
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Rate {
    type Err = NotARate;

    /// Takes what people write: a [`number`], of which a percent sign makes the hundredth part.
    fn from_str(text: &str) -> Result<Self, NotARate> {
        let text = half_width(trim(text));
        let (figures, places) = match text.strip_suffix('%') {
            Some(figures) => (figures, 2),
            None => (text.as_str(), 0),
        };
        let figures = number(figures).map_err(|_| NotARate)?;
        let hundredth = Decimal::new(1, places);
        Self::try_new(figures.checked_mul(hundredth).ok_or(NotARate)?)
    }
}

serde_as_text!(Rate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_stays_inside_its_range() {
        for right in ["0", "0.35", "10", "0.000001"] {
            assert!(right.parse::<Rate>().is_ok(), "{right}");
        }
        for wrong in ["", "-0.1", "10.1", "0.0000001", "1001%", "1e3"] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_percent_sign_makes_the_hundredth_part() {
        for (text, rate) in [
            ("35%", "0.35"),
            ("１２．５ ％", "0.125"),
            ("100%", "1"),
            ("0 %", "0"),
        ] {
            let read = text.parse::<Rate>().map(|rate| rate.to_string());
            assert_eq!(read, Ok(rate.to_owned()), "{text}");
        }
        for wrong in ["%", "3%5", "35%%", "35‰", "0.00001%"] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_rounds_half_a_fen_away_from_zero() {
        assert_eq!(share(Money::from_fen(1), 1, 2), Money::from_fen(1));
        assert_eq!(share(Money::from_fen(-1), 1, 2), Money::from_fen(-1));
        assert_eq!(share(Money::from_fen(1), 1, 3), Money::ZERO);
        assert_eq!(share(Money::from_fen(7), 1, 0), Money::ZERO);
    }

    proptest::proptest! {
        #[test]
        fn any_share_of_any_amount_is_computed(amount: i64, part: i64, whole: i64) {
            let _ = share(Money::from_fen(amount), part, whole);
        }

        #[test]
        fn a_share_and_the_rest_differ_by_a_fen_at_most(amount in 0_i64..1 << 50, part in 0_i64..=12) {
            let of = |part| share(Money::from_fen(amount), part, 12).fen();
            proptest::prop_assert!((of(part) + of(12 - part) - amount).abs() <= 1);
        }

        #[test]
        fn any_rate_of_any_amount_is_computed(amount: i64, millionths in 0_i64..=10_000_000) {
            let _ = Rate::try_new(Decimal::new(millionths, 6)).unwrap().of(Money::from_fen(amount));
        }
    }
}
