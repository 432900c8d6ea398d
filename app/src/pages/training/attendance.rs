//! An agent's own attendance as their phone knows it.

use chrono::{Datelike, NaiveDate};
use shared::answers::Answers;
use shared::id::{PersonId, RecordId};
use shared::record::{CheckInRefusal, CheckInState, Office, RecordKind, RecordView, RosterEntry};
use shared::sync::{EntryState, Mutation, Operation, OutboxEntry};
use shared::time::Timestamp;
use shared::training::{
    AttendanceRules, CourseKind, CreditedSession, EducationNeeded, EducationProgress, Presence,
    education_progress,
};

/// A session somebody was at, or signed in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The record it is read from: the session, or the check-in.
    pub record: RecordId,
    /// The day.
    pub day: NaiveDate,
    /// The session's topic, if this phone knows the session.
    pub topic: Option<String>,
    /// The session's number.
    pub session_number: String,
    /// What is known.
    pub standing: Standing,
}

/// What is known of an attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The sign-in is on this phone only.
    WaitingHere,
    /// The server could not take the sign-in.
    NotSent,
    /// The trainer's phone has not sent the session.
    WaitingForSession,
    /// It counts.
    Counted {
        /// As what.
        presence: Presence,
        /// Minutes credited.
        minutes: u32,
    },
    /// It does not count.
    NotCounted(CheckInRefusal),
}

/// How often somebody came, of the sessions in which their presence is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attendance {
    /// Came.
    pub came: usize,
    /// Known.
    pub held: usize,
}

/// Everything this phone knows of `agent`'s attendance, the latest first.
pub fn own_attendance(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    agent: PersonId,
    offset: i32,
) -> Vec<Attended> {
    let mut attended: Vec<Attended> = records
        .iter()
        .filter_map(|record| at_session(record, agent))
        .collect();
    let check_ins = sent_check_ins(records, offset).chain(waiting_check_ins(outbox, offset));
    for mut check_in in check_ins {
        check_in.topic = topic_of(records, &check_in.session_number, check_in.day);
        if !attended.iter().any(|other| replaces(other, &check_in)) {
            attended.push(check_in);
        }
    }
    attended.sort_by_key(|one| core::cmp::Reverse((one.day, one.record)));
    attended
}

/// A session in which the person came says more than a check-in to it; and the office's word on a
/// check-in replaces the phone's own.
fn replaces(known: &Attended, check_in: &Attended) -> bool {
    let came = matches!(known.standing, Standing::Counted { presence, .. } if presence.came());
    let same = known.session_number == check_in.session_number && known.day == check_in.day;
    known.record == check_in.record || (came && same)
}

fn at_session(session: &RecordView, agent: PersonId) -> Option<Attended> {
    let presence = own_entry(session, agent)?.presence?;
    let content = &session.content;
    let hours = content.get("hours").and_then(|hours| hours.parse().ok());
    Some(Attended {
        record: session.record_id,
        day: content.get("date")?.parse().ok()?,
        topic: content.get("topic").map(str::to_owned),
        session_number: content.get("session_number").unwrap_or_default().to_owned(),
        standing: Standing::Counted {
            presence,
            minutes: presence.credited_minutes(hours.unwrap_or(0), &AttendanceRules::CURRENT),
        },
    })
}

/// The agent's line on a session's roster.
pub fn own_entry(session: &RecordView, agent: PersonId) -> Option<&RosterEntry> {
    match &session.office {
        Office::Roster(roster) => roster.entries.iter().find(|entry| entry.person.id == agent),
        Office::Review(_) | Office::CheckIn(_) => None,
    }
}

/// Check-ins the server has; those counted stand in their session.
fn sent_check_ins(records: &[RecordView], offset: i32) -> impl Iterator<Item = Attended> {
    records.iter().filter_map(move |record| {
        let standing = match &record.office {
            Office::CheckIn(CheckInState::WaitingForSession) => Standing::WaitingForSession,
            Office::CheckIn(CheckInState::NotCounted { reason }) => Standing::NotCounted(*reason),
            Office::CheckIn(CheckInState::Counted { presence, .. }) => Standing::Counted {
                presence: *presence,
                minutes: 0,
            },
            Office::Review(_) | Office::Roster(_) => return None,
        };
        let (id, at) = (record.record_id, record.captured_at);
        checked_in(id, at, offset, &record.content, standing)
    })
}

fn waiting_check_ins(outbox: &[OutboxEntry], offset: i32) -> impl Iterator<Item = Attended> {
    outbox.iter().filter_map(move |entry| {
        let mutation: Mutation = serde_json::from_str(&entry.body).ok()?;
        let Operation::Submit { content, .. } = &mutation.operation else {
            return None;
        };
        let standing = match entry.state {
            EntryState::Waiting => Standing::WaitingHere,
            EntryState::Applied { .. } => Standing::WaitingForSession,
            EntryState::SetAside(_) => Standing::NotSent,
        };
        if mutation.kind != RecordKind::CheckIn {
            return None;
        }
        let (id, at) = (mutation.record_id, mutation.made_at);
        checked_in(id, at, offset, content, standing)
    })
}

fn checked_in(
    record: RecordId,
    at: Timestamp,
    offset: i32,
    content: &Answers,
    standing: Standing,
) -> Option<Attended> {
    Some(Attended {
        record,
        day: at.civil_date(offset)?,
        topic: None,
        session_number: content.get("session_number")?.to_owned(),
        standing,
    })
}

fn topic_of(records: &[RecordView], number: &str, day: NaiveDate) -> Option<String> {
    let day = day.to_string();
    records
        .iter()
        .filter(|record| record.kind == RecordKind::TrainingSession)
        .find(|session| {
            session.content.is("session_number", number) && session.content.is("date", &day)
        })
        .and_then(|session| session.content.get("topic").map(str::to_owned))
}

/// How often they came.
pub fn rate(attended: &[Attended]) -> Attendance {
    let mut rate = Attendance::default();
    for one in attended {
        if let Standing::Counted { presence, .. } = one.standing {
            rate.held += 1;
            rate.came += usize::from(presence.came());
        }
    }
    rate
}

/// How far the continuing education of a year is.
pub fn education(records: &[RecordView], agent: PersonId, year: i32) -> EducationProgress {
    let credited: Vec<CreditedSession> = records
        .iter()
        .filter_map(|session| {
            let attended = at_session(session, agent)?;
            let Standing::Counted { minutes, .. } = attended.standing else {
                return None;
            };
            Some(CreditedSession {
                day: attended.day,
                kind: CourseKind::from_name(session.content.get("course_kind")?)?,
                minutes,
            })
        })
        .filter(|session| session.day.year() == year)
        .collect();
    education_progress(&credited, year, &EducationNeeded::CURRENT)
}

/// The sessions the agent is invited to from `today` on, the next first.
pub fn invitations(records: &[RecordView], agent: PersonId, today: NaiveDate) -> Vec<RecordView> {
    let today = today.to_string();
    let mut sessions: Vec<RecordView> = records
        .iter()
        .filter(|record| own_entry(record, agent).is_some())
        .filter(|record| record.content.get("date") >= Some(today.as_str()))
        .cloned()
        .collect();
    sessions.sort_by(|one, other| when(one).cmp(&when(other)));
    sessions
}

fn when(session: &RecordView) -> (Option<&str>, Option<&str>) {
    (session.content.get("date"), session.content.get("start"))
}

#[cfg(test)]
mod tests;
