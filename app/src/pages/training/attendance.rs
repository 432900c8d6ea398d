//! An agent's own attendance as their phone knows it.

use chrono::{Datelike, NaiveDate};
use shared::answers::Answers;
use shared::id::{PersonId, RecordId};
use shared::record::{CheckInRefusal, CheckInState, Office, RecordKind, RecordView, RosterEntry};
use shared::sync::{EntryState, Mutation, Operation, OutboxEntry};
use shared::time::Timestamp;
use shared::training::{
    AttendanceRules, CheckInSlip, CourseKind, CreditedSession, EducationNeeded, EducationProgress,
    Presence, SessionNumber, SessionTimes, education_progress, is_same_sign_in,
};

/// A session somebody was at, or signed in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The record it is read from: the session, or the check-in.
    pub record: RecordId,
    /// The day.
    pub day: NaiveDate,
    /// When the session began, or when they signed in.
    pub at: Timestamp,
    /// The session's topic, if this phone knows the session.
    pub topic: Option<String>,
    /// The session's number.
    pub session_number: String,
    /// What is known.
    pub standing: Standing,
    /// What shows the sign-in to the trainer, if this is one.
    pub slip: Option<CheckInSlip>,
}

impl Attended {
    /// Whether a sign-in to this session at `now` would be a second one.
    pub fn is_signed_in_to(&self, number: SessionNumber, now: Timestamp) -> bool {
        let same = self.session_number == number.to_string() && is_same_sign_in(self.at, now);
        same && match &self.standing {
            Standing::WaitingHere | Standing::WaitingForSession => true,
            Standing::Counted { presence, .. } => presence.came(),
            Standing::WaitingForSecondPerson | Standing::NotSent | Standing::NotCounted(_) => false,
        }
    }
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
    /// The session was told too late: it counts once a second person agrees.
    WaitingForSecondPerson,
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
        .filter_map(|record| at_session(record, agent, offset))
        .collect();
    let check_ins = sent_check_ins(records, offset).chain(waiting_check_ins(outbox, agent, offset));
    for mut check_in in check_ins {
        check_in.topic = topic_of(records, &check_in, offset);
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
    let same =
        known.session_number == check_in.session_number && is_same_sign_in(known.at, check_in.at);
    known.record == check_in.record || (came && same)
}

fn at_session(session: &RecordView, agent: PersonId, offset: i32) -> Option<Attended> {
    let (presence, content) = (own_entry(session, agent)?.presence?, &session.content);
    let Office::Roster(roster) = &session.office else {
        return None;
    };
    let hours = content.get("hours").and_then(|hours| hours.parse().ok());
    let standing = match (roster.is_in_force(), roster.waits_for_second_person()) {
        (true, _) => Standing::Counted {
            presence,
            minutes: presence.credited_minutes(hours.unwrap_or(0), &AttendanceRules::CURRENT),
        },
        (false, true) => Standing::WaitingForSecondPerson,
        (false, false) => return None,
    };
    Some(Attended {
        record: session.record_id,
        day: content.get("date")?.parse().ok()?,
        at: times_of(session, offset)?.start,
        topic: content.get("topic").map(str::to_owned),
        session_number: content.get("session_number").unwrap_or_default().to_owned(),
        standing,
        slip: None,
    })
}

fn times_of(session: &RecordView, offset: i32) -> Option<SessionTimes> {
    SessionTimes::of(&session.content, offset, &AttendanceRules::CURRENT)
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
        let (by, content) = (record.captured_by.id, &record.content);
        let moment = (record.captured_at, offset);
        checked_in(record.record_id, by, moment, content, standing)
    })
}

fn waiting_check_ins(
    outbox: &[OutboxEntry],
    agent: PersonId,
    offset: i32,
) -> impl Iterator<Item = Attended> {
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
        let moment = (mutation.made_at, offset);
        checked_in(mutation.record_id, agent, moment, content, standing)
    })
}

