//! Facts about training.

use super::name::EventCode;
use crate::id::PersonId;
use crate::month::Month;
use serde::{Deserialize, Serialize};

/// An agent's attendance in a month (出勤).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who.
    pub agent: PersonId,
    /// In which month.
    pub month: Month,
    /// Sessions they had to attend.
    pub required: u16,
    /// Sessions of those that they attended.
    pub attended: u16,
}

/// Somebody enrolled for an exam.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// Which exam.
    pub exam: EventCode,
    /// Who.
    pub agent: PersonId,
    /// Which try, from 1.
    pub attempt: u8,
    /// What came of it.
    pub sitting: ExamResult,
}

/// What came of an enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExamResult {
    /// Did not sit.
    Absent,
    /// Sat and failed.
    Failed,
    /// Sat and passed.
    Passed,
}

/// A training session of the plan; the day of the fact is the planned one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Which session.
    pub session: EventCode,
    /// Whether it took place.
    pub held: bool,
}

/// A rating from 1 to 5 after a session.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rated {
    /// Which session.
    pub session: EventCode,
    /// Who rated it.
    pub agent: PersonId,
    /// 1 (worst) to 5; others are left out of the mean.
    pub rating: u8,
}
