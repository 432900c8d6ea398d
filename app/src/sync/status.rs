//! What the exchange is doing, as every tab shows it.

use serde::{Deserialize, Serialize};
use shared::sync::Phase;
use shared::time::Timestamp;

/// What the exchange is doing, as every tab shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// What the device is doing.
    pub phase: Phase,
    /// When the last successful exchange was; `None` if there was none yet.
    pub last_exchange: Option<Timestamp>,
    /// How many changes this run of pages has brought.
    pub fetched: u64,
    /// How many it still has to bring.
    pub remaining: u64,
    /// When this run began.
    pub began_at: Timestamp,
}

impl SyncStatus {
    /// Before anything has happened.
    pub const fn starting(now: Timestamp, last_exchange: Option<Timestamp>) -> Self {
        Self {
            phase: Phase::Idle,
            last_exchange,
            fetched: 0,
            remaining: 0,
            began_at: now,
        }
    }

    /// Whether the device has never been in step with the server.
    pub const fn is_first(&self) -> bool {
        self.last_exchange.is_none() || self.remaining > 0
    }

    /// Seconds until the run is over, at the pace so far; `None` while there is no pace yet.
    pub fn seconds_left(&self, now: Timestamp) -> Option<u64> {
        let spent = u64::try_from(now.millis_since(self.began_at)).ok()?;
        let left_ms = spent
            .checked_mul(self.remaining)?
            .checked_div(self.fetched)?;
        Some(left_ms.div_ceil(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_so_far_tells_the_time_left() {
        let mut status = SyncStatus::starting(Timestamp::from_millis(0), None);
        assert_eq!(status.seconds_left(Timestamp::from_millis(500)), None);
        status.fetched = 200;
        status.remaining = 600;
        assert_eq!(status.seconds_left(Timestamp::from_millis(1_000)), Some(3));
        assert!(status.is_first());
    }
}
