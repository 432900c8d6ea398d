//! By when a newcomer is expected to have come how far.

use serde::{Deserialize, Serialize};

/// The settings of the tracker: days after joining by which a stage is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewcomerTrack {
    /// Pre-job training completed.
    pub pre_job_training_days: u16,
    /// Exam passed.
    pub exam_days: u16,
    /// Licence held.
    pub licence_days: u16,
    /// First case issued.
    pub first_case_days: u16,
    /// First newcomer allowance earned.
    pub allowance_days: u16,
}
