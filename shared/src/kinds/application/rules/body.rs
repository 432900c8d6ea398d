//! Height and weight worth a second look: mistyped, or to be looked at by an underwriter.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::{ADULT_AGE, age_of};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What hardly any child of an age is beyond. Wide estimates, taken from no table of growth: only a slip
/// of the pen or an illness is to stand out.
struct Growth {
    /// From this age on, in years.
    from: u8,
    /// Height in cm.
    height: (u32, u32),
    /// Body mass index.
    index: (u32, u32),
}

const GROWTH: [Growth; 10] = [
    growth(0, (40, 90), (9, 24)),
    growth(1, (58, 102), (11, 23)),
    growth(3, (70, 122), (11, 23)),
    growth(5, (82, 138), (11, 26)),
    growth(7, (94, 152), (11, 29)),
    growth(9, (104, 168), (11, 32)),
    growth(11, (114, 185), (12, 35)),
    growth(13, (128, 198), (12, 37)),
    growth(15, (136, 207), (13, 38)),
    growth(17, (138, 210), (14, 39)),
];

const fn growth(from: u8, height: (u32, u32), index: (u32, u32)) -> Growth {
    Growth {
        from,
        height,
        index,
    }
}

/// Adults by the body mass index alone; children also by height, which grows with age.
pub(super) fn check(answers: &Answers, prefix: &str, today: NaiveDate) -> Option<Finding> {
    let age = age_of(answers, prefix, today)?;
    let height = read::quantity_at(answers, "insured.height", "cm")?;
    let weight = read::quantity_at(answers, "insured.weight", "kg")?;
    let square = height.checked_mul(height)?;
    let index = weight
        .checked_mul(Decimal::from(10_000))?
        .checked_div(square)?
        .trunc();
    if age >= ADULT_AGE {
        return (!is_within(index, (16, 35)))
            .then(|| Finding::warning("body_mass_unusual", "insured.weight").with("index", index));
    }
    let usual = GROWTH.iter().rev().find(|growth| growth.from <= age)?;
    if !is_within(height.trunc(), usual.height) {
        return Some(Finding::warning("child_height_unusual", "insured.height").with("age", age));
    }
    (!is_within(index, usual.index))
        .then(|| Finding::warning("child_weight_unusual", "insured.weight").with("age", age))
}

fn is_within(number: Decimal, (least, most): (u32, u32)) -> bool {
    (Decimal::from(least)..=Decimal::from(most)).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(born: &str, height: &str, weight: &str) -> Option<String> {
        let answers = Answers::new()
            .with("insured.birth_date", born)
            .with("insured.height", height)
            .with("insured.weight", weight);
        let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        check(&answers, "insured", today).map(|finding| finding.code.as_str().to_owned())
    }

    #[test]
    fn children_are_judged_by_their_age() {
        for (born, height, weight) in [
            ("2026-10-01", "50", "3.4"),
            ("2025-09-01", "77", "10.2公斤"),
            ("2020-01-01", "118cm", "21.5"),
            ("2011-01-01", "168", "55"),
        ] {
            assert_eq!(found(born, height, weight), None, "{born}");
        }
        let height = Some("child_height_unusual".to_owned());
        assert_eq!(found("2020-01-01", "178", "21.5"), height);
        assert_eq!(found("2011-01-01", "68", "55"), height);
        let weight = Some("child_weight_unusual".to_owned());
        assert_eq!(found("2020-01-01", "118", "215"), weight);
        assert_eq!(found("2025-09-01", "77", "1"), weight);
    }

    #[test]
    fn adults_are_judged_by_the_index() {
        assert_eq!(found("1990-01-01", "175", "70.5"), None);
        assert_eq!(
            found("1990-01-01", "175", "45"),
            Some("body_mass_unusual".to_owned())
        );
        assert_eq!(found("1990-01-01", "175", ""), None);
    }
}
