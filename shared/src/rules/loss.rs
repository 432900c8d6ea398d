//! Rules of the claim report.

use super::Settings;
use crate::answers::Answers;
use chrono::{NaiveDate, NaiveDateTime};

/// Whether the loss is reported later than the settings allow without a reason.
pub fn is_late(answers: &Answers, _prefix: &str, today: NaiveDate) -> bool {
    let known = answers
        .get("loss.known_at")
        .and_then(|text| moment(text).map(|moment| moment.date()));
    known
        .is_some_and(|known| (today - known).num_days() > Settings::in_force(today).late_after_days)
}

/// A civil date and time as the forms write it, `2026-10-31T14:05`.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()
}
