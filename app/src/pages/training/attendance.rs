//! An agent's own attendance as their phone knows it.

use super::attended::{Attended, PendingCorrection, Standing};
use chrono::Datelike;
use shared::answers::Answers;
use shared::id::{PersonId, RecordId};
use shared::month::Month;
use shared::record::{CheckInState, Office, RecordKind, RecordView, RosterEntry};
use shared::rules::read::date_at;
use shared::sync::{EntryState, Operation, OutboxEntry};
use shared::time::Timestamp;
use shared::training::{
    Attendance, AttendanceRules, Backdated, CheckInSlip, CourseKind, CreditedSession,
    EducationNeeded, EducationProgress, PresenceRules, SessionCredit, SessionTimes,
    education_progress, is_same_sign_in,
};

/// Everything this phone knows of `agent`'s attendance, the latest first.
pub fn own_attendance(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    agent: PersonId,
    (offset, rules): (i32, &[PresenceRules]),
) -> Vec<Attended> {
    let mut attended: Vec<Attended> = records
        .iter()
        .filter_map(|record| at_session(record, agent, (offset, rules)))
        .collect();
    let check_ins =
        sent_check_ins(records, outbox, offset).chain(waiting_check_ins(outbox, agent, offset));
    for mut check_in in check_ins {
        check_in.topic = topic_of(records, &check_in, offset);
        match attended.iter_mut().find(|known| known.is_of(&check_in)) {
            Some(known) => known.take_in(check_in),
            None => attended.push(check_in),
        }
    }
    attended.sort_by_key(|one| core::cmp::Reverse((one.day, one.record)));
    attended
}

fn at_session(
    session: &RecordView,
    agent: PersonId,
    (offset, rules): (i32, &[PresenceRules]),
) -> Option<Attended> {
    let entry = own_entry(session, agent)?;
    let content = &session.content;
    let Office::Roster(roster) = &session.office else {
        return None;
    };
    let asked = roster.correction_of(agent).filter(|asked| asked.waits());
    if entry.presence.is_none() && asked.is_none() {
        return None;
    }
    let standing = if roster.cancelled.is_some() {
        Standing::Cancelled
    } else if roster.backdated.as_ref().is_some_and(Backdated::is_refused) {
        Standing::Declined
    } else if !roster.is_in_force() {
        Standing::WaitingForSecondPerson
    } else {
        match entry.presence {
            None => Standing::WaitingForSecondPerson,
            Some(presence) if roster.closed_at.is_none() => Standing::NotClosed { presence },
            Some(presence) => Standing::Counted {
                presence,
                minutes: SessionCredit::of(content, rules).minutes(presence),
            },
        }
    };
    Some(Attended {
        record: session.record_id,
        day: content.get("date")?.parse().ok()?,
        at: times_of(session, offset)?.start,
        topic: content.get("topic").map(str::to_owned),
        session_number: content.get("session_number").unwrap_or_default().to_owned(),
        standing,
        pending: asked.map(|asked| PendingCorrection::Presence(asked.presence)),
        contradicted: entry.contradiction().is_some(),
        counted_in: None,
        refused: None,
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

/// Check-ins the server has, with what is corrected in them; one that was taken counts once its session does.
fn sent_check_ins(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    offset: i32,
) -> impl Iterator<Item = Attended> {
    records.iter().filter_map(move |record| {
        let Office::CheckIn(state) = &record.office else {
            return None;
        };
        let corrected = correction(record, outbox);
        let is_here = |standing: &Standing| *standing != Standing::WaitingForSession;
        let pending = corrected.as_ref().filter(|(_, standing)| is_here(standing));
        let pending = pending.map(|_| PendingCorrection::Number);
        let (content, standing) =
            corrected.unwrap_or_else(|| (record.content.clone(), standing_of(state)));
        let moment = (record.captured_at, offset);
        let by = record.captured_by.id;
        Some(Attended {
            pending,
            counted_in: session_of(&record.office),
            ..checked_in(record.record_id, by, moment, &content, standing)?
        })
    })
}

const fn standing_of(state: &CheckInState) -> Standing {
    match state {
        CheckInState::WaitingForSession => Standing::WaitingForSession,
        CheckInState::NotCounted { reason } => Standing::NotCounted(*reason),
        CheckInState::Counted { presence, .. } => Standing::NotClosed {
            presence: *presence,
        },
    }
}

/// A check-in as corrected on this phone, while the office does not have the correction.
fn correction(record: &RecordView, outbox: &[OutboxEntry]) -> Option<(Answers, Standing)> {
    let mut of_record = outbox.iter().rev();
    let entry = of_record.find(|entry| entry.record_id == record.record_id)?;
    let standing = match entry.state {
        EntryState::Applied { version } if version <= record.version => return None,
        EntryState::Applied { .. } => Standing::WaitingForSession,
        EntryState::Waiting => Standing::WaitingHere,
        EntryState::SetAside(_) => Standing::NotSent,
    };
    let mutation = entry.mutation()?;
    match mutation.operation {
        Operation::Amend { changes, .. } => Some((changes.on(&record.content), standing)),
        _ => None,
    }
}

fn session_of(office: &Office) -> Option<RecordId> {
    match office {
        Office::CheckIn(CheckInState::Counted { session, .. }) => Some(*session),
        _ => None,
    }
}

fn waiting_check_ins(
    outbox: &[OutboxEntry],
    agent: PersonId,
    offset: i32,
) -> impl Iterator<Item = Attended> {
    outbox.iter().filter_map(move |entry| {
        let mutation = entry.mutation()?;
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
        pending: None,
        contradicted: false,
        counted_in: None,
        refused: None,
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

/// How often they came in a month: as their leader reads it.
pub fn attendance_in(records: &[RecordView], agent: PersonId, month: Month) -> Attendance {
    let mut sum = Attendance::default();
    for session in records {
        if let (Office::Roster(roster), Some(entry)) = (&session.office, own_entry(session, agent))
            && date_at(&session.content, "date").is_some_and(|day| Month::of(day) == month)
        {
            sum.add(roster, entry.presence);
        }
    }
    sum
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

/// The sessions of a year that gave hours of continuing education, the latest first.
pub fn credits(
    records: &[RecordView],
    agent: PersonId,
    year: i32,
    here: (i32, &[PresenceRules]),
) -> Vec<Credit> {
    let gave =
        |session: &CreditedSession| session.minutes > 0 && session.kind.is_continuing_education();
    let mut credits: Vec<Credit> = records
        .iter()
        .filter_map(|session| credit(session, agent, here))
        .filter(|credit| credit.session.day.year() == year && gave(&credit.session))
        .collect();
    credits.sort_by_key(|credit| core::cmp::Reverse((credit.session.day, credit.record)));
    credits
}

fn credit(session: &RecordView, agent: PersonId, here: (i32, &[PresenceRules])) -> Option<Credit> {
    let attended = at_session(session, agent, here)?;
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
