//! A branch with two departments, and what happens in the middle of a month.

mod mistakes;

use super::*;
use crate::id::{PersonId, UnitId};
use crate::setting::Setting;
use crate::submission::Level;
use chrono::NaiveDate;
use std::collections::BTreeSet;

const COMPANY: UnitId = UnitId::from_number(1);
const BRANCH: UnitId = UnitId::from_number(2);
const NORTH: UnitId = UnitId::from_number(3);
const SOUTH: UnitId = UnitId::from_number(4);
const TEAM_A: UnitId = UnitId::from_number(5);
const TEAM_B: UnitId = UnitId::from_number(6);

const WANG: PersonId = PersonId::from_number(11);
const LEADER_A: PersonId = PersonId::from_number(12);
const LEADER_B: PersonId = PersonId::from_number(13);
const REVIEWER: PersonId = PersonId::from_number(14);
const MANAGER_NORTH: PersonId = PersonId::from_number(15);
const MANAGER_SOUTH: PersonId = PersonId::from_number(16);
const TRAINER: PersonId = PersonId::from_number(17);
const ADMINISTRATOR: PersonId = PersonId::from_number(18);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn always() -> Period {
    Period::since(day("2026-01-01"))
}

fn unit(id: UnitId, kind: UnitKind, name: &str) -> Unit {
    Unit {
        id,
        kind,
        name: name.to_owned(),
        mother: None,
    }
}

fn under(parent: UnitId, unit: UnitId) -> Placement {
    Placement {
        unit,
        parent,
        period: always(),
    }
}

fn holds(person: PersonId, role: Role, unit: UnitId, level: Option<u8>) -> Appointment {
    Appointment {
        person,
        unit,
        role,
        level: level.map(Level),
        period: always(),
    }
}

/// Wang is in team A of the northern department.
fn organisation() -> Organisation {
    Organisation {
        units: vec![
            unit(COMPANY, UnitKind::Company, "安行"),
            unit(BRANCH, UnitKind::Branch, "华东分公司"),
            unit(NORTH, UnitKind::Department, "城北营业部"),
            unit(SOUTH, UnitKind::Department, "城南营业部"),
            unit(TEAM_A, UnitKind::Team, "一组"),
            unit(TEAM_B, UnitKind::Team, "二组"),
        ],
        placements: vec![
            under(COMPANY, BRANCH),
            under(BRANCH, NORTH),
            under(BRANCH, SOUTH),
            under(NORTH, TEAM_A),
            under(SOUTH, TEAM_B),
        ],
        appointments: vec![
            holds(WANG, Role::Agent, TEAM_A, None),
            holds(LEADER_A, Role::TeamLeader, TEAM_A, None),
            holds(LEADER_B, Role::TeamLeader, TEAM_B, None),
            holds(REVIEWER, Role::Reviewer, BRANCH, Some(1)),
            holds(MANAGER_NORTH, Role::Manager, NORTH, Some(3)),
            holds(MANAGER_SOUTH, Role::Manager, SOUTH, Some(3)),
            holds(TRAINER, Role::Trainer, BRANCH, None),
            holds(ADMINISTRATOR, Role::Administrator, COMPANY, None),
        ],
    }
}

/// Wang moves to team B of the southern department on 15 March.
fn after_the_transfer() -> Organisation {
    let mut organisation = organisation();
    organisation
        .transfer(WANG, TEAM_B, Role::Agent, day("2026-03-15"))
        .unwrap();
    assert_eq!(organisation.check(), []);
    organisation
}

fn captured(on: &str) -> Captured {
    Captured {
        by: WANG,
        on: day(on),
        is_reviewed: true,
    }
}

/// Who of everybody sees the record on 1 April.
fn viewers(organisation: &Organisation, record: Captured) -> BTreeSet<PersonId> {
    let everybody = (11..=18).map(PersonId::from_number);
    let today = day("2026-04-01");
    everybody
        .filter(|viewer| organisation.may_see(*viewer, &record, today))
        .collect()
}

#[test]
fn the_units_below_a_branch_are_its_departments_and_teams() {
    let organisation = organisation();
    let march = organisation.as_of(day("2026-03-01"));
    assert_eq!(
        march.units_below(BRANCH),
        BTreeSet::from([NORTH, SOUTH, TEAM_A, TEAM_B])
    );
    assert_eq!(march.units_below(TEAM_A), BTreeSet::new());
    assert_eq!(
        march.path(TEAM_A).collect::<Vec<_>>(),
        [TEAM_A, NORTH, BRANCH, COMPANY]
    );
    assert_eq!(march.leader_of(TEAM_A), Some(LEADER_A));
}