fn checked_in(
    record: RecordId,
    person: PersonId,
    (at, offset): (Timestamp, i32),
    content: &Answers,
    standing: Standing,
) -> Option<Attended> {
    let number = content.get("session_number")?;
    let slip = |code: &str| {
        Some(CheckInSlip {
            session_number: number.parse().ok()?,
            code: code.parse().ok()?,
            person,
        })
    };
    Some(Attended {
        record,
        day: at.civil_date(offset)?,
        at,
        topic: None,
        session_number: number.to_owned(),
        standing,
        slip: content.get("code").and_then(slip),
    })
}

/// Of the session that a sign-in is to, if this phone knows it.
fn topic_of(records: &[RecordView], sign_in: &Attended, offset: i32) -> Option<String> {
    let held = |session: &RecordView| {
        let times = times_of(session, offset);
        times.is_some_and(|times| is_same_sign_in(times.start, sign_in.at))
    };
    records
        .iter()
        .filter(|record| record.kind == RecordKind::TrainingSession)
        .find(|session| {
            session
                .content
                .is("session_number", &sign_in.session_number)
                && held(session)
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

/// What one session gave towards continuing education.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The session's record.
    pub record: RecordId,
    /// What it was about.
    pub topic: String,
    /// Day, kind and minutes.
    pub session: CreditedSession,
}

/// The sessions of a year that gave hours, the latest first.
pub fn credits(records: &[RecordView], agent: PersonId, year: i32, offset: i32) -> Vec<Credit> {
    let mut credits: Vec<Credit> = records
        .iter()
        .filter_map(|session| credit(session, agent, offset))
        .filter(|credit| credit.session.day.year() == year && credit.session.minutes > 0)
        .collect();
    credits.sort_by_key(|credit| core::cmp::Reverse((credit.session.day, credit.record)));
    credits
}

fn credit(session: &RecordView, agent: PersonId, offset: i32) -> Option<Credit> {
    let attended = at_session(session, agent, offset)?;
    let Standing::Counted { minutes, .. } = attended.standing else {
        return None;
    };
    Some(Credit {
        record: attended.record,
        topic: attended.topic.unwrap_or_default(),
        session: CreditedSession {
            day: attended.day,
            kind: CourseKind::from_name(session.content.get("course_kind")?)?,
            minutes,
        },
    })
}

/// How far the continuing education of a year is with these.
pub fn education(credits: &[Credit], year: i32) -> EducationProgress {
    let sessions: Vec<CreditedSession> = credits.iter().map(|credit| credit.session).collect();
    education_progress(&sessions, year, &EducationNeeded::of_year(year))
}

/// The sessions the agent is invited to from today on, the next first; one that passes midnight is among
/// them until signing in has ended.
pub fn invitations(
    records: &[RecordView],
    agent: PersonId,
    now: Timestamp,
    offset: i32,
) -> Vec<RecordView> {
    let today = now.civil_date(offset).unwrap_or_default().to_string();
    let coming = |session: &RecordView| {
        let open = times_of(session, offset).is_some_and(|times| now < times.closes);
        open || session.content.get("date") >= Some(today.as_str())
    };
    let mut sessions: Vec<RecordView> = records
        .iter()
        .filter(|record| own_entry(record, agent).is_some() && coming(record))
        .cloned()
        .collect();
    sessions.sort_by(|one, other| when(one).cmp(&when(other)));
    sessions
}

/// Whether the session is on today's list: of this day, or begun on the one before and still open.
pub fn is_todays(session: &RecordView, now: Timestamp, offset: i32) -> bool {
    let today = now.civil_date(offset).unwrap_or_default().to_string();
    let open = times_of(session, offset).is_some_and(|times| times.is_open(now));
    open || session.content.is("date", &today)
}

/// Whether the trainer called the session off.
pub fn is_cancelled(session: &RecordView) -> bool {
    matches!(&session.office, Office::Roster(roster) if roster.cancelled.is_some())
}

fn when(session: &RecordView) -> (Option<&str>, Option<&str>) {
    (session.content.get("date"), session.content.get("start"))
}

#[cfg(test)]
mod tests;
