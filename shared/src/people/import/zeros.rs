//! Zeros in front of a number, which spreadsheets lose.

use std::collections::BTreeMap;

/// Numbers that stand and have zeros in front, by what is left without them.
pub(super) struct Zeros<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Zeros<'a> {
    pub(super) fn of(standing: impl Iterator<Item = &'a String>) -> Self {
        let shortened = standing.filter_map(|number| {
            let rest = number.trim_start_matches('0');
            let is_number = rest.bytes().all(|byte| byte.is_ascii_digit());
            let has_zeros = rest.len() < number.len() && !rest.is_empty();
            (is_number && has_zeros).then_some((rest, number.as_str()))
        });
        Self(shortened.collect())
    }

    /// What stands that this may be.
    pub(super) fn before(&self, number: &str) -> Option<String> {
        self.0.get(number).map(|&standing| standing.to_owned())
    }
}
