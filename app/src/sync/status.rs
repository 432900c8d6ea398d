//! What the exchange is doing, as every tab shows it.

use serde::{Deserialize, Serialize};
use shared::sync::{Phase, SyncResponse};
use shared::time::Timestamp;

/// How far a run of pages has come. Kept beside the cursor, so that a run that is interrupted goes on
/// counting where it stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// How many changes the run has brought.
    pub fetched: u64,
    /// How many it still has to bring.
    pub remaining: u64,
    /// Whether the run is the first on this device. Builds of before did not keep it.
    #[serde(default)]
    pub first: bool,
}

impl Progress {
    /// With one more page; `new` is a device to which none has come before.
    #[must_use]
    pub fn after(self, page: &SyncResponse, new: bool) -> Self {
        let is_under_way = self.remaining > 0;
        let begins = !is_under_way || page.from_start;
        let before = if begins { 0 } else { self.fetched };
        Self {
            fetched: before + page.changes.len() as u64,
            remaining: page.remaining,
            first: new || (is_under_way && self.first),
        }
    }

    /// How many the run brings in all.
    pub const fn all(self) -> u64 {
        self.fetched + self.remaining
    }
}

/// What the exchange is doing, as every tab shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// What the device is doing.
    pub phase: Phase,
    /// When the last successful exchange was; `None` if there was none yet.
    pub last_exchange: Option<Timestamp>,
    /// How far this run of pages has come.
    pub progress: Progress,
    /// When this tab began to count, and from how many.
    pub counted_from: (Timestamp, u64),
}

impl SyncStatus {
    /// Before anything has happened in this tab.
    pub const fn starting(
        now: Timestamp,
        last_exchange: Option<Timestamp>,
        progress: Progress,
    ) -> Self {
        Self {
            phase: Phase::Idle,
            last_exchange,
            progress,
            counted_from: (now, progress.fetched),
        }
    }

    /// With one more page.
    #[must_use]
    pub fn after(self, page: &SyncResponse, now: Timestamp) -> Self {
        let progress = self.progress.after(page, self.last_exchange.is_none());
        let begins = progress.fetched == page.changes.len() as u64;
        Self {
            progress,
            counted_from: if begins { (now, 0) } else { self.counted_from },
            ..self
        }
    }

    /// Whether the device has never been in step with the server. Later, much that comes at once is
    /// only catching up.
    pub const fn is_first(&self) -> bool {
        self.last_exchange.is_none() || (self.progress.first && self.progress.remaining > 0)
    }

    /// Seconds until the run is over, at the pace so far; `None` while there is no pace yet.
    pub fn seconds_left(&self, now: Timestamp) -> Option<u64> {
        let (began_at, before) = self.counted_from;
        let spent = u64::try_from(now.millis_since(began_at)).ok()?;
        let counted = self.progress.fetched.checked_sub(before)?;
        let left_ms = spent
            .checked_mul(self.progress.remaining)?
            .checked_div(counted)?;
        (left_ms > 0).then(|| left_ms.div_ceil(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::RawValue;
    use shared::sync::Change;

    fn page(changes: usize, remaining: u64, from_start: bool) -> SyncResponse {
        let change = Change {
            kind: "record".to_owned(),
            id: String::new(),
            version: 1,
            body: RawValue::from_string("{}".to_owned()).ok(),
        };
        SyncResponse {
            epoch: String::new(),
            server_now: Timestamp::default(),
            outcomes: Vec::new(),
            from_start,
            changes: vec![change; changes],
            cursor: None,
            remaining,
        }
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a_run_that_is_interrupted_goes_on_where_it_stopped() {
        let new = SyncStatus::starting(at(0), None, Progress::default());
        assert!(new.is_first());
        let begun = new.after(&page(200, 850, true), at(0));
        assert_eq!((begun.progress.fetched, begun.progress.all()), (200, 1_050));
        // The browser is closed and opened again.
        let again = SyncStatus::starting(at(9_000), Some(at(0)), begun.progress);
        assert!(again.is_first());
        assert_eq!(again.progress.all(), 1_050);
        let next = again.after(&page(200, 650, false), at(9_500));
        assert_eq!((next.progress.fetched, next.progress.all()), (400, 1_050));
        let last = next.after(&page(650, 0, false), at(10_000));
        assert_eq!((last.progress.fetched, last.progress.all()), (1_050, 1_050));
        let later = last.after(&page(3, 0, false), at(70_000));
        assert_eq!(later.progress.all(), 3);
    }

    #[test]
    fn what_is_much_later_is_no_first_run() {
        let new = SyncStatus::starting(at(0), None, Progress::default());
        let in_step = SyncStatus {
            last_exchange: Some(at(0)),
            ..new.after(&page(200, 0, true), at(0))
        };
        assert!(!in_step.is_first());
        let later = in_step.after(&page(200, 400, false), at(9_000));
        assert!(!later.is_first(), "after a month without network");
        let restored = in_step.after(&page(200, 400, true), at(9_000));
        assert!(!restored.is_first(), "everything anew, but not the first");
        let half = SyncStatus {
            last_exchange: Some(at(0)),
            ..new.after(&page(200, 850, true), at(0))
        };
        let moved = half.after(&page(200, 600, true), at(9_000));
        assert!(moved.is_first(), "begun anew before it was over");
    }

    #[test]
    fn a_restored_server_begins_the_count_anew() {
        let begun = Progress::default().after(&page(200, 850, true), true);
        let anew = begun.after(&page(200, 600, true), false);
        assert_eq!((anew.fetched, anew.all()), (200, 800));
    }

    #[test]
    fn only_the_pace_of_this_tab_tells_the_time_left() {
        let progress = Progress {
            fetched: 400,
            remaining: 800,
            first: true,
        };
        let again = SyncStatus::starting(at(0), None, progress);
        assert_eq!(again.seconds_left(at(500)), None);
        let next = again.after(&page(200, 600, false), at(500));
        assert_eq!(next.seconds_left(at(1_000)), Some(3));
    }
}
