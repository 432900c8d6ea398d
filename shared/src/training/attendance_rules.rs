//! Figures of attendance that the business may change.

/// The settings of attendance. A new version is one more constant that names what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceRules {
    /// Minutes before the start at which signing in opens.
    pub opens_before: i64,
    /// Minutes after the end at which signing in ends.
    pub closes_after: i64,
    /// Minutes after the start up to which somebody still counts as present.
    pub late_after: i64,
    /// Minutes by which a phone's corrected clock may still be wrong, either way.
    pub tolerance: i64,
    /// Share of the hours credited to who left early, percent.
    pub left_early_percent: u32,
}

impl AttendanceRules {
    /// In force since the beginning.
    pub const CURRENT: Self = Self {
        opens_before: 30,
        closes_after: 30,
        late_after: 5,
        tolerance: 5,
        left_early_percent: 50,
    };
}
