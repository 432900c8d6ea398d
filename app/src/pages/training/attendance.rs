//! An agent's own attendance as their phone knows it.

mod check_ins;
mod credits;
#[cfg(test)]
mod example;
mod invitations;

pub use credits::{Credit, credits, education};
pub use invitations::{invitations, is_todays};

use super::attended::{Attended, PendingCorrection, Standing};
use check_ins::{sent_check_ins, waiting_check_ins};
use shared::answers::read::date_at;
use shared::id::PersonId;
use shared::month::Month;
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::OutboxEntry;
use shared::training::{
    Attendance, AttendanceRules, Backdated, Cancelled, Presence, PresenceRules, Roster,
    RosterEntry, SatThrough, SessionCredit, SessionTimes, displaced, is_same_sign_in,
};

/// Everything this phone knows of `agent`'s attendance, the latest first.
pub fn own_attendance(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    agent: PersonId,
    (offset, rules): (i32, &[PresenceRules]),
) -> Vec<Attended> {
    let mut attended = at_sessions(records, agent, (offset, rules));
    let check_ins =
        sent_check_ins(records, outbox, offset).chain(waiting_check_ins(outbox, agent, offset));
    for mut check_in in check_ins {
        if let Some(session) = signed_in_to(records, &check_in, offset) {
            of_session(&mut check_in, session);
        }
        match attended.iter_mut().find(|known| known.is_of(&check_in)) {
            Some(known) => known.take_in(check_in),
            None => attended.push(check_in),
        }
    }
    attended.sort_by_key(|one| core::cmp::Reverse((one.day, one.record)));
    attended
}

/// The sessions at which the agent is known to have been or not; of those that overlap only one credits hours.
fn at_sessions(
    records: &[RecordView],
    agent: PersonId,
    here: (i32, &[PresenceRules]),
) -> Vec<Attended> {
    let at_session = |session| at_session(session, agent, here);
    let mut attended: Vec<Attended> = records.iter().filter_map(at_session).collect();
    let sat_through =
        |record: &RecordView| SatThrough::of(&record.training_session()?, agent, here);
    for (session, instead) in displaced(records.iter().filter_map(sat_through).collect()) {
        let mut records = records.iter();
        let instead = records.find(|record| record.record_id == instead);
        if let Some(one) = attended.iter_mut().find(|one| one.record == session) {
            one.credited_instead = instead.and_then(topic);
            if let Standing::Counted { minutes, .. } = &mut one.standing {
                *minutes = 0;
            }
        }
    }
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
    let start = times_of(session, offset)?.start;
    let asked = roster.correction_of(agent).filter(|asked| asked.waits());
    // Who may have come in vain finds why, also if they signed in nowhere.
    let in_vain = |it: &Cancelled| start <= it.at;
    if entry.presence.is_none()
        && asked.is_none()
        && !roster.cancelled.as_ref().is_some_and(in_vain)
    {
        return None;
    }
    let credited = |presence| {
        let credit = SessionCredit::of(content, roster.held_until(), (offset, rules));
        credit.minutes(presence)
    };
    Some(Attended {
        record: session.record_id,
        day: content.get("date")?.parse().ok()?,
        at: start,
        topic: topic(session),
        session_number: content.get("session_number").unwrap_or_default().to_owned(),
        standing: standing(roster, entry.presence, credited),
        pending: asked.map(|asked| PendingCorrection::Presence(asked.presence)),
        contradicted: entry.contradiction().is_some(),
        credited_instead: None,
        counted_in: None,
        refused: None,
        slip: None,
    })
}

/// What is known of a presence on a roster that credits so many minutes.
fn standing(
    roster: &Roster,
    presence: Option<Presence>,
    credited: impl Fn(Presence) -> u32,
) -> Standing {
    if let Some(cancelled) = &roster.cancelled {
        return cancelled.into();
    }
    if roster.backdated.as_ref().is_some_and(Backdated::is_refused) {
        return Standing::Declined;
    }
    match presence.filter(|_| roster.is_in_force()) {
        None => Standing::WaitingForSecondPerson,
        Some(presence) if roster.closed_at.is_none() => Standing::NotClosed { presence },
        Some(presence) => Standing::Counted {
            presence,
            minutes: credited(presence),
        },
    }
}

fn times_of(session: &RecordView, offset: i32) -> Option<SessionTimes> {
    SessionTimes::of(&session.content, offset, &AttendanceRules::CURRENT)
}

fn topic(session: &RecordView) -> Option<String> {
    session.content.get("topic").map(str::to_owned)
}

/// The agent's line on a session's roster.
pub fn own_entry(session: &RecordView, agent: PersonId) -> Option<&RosterEntry> {
    match &session.office {
        Office::Roster(roster) => roster.entries.iter().find(|entry| entry.person.id == agent),
        Office::Review(_) | Office::CheckIn(_) => None,
    }
}

/// The session that a sign-in is to, if this phone knows it.
fn signed_in_to<'r>(
    records: &'r [RecordView],
    sign_in: &Attended,
    offset: i32,
) -> Option<&'r RecordView> {
    let held = |session: &RecordView| {
        let times = times_of(session, offset);
        times.is_some_and(|times| is_same_sign_in(times.start, sign_in.at))
    };
    let number = &sign_in.session_number;
    records
        .iter()
        .filter(|record| record.kind == RecordKind::TrainingSession)
        .find(|session| session.content.is("session_number", number) && held(session))
}

/// What a sign-in is to; one that does not count because the session was called off says so.
fn of_session(sign_in: &mut Attended, session: &RecordView) {
    sign_in.topic = topic(session);
    if let (Standing::NotCounted(_), Some(cancelled)) = (&sign_in.standing, called_off(session)) {
        sign_in.standing = cancelled.into();
    }
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

/// That the trainer called the session off, and why.
pub fn called_off(session: &RecordView) -> Option<&Cancelled> {
    match &session.office {
        Office::Roster(roster) => roster.cancelled.as_ref(),
        Office::Review(_) | Office::CheckIn(_) => None,
    }
}

#[cfg(test)]
mod tests;
