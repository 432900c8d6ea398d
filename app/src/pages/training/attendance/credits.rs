//! What an agent's sessions gave towards continuing education.

use super::at_sessions;
use crate::pages::training::attended::{Attended, Standing};
use chrono::Datelike;
use shared::id::{PersonId, RecordId};
use shared::record::RecordView;
use shared::training::{
    CourseKind, CreditedSession, EducationNeeded, EducationProgress, PresenceRules,
    education_progress,
};

/// What one session gave towards continuing education.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The session's record.
    pub record: RecordId,
    /// What it was about.
    pub topic: String,
    /// Day, kind and minutes.
    pub session: CreditedSession,
    /// What the session was about that is credited in its place, for it was held at the same time.
    pub instead: Option<String>,
}

/// The sessions of a year that gave hours of continuing education, the latest first; with those that gave none
/// because another that was held at the same time did.
pub fn credits(
    records: &[RecordView],
    agent: PersonId,
    year: i32,
    here: (i32, &[PresenceRules]),
) -> Vec<Credit> {
    let mut credits: Vec<Credit> = at_sessions(records, agent, here)
        .into_iter()
        .filter_map(|attended| credit(records, attended))
        .filter(|credit| credit.session.day.year() == year && credit.is_worth_naming())
        .collect();
    credits.sort_by_key(|credit| core::cmp::Reverse((credit.session.day, credit.record)));
    credits
}

impl Credit {
    fn is_worth_naming(&self) -> bool {
        let gave = self.session.minutes > 0 || self.instead.is_some();
        gave && self.session.kind.is_continuing_education()
    }
}

fn credit(records: &[RecordView], attended: Attended) -> Option<Credit> {
    let Standing::Counted { minutes, .. } = attended.standing else {
        return None;
    };
    let mut records = records.iter();
    let session = records.find(|record| record.record_id == attended.record)?;
    Some(Credit {
        record: attended.record,
        topic: attended.topic.unwrap_or_default(),
        session: CreditedSession {
            day: attended.day,
            kind: CourseKind::from_name(session.content.get("course_kind")?)?,
            minutes,
        },
        instead: attended.credited_instead,
    })
}

/// How far the continuing education of a year is with these.
pub fn education(credits: &[Credit], year: i32) -> EducationProgress {
    let sessions: Vec<CreditedSession> = credits.iter().map(|credit| credit.session).collect();
    education_progress(&sessions, year, &EducationNeeded::of_year(year))
}

#[cfg(test)]
mod tests;
