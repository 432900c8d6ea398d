//! Attendance out of the sessions that trainers closed.
//!
//! A session counts for everybody on its roster from the day on which the server learned that it was
//! closed; who signed in with a code that came later counts as having attended from that day on. So what was
//! said of a month on a day stays as it was. Who was excused (请假) did not have to attend.

use super::gather::DERIVED;
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, mutations, units};
use chrono::NaiveDate;
use shared::commission::{Attendance, Fact, What};
use shared::id::{PersonId, RecordId};
use shared::month::Month;
use shared::record::{CheckInState, Office, PresenceSource, RecordKind, RosterEntry};
use shared::rules::read::date_at;
use shared::sync::Operation;
use shared::time::Timestamp;
use shared::training::Presence;
use std::collections::BTreeMap;

/// What changed on a day: sessions required, and attended.
type Changes = BTreeMap<NaiveDate, (u16, u16)>;
/// Of every agent and month.
type Ledger = BTreeMap<(PersonId, Month), Changes>;

/// The attendance of every agent and month with a closed session, with each day on which it changed.
pub(super) async fn facts(db: &mut Db) -> Stored<Vec<Fact>> {
    let check_ins = check_ins(db).await?;
    let mut ledger = Ledger::new();
    for session in records::of_kind(db, RecordKind::TrainingSession).await? {
        count(db, &session, &check_ins, &mut ledger).await?;
    }
    let told = ledger.into_iter();
    Ok(told
        .flat_map(|((agent, month), changes)| running(agent, month, changes))
        .collect())
}

/// When the server had each check-in that counted, by session and person.
async fn check_ins(db: &mut Db) -> Stored<BTreeMap<(RecordId, PersonId), Timestamp>> {
    let records = records::of_kind(db, RecordKind::CheckIn).await?.into_iter();
    let counted = records.filter_map(|record| match record.view.office {
        Office::CheckIn(CheckInState::Counted { session, .. }) => Some((
            (session, record.view.captured_by.id),
            record.view.received_at,
        )),
        _ => None,
    });
    Ok(counted.collect())
}

async fn count(
    db: &mut Db,
    session: &StoredRecord,
    check_ins: &BTreeMap<(RecordId, PersonId), Timestamp>,
    ledger: &mut Ledger,
) -> Stored<()> {
    let record = session.view.record_id;
    let told = Told::about(db, record).await?;
    let offset = units::offset(db, session.branch).await?.unwrap_or_default();
    let day = |at: Timestamp| at.civil_date(offset);
    let (Some(closed), Office::Roster(roster), Some(held)) = (
        told.closed.and_then(day),
        &session.view.office,
        date_at(&session.view.content, "date"),
    ) else {
        return Ok(());
    };
    for entry in &roster.entries {
        let person = entry.person.id;
        if entry.presence == Some(Presence::Excused) {
            continue;
        }
        let changes = ledger.entry((person, Month::of(held))).or_default();
        changes.entry(closed).or_default().0 += 1;
        if entry.presence.is_some_and(Presence::came) {
            let learned = told.learned(entry, check_ins.get(&(record, person)).copied());
            let learned = learned.and_then(day).unwrap_or(closed);
            changes.entry(learned.max(closed)).or_default().1 += 1;
        }
    }
    Ok(())
}

/// When the server had what a trainer did with a session.
#[derive(Default)]
struct Told {
    closed: Option<Timestamp>,
    marked: BTreeMap<PersonId, Timestamp>,
}

impl Told {
    async fn about(db: &mut Db, session: RecordId) -> Stored<Self> {
        let mut told = Self::default();
        for (mutation, at) in mutations::about(db, session).await? {
            match mutation.operation {
                Operation::Close {} => told.closed = told.closed.or(Some(at)),
                Operation::Mark { person, .. } => drop(told.marked.insert(person, at)),
                _ => {}
            }
        }
        Ok(told)
    }

    /// When the server learned that somebody came.
    fn learned(&self, entry: &RosterEntry, check_in: Option<Timestamp>) -> Option<Timestamp> {
        match entry.source {
            Some(PresenceSource::Code { .. }) => check_in,
            Some(PresenceSource::Hand { .. }) => self.marked.get(&entry.person.id).copied(),
            Some(PresenceSource::Closing) | None => None,
        }
    }
}

/// The sums as they stood after each day; what is learned after the month counts as its last day's.
fn running(agent: PersonId, month: Month, changes: Changes) -> Vec<Fact> {
    let (mut required, mut attended) = (0, 0);
    let days = changes.into_iter().enumerate();
    days.filter_map(|(number, (day, (more, came)))| {
        required += more;
        attended += came;
        let agent_id = agent.uuid().simple();
        Some(Fact {
            on: day.min(month.last_day()),
            id: format!("{DERIVED}attendance/{agent_id}/{month}/{number:03}")
                .parse()
                .ok()?,
            known: Some(day),
            what: What::Attendance(Attendance {
                agent,
                month,
                required,
                attended,
            }),
        })
    })
    .collect()
}
