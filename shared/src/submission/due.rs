//! What an unanswered query asks for as time goes on.

use super::Query;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long an unanswered query is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuerySettings {
    /// Days after the due date in which the agent is reminded; then the submission lapses.
    pub reminded_for_days: u16,
    /// Days after today within which the due date of a new query lies.
    pub due_within_days: u16,
}

impl QuerySettings {
    /// In force from the first day.
    const V2026: Self = Self {
        reminded_for_days: 10,
        due_within_days: 90,
    };

    /// Each version with the day from which it is in force, earliest first.
    const VERSIONS: [(i32, u32, u32, Self); 1] = [(2026, 1, 1, Self::V2026)];

    /// The settings in force on a day; before the first version, the first.
    pub fn in_force(day: NaiveDate) -> Self {
        let [first, ..] = &Self::VERSIONS;
        let begun = |&&(year, month, number, _): &&(i32, u32, u32, Self)| {
            NaiveDate::from_ymd_opt(year, month, number).is_some_and(|from| from <= day)
        };
        Self::VERSIONS.iter().rev().find(begun).unwrap_or(first).3
    }

    /// The latest due date of a query that is raised today.
    pub fn latest_due(self, today: NaiveDate) -> NaiveDate {
        let days = Days::new(self.due_within_days.into());
        today.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }
}

/// What a query asks for on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueAction {
    /// Nothing: it is answered, or not past due.
    Wait,
    /// Remind the agent.
    Remind {
        /// The last day for an answer before the submission lapses.
        until: NaiveDate,
    },
    /// Let the submission lapse: [`super::Action::Lapse`].
    Lapse,
}

/// What this query asks for today: past its due date a reminder, then a lapse.
///
/// ```
/// use shared::answers::Answers;
/// use shared::id::{PersonId, QueryId};
/// use shared::submission::{DueAction, PersonRef, Query, QuerySettings, due_action};
/// use shared::time::Timestamp;
///
/// let day = |text: &str| text.parse().unwrap_or_default();
/// let reviewer = PersonRef { id: PersonId::from_number(2), name: "李娜".to_owned() };
/// let (id, asked_at) = (QueryId::from_number(1), Timestamp::from_millis(0));
/// let query = Query::raise(id, vec![], day("2026-11-10"), &Answers::new(), reviewer, asked_at);
/// let settings = QuerySettings { reminded_for_days: 10, due_within_days: 90 };
/// let until = day("2026-11-20");
///
/// assert_eq!(due_action(&query, day("2026-11-10"), settings), DueAction::Wait);
/// assert_eq!(due_action(&query, day("2026-11-11"), settings), DueAction::Remind { until });
/// assert_eq!(due_action(&query, day("2026-11-21"), settings), DueAction::Lapse);
/// ```
pub fn due_action(query: &Query, today: NaiveDate, settings: QuerySettings) -> DueAction {
    let days = Days::new(settings.reminded_for_days.into());
    let until = query.due.checked_add_days(days).unwrap_or(NaiveDate::MAX);
    if !query.is_open() || today <= query.due {
        DueAction::Wait
    } else if today <= until {
        DueAction::Remind { until }
    } else {
        DueAction::Lapse
    }
}
