//! Changes that make no sense, and data that cannot be right.

use super::*;

#[test]
fn a_change_that_makes_no_sense_is_refused_and_changes_nothing() {
    let before = after_the_transfer();
    let mut organisation = before.clone();
    let on = |text| day(text);
    let nowhere = UnitId::from_number(99);
    for (change, refusal) in [
        (
            (WANG, nowhere, Role::Agent, on("2026-04-01")),
            ChangeRefused::UnknownUnit,
        ),
        (
            (WANG, TEAM_B, Role::Agent, on("2026-04-01")),
            ChangeRefused::AlreadyThere,
        ),
        (
            (WANG, TEAM_A, Role::Agent, on("2026-03-01")),
            ChangeRefused::LaterChange(on("2026-03-15")),
        ),
        (
            (WANG, TEAM_A, Role::Auditor, on("2026-04-01")),
            ChangeRefused::NotAMembership(Role::Auditor),
        ),
    ] {
        let (person, unit, role, on) = change;
        assert_eq!(organisation.transfer(person, unit, role, on), Err(refusal));
    }
    assert_eq!(
        organisation.exit(REVIEWER, on("2026-04-01")),
        Err(ChangeRefused::NotAMember)
    );
    assert_eq!(organisation, before);
}

#[test]
fn a_transfer_on_the_day_of_joining_replaces_the_first_team() {
    let mut organisation = organisation();
    organisation
        .transfer(WANG, TEAM_B, Role::Agent, day("2026-01-01"))
        .unwrap();
    assert_eq!(organisation.check(), []);
    assert_eq!(
        organisation.as_of(day("2026-01-01")).team_of(WANG),
        Some(TEAM_B)
    );
}

#[test]
fn mistakes_in_the_organisation_are_named() {
    let codes = |change: fn(&mut Organisation)| {
        let mut organisation = organisation();
        change(&mut organisation);
        let findings = organisation.check();
        findings
            .iter()
            .map(|finding| finding.code.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(|o| o.placements.truncate(4)), ["unit_without_parent"]);
    assert_eq!(
        codes(|o| o.placements[0].parent = UnitId::from_number(99)),
        ["unit_unknown"]
    );
    assert_eq!(
        codes(|o| o.placements[3].parent = TEAM_B),
        ["unit_above_its_parent"]
    );
    assert_eq!(
        codes(|o| o.placements.push(under(SOUTH, TEAM_A))),
        ["unit_in_two_places"]
    );
    assert_eq!(
        codes(|o| o.placements[3].period = always().ending(day("2025-01-01"))),
        ["period_ends_before_it_begins"]
    );
    assert_eq!(
        codes(|o| o.appointments.push(holds(WANG, Role::Agent, TEAM_B, None))),
        ["person_in_two_teams"]
    );
    assert_eq!(
        codes(|o| o
            .appointments
            .push(holds(TRAINER, Role::TeamLeader, TEAM_A, None))),
        ["team_with_two_leaders"]
    );
    assert_eq!(
        codes(|o| o.appointments[0].unit = UnitId::from_number(99)),
        ["unit_unknown"]
    );
}

#[test]
fn every_finding_and_kind_of_unit_has_a_text() {
    use crate::text::{Language, lookup};
    for kind in UnitKind::ALL {
        let key = format!("states.unit_kind.{}", kind.as_str());
        assert!(lookup(Language::En, &key).is_some(), "{key}");
    }
    for code in [
        "unit_without_parent",
        "unit_unknown",
        "unit_above_its_parent",
        "unit_in_two_places",
        "period_ends_before_it_begins",
        "person_in_two_teams",
        "team_with_two_leaders",
        "authority_level_falls",
        "authority_amount_does_not_rise",
    ] {
        for language in [Language::ZhHans, Language::En] {
            assert!(
                lookup(language, &format!("findings.{code}")).is_some(),
                "{code}"
            );
        }
    }
}

#[test]
fn units_that_hang_in_a_circle_end_somewhere() {
    let mut organisation = organisation();
    organisation.placements.push(under(TEAM_A, COMPANY));
    assert_eq!(
        organisation.as_of(day("2026-03-01")).path(TEAM_A).count(),
        4
    );
}
