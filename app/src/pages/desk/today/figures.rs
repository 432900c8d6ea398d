//! The figures of the desk for a start page, each with the filter that lists what is counted.

use crate::api::{self, ApiError};
use crate::pages::desk::age::Service;
use crate::pages::desk::requests;
use crate::pages::training::LATE_SESSIONS;
use chrono::NaiveDate;
use shared::desk::{LateSession, QueueFilter};
use shared::submission::Status;
use shared::time::Timestamp;

/// The figures of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
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
    /// Cases the person may decide, no further than [`shared::desk::MOST_LEFT`].
    pub left: u64,
    /// Cases they have decided today.
    pub decided: u64,
    /// Late sessions they may agree to.
    pub late_sessions: usize,
    /// When the oldest case that waits arrived.
    pub oldest: Option<Timestamp>,
    /// The day of the figures.
    pub day: NaiveDate,
}

impl Figures {
    /// Asks the server for them; who decides is told of late sessions too.
    pub async fn read(day: NaiveDate, decides: bool) -> Result<Self, ApiError> {
        let all = requests::queue(&QueueFilter::default()).await?;
        let overdue = requests::queue(&overdue(day)).await?.total;
        let due_today = match due_today(day) {
            Some(filter) => requests::queue(&filter).await?.total,
            None => 0,
        };
        let late_sessions = match decides {
            true => api::get::<Vec<LateSession>>(LATE_SESSIONS).await?,
            false => Vec::new(),
        };
        let count = |status| {
            let counted = all.counts.iter().find(|counted| counted.status == status);
            counted.map_or(0, |counted| counted.count)
        };
        Ok(Self {
            waiting: all.total,
            overdue,
            due_today,
            answered: count(Status::Answered),
            queried: count(Status::Queried),
            left: all.today.left,
            decided: all.today.decided,
            late_sessions: late_sessions.iter().filter(|late| !late.is_own).count(),
            oldest: all.entries.first().map(|oldest| oldest.received_at),
            day,
        })
    }
}

/// What waits past the service level on this day.
pub fn overdue(day: NaiveDate) -> QueueFilter {
    QueueFilter {
        received_until: Some(Service::Overdue.arrived_until(day)),
        ..QueueFilter::default()
    }
}

/// What waits on the last day of the service level; `None` on a day on which nothing falls due.
pub fn due_today(day: NaiveDate) -> Option<QueueFilter> {
    let from = Service::Overdue.arrived_until(day).succ_opt()?;
    let until = Service::DueToday.arrived_until(day);
    (from <= until).then(|| QueueFilter {
        received_from: Some(from),
        received_until: Some(until),
        ..QueueFilter::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_overdue_is_not_due_today() {
        // A Thursday.
        let thursday = day("2026-10-29");
        assert_eq!(overdue(thursday).received_until, Some(day("2026-10-25")));
        let due = due_today(thursday).unwrap();
        let monday = Some(day("2026-10-26"));
        assert_eq!((due.received_from, due.received_until), (monday, monday));
    }

    #[test]
    fn over_a_weekend_nothing_falls_due() {
        assert_eq!(due_today(day("2026-10-31")), None);
        assert_eq!(due_today(day("2026-11-01")), None);
    }
}
