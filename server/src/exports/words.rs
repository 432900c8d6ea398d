//! Words of the lists, out of the catalogue.

use rust_decimal::Decimal;
use shared::money::Money;
use shared::table::Value;
use shared::text::{Language, lookup};
use shared::time::Timestamp;

/// What a text says in a language.
pub(super) fn tell(language: Language, key: &'static str) -> &'static str {
    lookup(language, key).unwrap_or(key)
}

/// The word of a closed set.
pub(super) fn word(language: Language, group: &str, name: &str) -> Value {
    let key = format!("{group}.{name}");
    Value::text(lookup(language, &key).unwrap_or(name))
}

/// Yes or no.
pub(super) fn yes(language: Language, is_so: bool) -> Value {
    let key = match is_so {
        true => shared::key!("exports.yes"),
        false => shared::key!("exports.no"),
    };
    Value::text(tell(language, key))
}

/// An amount, exact, with two places.
pub(super) fn money(amount: Option<Money>) -> Value {
    amount.map_or(Value::Empty, |amount| Value::Number(amount.yuan()))
}

/// A moment to the second, by a clock that is so many minutes ahead of UTC.
pub(super) fn moment(at: Timestamp, offset_minutes: i32) -> Value {
    let civil = at.civil(offset_minutes);
    civil.map_or(Value::Empty, Value::Moment)
}

/// Hours of teaching, out of their sixtieths.
pub(super) fn hours(minutes: u32) -> Value {
    let hours = Decimal::from(minutes) / Decimal::from(60);
    Value::Number(hours.round_dp(2).normalize())
}
