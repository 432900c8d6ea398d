//! Who is invited.

use super::*;
use crate::training::Presence;

const BRANCH: UnitId = UnitId::from_number(1);
const DAWN: UnitId = UnitId::from_number(2);
const ROCK: UnitId = UnitId::from_number(3);

fn member(number: u128, team: UnitId, role: Role, joined: &str) -> Member {
    Member {
        person: PersonRef {
            id: PersonId::from_number(number),
            name: format!("代理人{number}"),
        },
        units: vec![team, BRANCH],
        roles: vec![role],
        joined: joined.parse().ok(),
    }
}

fn branch() -> [Member; 4] {
    [
        member(1, DAWN, Role::Agent, "2026-09"),
        member(2, DAWN, Role::TeamLeader, "2024-01"),
        member(3, ROCK, Role::Agent, "2026-10"),
        member(4, ROCK, Role::Agent, ""),
    ]
}

/// The numbers of those for whom a session with these answers is.
fn invited_by(answers: &[(&str, String)]) -> Vec<u128> {
    let session = answers
        .iter()
        .fold(Answers::new(), |all, (path, text)| all.with(path, text));
    let entries = invited(&session, &branch(), &[]).into_iter();
    entries
        .map(|entry| entry.person.id.uuid().as_u128())
        .collect()
}

fn unit(item: usize, unit: UnitId) -> (String, String) {
    (format!("audience_units.{item}.unit"), unit.to_string())
}

#[test]
fn a_session_that_says_nothing_is_for_everybody() {
    assert_eq!(invited_by(&[]), [1, 2, 3, 4]);
}

#[test]
fn a_unit_is_meant_with_all_below_it() {
    let (path, dawn) = unit(0, DAWN);
    assert_eq!(invited_by(&[(&path, dawn)]), [1, 2]);
    let (path, all) = unit(0, BRANCH);
    assert_eq!(invited_by(&[(&path, all)]), [1, 2, 3, 4]);
}

#[test]
fn conditions_are_met_together_and_units_one_by_one() {
    let (path, dawn) = unit(0, DAWN);
    let role = ("audience_role", "agent".to_owned());
    assert_eq!(invited_by(&[(&path, dawn.clone()), role.clone()]), [1]);
    let (other, rock) = unit(1, ROCK);
    assert_eq!(
        invited_by(&[(&path, dawn), (&other, rock), role]),
        [1, 3, 4]
    );
}

#[test]
fn a_cohort_is_who_joined_in_its_months() {
    let from = ("audience_joined_from", "2026-09".to_owned());
    let until = ("audience_joined_until", "2026-09".to_owned());
    assert_eq!(invited_by(core::slice::from_ref(&from)), [1, 3]);
    assert_eq!(invited_by(&[from, until]), [1]);
}

#[test]
fn who_is_named_comes_besides() {
    let named = (
        "audience_people.0.person",
        PersonId::from_number(4).to_string(),
    );
    assert_eq!(invited_by(core::slice::from_ref(&named)), [4]);
    let (path, dawn) = unit(0, DAWN);
    assert_eq!(invited_by(&[(&path, dawn), named]), [1, 2, 4]);
}

#[test]
fn what_is_known_of_a_presence_is_kept_when_the_audience_changes() {
    let mut before = invited(&Answers::new(), &branch(), &[]);
    before[3].presence = Some(Presence::Present);
    let session = Answers::new().with(
        "audience_people.0.person",
        &PersonId::from_number(1).to_string(),
    );
    let after = invited(&session, &branch(), &before);
    let numbers = after.iter().map(|entry| entry.person.id.uuid().as_u128());
    assert_eq!(numbers.collect::<Vec<_>>(), [1, 4]);
    assert_eq!(after[1].presence, Some(Presence::Present));
}