#[test]
fn a_transfer_on_the_fifteenth_begins_on_the_fifteenth() {
    let organisation = after_the_transfer();
    assert_eq!(
        organisation.as_of(day("2026-03-14")).team_of(WANG),
        Some(TEAM_A)
    );
    assert_eq!(
        organisation.as_of(day("2026-03-15")).team_of(WANG),
        Some(TEAM_B)
    );
    let end_of_march = organisation.as_of(day("2026-03-31"));
    assert_eq!(
        end_of_march.agents_within(NORTH),
        BTreeSet::from([LEADER_A])
    );
    assert_eq!(
        end_of_march.agents_within(SOUTH),
        BTreeSet::from([WANG, LEADER_B])
    );
}

#[test]
fn a_transfer_leaves_the_records_before_it_where_they_were() {
    let organisation = after_the_transfer();
    let before = viewers(&organisation, captured("2026-03-14"));
    assert_eq!(
        before,
        BTreeSet::from([WANG, LEADER_A, REVIEWER, MANAGER_NORTH])
    );
    let after = viewers(&organisation, captured("2026-03-15"));
    assert_eq!(
        after,
        BTreeSet::from([WANG, LEADER_B, REVIEWER, MANAGER_SOUTH])
    );
}

#[test]
fn a_team_that_moves_leaves_its_history_with_the_old_department() {
    let mut organisation = organisation();
    organisation.placements[3].period = always().ending(day("2026-03-14"));
    organisation.placements.push(Placement {
        period: Period::since(day("2026-03-15")),
        ..under(SOUTH, TEAM_A)
    });
    assert_eq!(organisation.check(), []);
    assert!(viewers(&organisation, captured("2026-03-14")).contains(&MANAGER_NORTH));
    let after = viewers(&organisation, captured("2026-03-15"));
    assert!(after.contains(&MANAGER_SOUTH) && !after.contains(&MANAGER_NORTH));
    assert!(after.contains(&LEADER_A));
}

#[test]
fn a_new_leader_sees_the_teams_history_and_the_old_one_no_longer() {
    let mut organisation = organisation();
    let record = captured("2026-02-01");
    organisation.exit(LEADER_A, day("2026-02-28")).unwrap();
    let new = PersonId::from_number(12 + 100);
    organisation
        .transfer(new, TEAM_A, Role::TeamLeader, day("2026-03-01"))
        .unwrap();
    let today = day("2026-04-01");
    assert!(organisation.may_see(new, &record, today));
    assert!(!organisation.may_see(LEADER_A, &record, today));
}

#[test]
fn a_trainer_sees_training_but_no_clients() {
    let organisation = organisation();
    let check_in = Captured {
        is_reviewed: false,
        ..captured("2026-03-01")
    };
    assert!(viewers(&organisation, check_in).contains(&TRAINER));
    assert!(!viewers(&organisation, captured("2026-03-01")).contains(&TRAINER));
}

#[test]
fn what_an_agent_captured_before_leaving_and_sent_after_stays_with_the_last_team() {
    let mut organisation = after_the_transfer();
    organisation.exit(WANG, day("2026-03-20")).unwrap();
    assert_eq!(organisation.as_of(day("2026-03-21")).team_of(WANG), None);
    let straggler = viewers(&organisation, captured("2026-03-25"));
    assert!(straggler.contains(&LEADER_B));
}

#[test]
fn nobody_belongs_anywhere_before_joining() {
    assert_eq!(
        organisation().team_at_capture(WANG, day("2025-12-31")),
        None
    );
    assert!(!organisation().may_see(LEADER_A, &captured("2025-12-31"), day("2026-04-01")));
}

#[test]
fn the_level_reaches_over_the_units_below_and_no_further() {
    let organisation = organisation();
    let march = organisation.as_of(day("2026-03-01"));
    assert_eq!(march.review_level(REVIEWER, TEAM_B), Some(Level(1)));
    assert_eq!(march.review_level(MANAGER_NORTH, TEAM_A), Some(Level(3)));
    assert_eq!(march.review_level(MANAGER_NORTH, TEAM_B), None);
    assert_eq!(march.review_level(LEADER_A, TEAM_A), None);
}

#[test]
fn an_organisation_comes_back_from_json_as_it_was() {
    let json = serde_json::to_string(&after_the_transfer()).unwrap();
    insta::assert_json_snapshot!(after_the_transfer().appointments);
    insta::assert_json_snapshot!(AuthorityTable::as_delivered().unwrap()[0]);
    assert_eq!(
        serde_json::from_str::<Organisation>(&json).unwrap(),
        after_the_transfer()
    );
}
