//! What has to be in before a commission is earned: how long the client may withdraw, what is held and for how long.

use super::rate::Rate;
use serde::{Deserialize, Serialize};

/// The settings of the gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// Days of cooling-off after the day of the client's receipt. The version of the day of issue counts.
    pub cooling_off_days: u16,
    /// What is earned while a document is missing; the rest is held.
    pub earned_without_documents: Rate,
    /// Months after which a held amount is forfeited.
    pub forfeited_after_months: u8,
    /// Days after the issue from which on the statement says that no delivery is known.
    #[serde(default = "hint_days")]
    pub delivery_hint_after_days: u16,
    /// Days after the close on which a month is paid: its year is the one it is taxed in.
    #[serde(default)]
    pub paid_days_after_close: u8,
}

/// For tables written before the setting was there.
const fn hint_days() -> u16 {
    30
}
