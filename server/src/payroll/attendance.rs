//! Attendance out of the sessions that trainers closed.
//!
//! A session counts for everybody on its roster from the day on which the server learned that it was
//! closed, and a second person had agreed if it was told too late; one that was called off, or not agreed
//! to, counts for nobody. What is said of somebody's presence later counts from the day on which it came; what
//! is changed after the day of the session, from the day on which a second person agreed; a sign-in whose number was
//! corrected, from the day on which the right one came. So what was said of a month on a day stays as it was. Who
//! was excused (请假) did not have to attend.

mod course;
mod told;

use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, contents, units};
use chrono::NaiveDate;
use course::Course;
use shared::answers::read::date_at;
use shared::facts::{Attendance, DERIVED, Fact, FactKind};
use shared::id::{PersonId, RecordId};
use shared::month::Month;
use shared::record::{Office, RecordKind};
use shared::training::{CheckInState, CheckedIn};
use std::collections::BTreeMap;
use told::Told;

/// What changed on a day: sessions required, and attended.
type Changes = BTreeMap<NaiveDate, (i32, i32)>;
/// Of every agent and month.
type Ledger = BTreeMap<(PersonId, Month), Changes>;
/// The check-ins that count, by session and person.
type CheckIns = BTreeMap<(RecordId, PersonId), Vec<CheckedIn>>;

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

/// The check-ins that count in a session, each known since its last content came: one that has the right number
/// only after it was corrected was not to be found by the wrong one.
async fn check_ins(db: &mut Db) -> Stored<CheckIns> {
    let versions = contents::of_kind(db, RecordKind::CheckIn).await?;
    let mut counted = CheckIns::new();
    for record in records::of_kind(db, RecordKind::CheckIn).await? {
        let view = record.view;
        let last = versions.get(&view.record_id).and_then(|all| all.last());
        if let Office::CheckIn(CheckInState::Counted { session, presence }) = view.office {
            let of_person = counted.entry((session, view.captured_by.id)).or_default();
            of_person.push(CheckedIn {
                presence,
                at: view.captured_at,
                known_at: last.map_or(view.received_at, |(at, _)| *at),
            });
        }
    }
    Ok(counted)
}

async fn count(
    db: &mut Db,
    session: &StoredRecord,
    check_ins: &CheckIns,
    ledger: &mut Ledger,
) -> Stored<()> {
    let record = session.view.record_id;
    let (Office::Roster(roster), Some(held)) =
        (&session.view.office, date_at(&session.view.content, "date"))
    else {
        return Ok(());
    };
    let told = Told::about(db, record, roster).await?;
    let offset = units::offset(db, session.branch).await?.unwrap_or_default();
    let Some(from) = told.counts_from(roster) else {
        return Ok(());
    };
    for entry in &roster.entries {
        let person = entry.person.id;
        let signed_in = check_ins.get(&(record, person));
        let signed_in = signed_in.map_or(&[][..], Vec::as_slice);
        let course = Course::of(&entry.person, told.learned(person, signed_in));
        let changes = ledger.entry((person, Month::of(held))).or_default();
        for (at, required, attended) in course.changes_from(from) {
            if let Some(day) = at.civil_date(offset) {
                let change = changes.entry(day).or_default();
                *change = (change.0 + required, change.1 + attended);
            }
        }
    }
    Ok(())
}

/// The sums as they stood after each day; what is learned after the month counts as its last day's.
fn running(agent: PersonId, month: Month, changes: Changes) -> Vec<Fact> {
    let (mut required, mut attended) = (0, 0);
    let changed = changes.into_iter().filter(|(_, change)| *change != (0, 0));
    changed
        .enumerate()
        .filter_map(|(number, (day, (more, came)))| {
            required += more;
            attended += came;
            let agent_id = agent.uuid().simple();
            Some(Fact {
                on: day.min(month.last_day()),
                id: format!("{DERIVED}attendance/{agent_id}/{month}/{number:03}")
                    .parse()
                    .ok()?,
                known: Some(day),
                what: FactKind::Attendance(Attendance {
                    agent,
                    month,
                    required: sessions(required),
                    attended: sessions(attended),
                }),
            })
        })
        .collect()
}

fn sessions(number: i32) -> u16 {
    u16::try_from(number.max(0)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod order_tests;
#[cfg(test)]
mod second_word_tests;
#[cfg(test)]
mod sign_in_tests;
#[cfg(test)]
mod steps;
#[cfg(test)]
mod tests;
