//! When a surrender is a replacement, and what a reinstatement gives back.

use serde::{Deserialize, Serialize};

/// The settings of clawback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clawback {
    /// Days before and after a surrender in which a new policy of the same insured replaces the old.
    pub replacement_days: u16,
    /// Whether a reinstatement gives again what the lapse took back. The version of its month counts.
    #[serde(default = "yes")]
    pub restored_when_reinstated: bool,
}

/// For tables written before the setting was there.
const fn yes() -> bool {
    true
}
