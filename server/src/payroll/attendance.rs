//! Attendance out of the sessions that trainers closed.
//!
//! A session counts for everybody on its roster from the day on which the server learned that it was
//! closed, and a second person had agreed if it was told too late; one that was called off, or not agreed
//! to, counts for nobody. What is said of somebody's presence later counts from the day on which it came; what
//! is changed after the day of the session, from the day on which a second person agreed. So what was said of a
//! month on a day stays as it was. Who was excused (请假) did not have to attend.

mod course;

use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, mutations, units};
use chrono::NaiveDate;
use course::{Course, Learned};
use shared::commission::{Attendance, DERIVED, Fact, What};
use shared::id::{PersonId, RecordId};
use shared::month::Month;
use shared::record::{CheckInState, Office, RecordKind, Roster};
use shared::rules::read::date_at;
use shared::sync::Operation;
use shared::time::Timestamp;
use shared::training::{Presence, PresenceCorrection};
use std::collections::BTreeMap;

/// What changed on a day: sessions required, and attended.
type Changes = BTreeMap<NaiveDate, (i32, i32)>;
/// Of every agent and month.
type Ledger = BTreeMap<(PersonId, Month), Changes>;
/// What check-ins said, and when the server had them, by session and person.
type CheckIns = BTreeMap<(RecordId, PersonId), (Timestamp, Presence)>;

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

/// The first check-in of somebody that counted in a session.
async fn check_ins(db: &mut Db) -> Stored<CheckIns> {
    let mut first = CheckIns::new();
    for record in records::of_kind(db, RecordKind::CheckIn).await? {
        let view = record.view;
        if let Office::CheckIn(CheckInState::Counted { session, presence }) = view.office {
            let said = (view.received_at, presence);
            first.entry((session, view.captured_by.id)).or_insert(said);
        }
    }
    Ok(first)
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
        let course = Course::of(told.learned(person, check_ins.get(&(record, person))));
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

/// When the server had what a trainer did with a session.
#[derive(Default)]
struct Told {
    closed: Option<Timestamp>,
    /// With when the trainer made the mark.
    marked: BTreeMap<PersonId, Vec<(Timestamp, Timestamp, Presence)>>,
}

impl Told {
    async fn about(db: &mut Db, session: RecordId, roster: &Roster) -> Stored<Self> {
        let mut told = Self::agreed(roster);
        for applied in mutations::applied_to(db, session).await? {
            let (at, made) = (applied.received_at, applied.made_at());
            let asks = |asked: &PresenceCorrection| asked.id == applied.mutation.mutation_id;
            match applied.mutation.operation {
                Operation::Mark { .. } if roster.corrections.iter().any(asks) => {}
                Operation::Close { .. } => told.closed = told.closed.or(Some(at)),
                Operation::Mark {
                    person, presence, ..
                } => {
                    let marks = told.marked.entry(person).or_default();
                    marks.push((at, made, presence));
                }
                _ => {}
            }
        }
        Ok(told)
    }

    /// The changes of presence that a second person agreed to, each since they did.
    fn agreed(roster: &Roster) -> Self {
        let mut told = Self::default();
        for asked in &roster.corrections {
            if let Some(word) = asked.agreement() {
                let marked = told.marked.entry(asked.person).or_default();
                marked.push((word.at, asked.at, asked.presence));
            }
        }
        told
    }

    /// Since when the session counts, if it does.
    fn counts_from(&self, roster: &Roster) -> Option<Timestamp> {
        let closed = self.closed.filter(|_| roster.is_in_force())?;
        let word = roster.backdated.as_ref().and_then(|it| it.word.as_ref());
        Some(word.map_or(closed, |word| word.at.max(closed)))
    }

    /// Everything the server learned of somebody's presence.
    fn learned(&self, person: PersonId, check_in: Option<&(Timestamp, Presence)>) -> Vec<Learned> {
        let marked = self.marked.get(&person).into_iter().flatten();
        let marked = marked.map(|(at, made, presence)| Learned::marked(*at, *made, *presence));
        let signed_in = check_in.map(|(at, presence)| Learned::signed_in(*at, *presence));
        let closed = self.closed.map(Learned::closed);
        marked.chain(signed_in).chain(closed).collect()
    }
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
                what: What::Attendance(Attendance {
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
mod second_word_tests;
#[cfg(test)]
mod tests;
