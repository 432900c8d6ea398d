//! How the desk stands.

use super::DeskToday;
use crate::time::Timestamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the desk stands for whoever asks, all of it at one moment: the answer to `GET /api/desk/today`.
/// What is counted, the filters [`super::QueueFilter::overdue`] and its siblings list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskFigures {
    /// The day of the figures, at the branch of who asks.
    pub day: NaiveDate,
    /// Cases that wait for the office.
    pub waiting: u64,
    /// Of those, past the service level.
    pub overdue: u64,
    /// Of those, on their last day.
    pub due_today: u64,
    /// Cases whose agent has answered.
    pub answered: u64,
    /// Cases whose agent has to answer.
    pub queried: u64,
    /// When the oldest case that waits arrived.
    pub oldest: Option<Timestamp>,
    /// Late sessions that the person may agree to.
    pub late_sessions: u64,
    /// How far the person is today.
    pub today: DeskToday,
}
