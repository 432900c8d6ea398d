//! A team leader's view of the team: who they are today, where their cases stand, who came to
//! training. Read anew each time; the phone keeps the last one.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::Db;
use crate::store::team::{self, Captures};
use shared::desk::StatusCount;
use shared::id::PersonId;
use shared::month::Month;
use shared::record::Office;
use shared::team::{Member, Team, TeamCase};
use shared::time::Timestamp;
use shared::training::Attendance;
use std::collections::BTreeMap;

type Counts = BTreeMap<PersonId, Vec<StatusCount>>;
type Cases = BTreeMap<PersonId, Vec<TeamCase>>;

/// The team of this person as it is now; nobody for who leads none.
pub async fn team(db: &mut Db, person: &SignedIn, now: Timestamp) -> Result<Team, ApiError> {
    let leader = person.viewer();
    let month = Month::of(person.today);
    let mut counts: Counts = by_person(team::counts(db, leader).await?);
    let mut cases: Cases = by_person(team::cases(db, leader).await?);
    let attendance = attendance(&team::rosters(db, person.branch.unit_id, month).await?);
    let mut members = Vec::new();
    for captures in team::members(db, leader).await? {
        let id = captures.person.id;
        let (counts, cases) = (counts.remove(&id), cases.remove(&id));
        let attendance = attendance.get(&id).copied().unwrap_or_default();
        members.push(member(captures, true, counts, cases, attendance));
    }
    for (id, mut theirs) in cases {
        theirs.retain(|case| case.query.is_some());
        if let (false, Some(captures)) = (theirs.is_empty(), team::of_former(db, id).await?) {
            let counts = counts.remove(&id);
            members.push(member(
                captures,
                false,
                counts,
                Some(theirs),
                Attendance::default(),
            ));
        }
    }
    Ok(Team {
        as_of: now,
        month,
        members,
    })
}

fn by_person<T>(rows: Vec<(PersonId, T)>) -> BTreeMap<PersonId, Vec<T>> {
    let mut sorted = BTreeMap::<_, Vec<_>>::new();
    for (person, row) in rows {
        sorted.entry(person).or_default().push(row);
    }
    sorted
}

fn member(
    captures: Captures,
    here: bool,
    counts: Option<Vec<StatusCount>>,
    cases: Option<Vec<TeamCase>>,
    attendance: Attendance,
) -> Member {
    Member {
        person: captures.person,
        agent_number: captures.agent_number,
        here,
        counts: counts.unwrap_or_default(),
        cases: cases.unwrap_or_default(),
        attendance,
    }
}

/// Of each.
fn attendance(rosters: &[Office]) -> BTreeMap<PersonId, Attendance> {
    let mut sums = BTreeMap::<PersonId, Attendance>::new();
    for office in rosters {
        if let Office::Roster(roster) = office {
            for entry in &roster.entries {
                let sum = sums.entry(entry.person.id).or_default();
                sum.add(roster, entry.presence);
            }
        }
    }
    sums
}
