//! Answers as what they mean; `None` where there is none or it is malformed (which the check of
//! single answers reports).

use super::Answers;
use crate::identity::{Identity, IdentityKind, Sex};
use crate::input;
use crate::input::read_policy_number;
use crate::money::Money;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserialize, Deserializer, Error};

/// The answer as whatever it parses to.
pub fn parsed<T: core::str::FromStr>(answers: &Answers, path: &str) -> Option<T> {
    answers.get(path)?.parse().ok()
}

/// The amount at `path`.
pub fn money_at(answers: &Answers, path: &str) -> Option<Money> {
    parsed(answers, path)
}

/// The number at `path`, which may stand before this unit.
pub fn quantity_at(answers: &Answers, path: &str, unit: &str) -> Option<Decimal> {
    input::quantity(answers.get(path)?, unit).ok()
}

/// The whole number at `path`, which may stand before this unit.
pub fn whole_at(answers: &Answers, path: &str, unit: &str) -> Option<u32> {
    let number = quantity_at(answers, path, unit)?;
    number.is_integer().then(|| number.to_u32())?
}

/// The number of a policy at `path`, as insurers' numbers are compared: in plain capitals.
pub fn policy_number_at(answers: &Answers, path: &str) -> Option<String> {
    Some(read_policy_number(answers.get(path)?)?.to_uppercase())
}

/// The date at `path`.
pub fn date_at(answers: &Answers, path: &str) -> Option<NaiveDate> {
    date(answers.get(path)?)
}

/// The date and time at `path`.
pub fn moment_at(answers: &Answers, path: &str) -> Option<NaiveDateTime> {
    moment(answers.get(path)?)
}

/// The time of day at `path`.
pub fn time_at(answers: &Answers, path: &str) -> Option<NaiveTime> {
    time_of_day(answers.get(path)?)
}

/// A civil date as the forms write it, `2026-10-31`, of the years 1900 to 2200.
pub fn date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (is_spelt(text, "0000-00-00") && (1900..=2200).contains(&date.year())).then_some(date)
}

/// The same where a type is read that holds it: the calendar behind it goes on for 262,000 years.
///
/// # Errors
/// If it is no such date.
pub fn civil_date<'de, D: Deserializer<'de>>(reader: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(reader)?;
    date(&text).ok_or_else(|| D::Error::custom("no date of the years 1900 to 2200, as 2026-10-31"))
}

/// A civil date and time as the forms write it, `2026-10-31T14:05`.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    Some(date(day)?.and_time(time_of_day(time)?))
}

/// A time of day as the forms write it, `14:05`.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
    is_spelt(text, "00:00").then_some(time)
}

/// Whether the text has digits where the pattern has a `0`, and else what the pattern has.
fn is_spelt(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, expected)| match expected {
                b'0' => byte.is_ascii_digit(),
                _ => byte == expected,
            })
}

/// How many items of the group `prefix` there are, of the `most` that the form can ask for: what is beyond is
/// reported as not asked, and must not keep a rule busy.
pub fn items(answers: &Answers, prefix: &str, most: usize) -> usize {
    answers.items(prefix).min(most)
}

/// The identity document of the person under `prefix`.
pub fn identity(answers: &Answers, prefix: &str) -> Option<Identity> {
    let kind = answers.get(&format!("{prefix}.identity_kind"))?;
    let number = answers.get(&format!("{prefix}.identity_number"))?;
    Identity::parse(IdentityKind::from_name(kind)?, number).ok()
}

/// The birth date of the person under `prefix`.
pub fn birth_date(answers: &Answers, prefix: &str) -> Option<NaiveDate> {
    date_at(answers, &format!("{prefix}.birth_date"))
}

/// The sex of the person under `prefix`.
pub fn sex(answers: &Answers, prefix: &str) -> Option<Sex> {
    match answers.get(&format!("{prefix}.sex"))? {
        "male" => Some(Sex::Male),
        "female" => Some(Sex::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_spelling() {
        assert!(date("2026-10-31").is_some());
        for wrong in [
            "2026-1-31",
            "2026-02-30",
            "+2026-10-3",
            "31.10.2026",
            "1899-12-31",
            "",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
        assert!(moment("2026-10-31T14:05").is_some());
        for wrong in [
            "2026-10-31",
            "2026-10-31 14:05",
            "2026-10-31T24:00",
            "2026-10-31T4:05",
        ] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }
}
