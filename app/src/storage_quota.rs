//! How much room the browser gives, and whether it may clear it by itself.

use crate::browser::{call_async, navigator, property};

/// From this share of the room on, in percent, the person is warned.
const NEARLY_FULL_PERCENT: u64 = 80;

/// What the browser says about the room it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageQuota {
    /// Bytes that are used.
    pub used: u64,
    /// Bytes that may be used.
    pub quota: u64,
    /// The browser does not clear it by itself.
    pub persisted: bool,
}

impl StorageQuota {
    /// Asks the browser; `None` if it does not say.
    pub async fn ask() -> Option<Self> {
        let storage = property(&navigator(), "storage")?;
        let estimate = call_async(&storage, "estimate", &[]).await.ok()?;
        let persisted = call_async(&storage, "persisted", &[]).await.ok()?;
        // Whole bytes, far below 2⁵³.
        let bytes = |name| Some(property(&estimate, name)?.as_f64()? as u64);
        Some(Self {
            used: bytes("usage")?,
            quota: bytes("quota")?,
            persisted: persisted.as_bool()?,
        })
    }

    /// Whether the person should make room soon.
    pub const fn is_nearly_full(self) -> bool {
        self.used.saturating_mul(100) >= self.quota.saturating_mul(NEARLY_FULL_PERCENT)
    }
}

/// Asks that the browser never clears what is kept by itself; whether it agreed.
pub async fn ask_to_persist() -> bool {
    let Some(storage) = property(&navigator(), "storage") else {
        return false;
    };
    let answer = call_async(&storage, "persist", &[]).await;
    answer.is_ok_and(|answer| answer.as_bool() == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warning_comes_at_four_fifths() {
        let room = |used| StorageQuota {
            used,
            quota: 1_000,
            persisted: false,
        };
        assert!(!room(799).is_nearly_full());
        assert!(room(800).is_nearly_full());
    }
}
