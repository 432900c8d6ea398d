//! The organisation told as facts says the same on every day as the organisation itself.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::facts::{Fact, History, staff_facts, staff_facts_as_learned};
use shared::id::{PersonId, UnitId};
use shared::people::{Appointment, Organisation, Period, Role};

fn day(number: u64) -> NaiveDate {
    "2026-01-01"
        .parse::<NaiveDate>()
        .unwrap()
        .checked_add_days(Days::new(number))
        .unwrap()
}

/// One after the other, with or without days between; each to another unit.
fn career(person: PersonId) -> impl Strategy<Value = Vec<Appointment>> {
    let stretch = (0_u64..20, 0_u64..40, 1_u128..4, any::<bool>());
    (proptest::collection::vec(stretch, 0..5), any::<bool>()).prop_map(move |(stretches, stays)| {
        let (mut next, last) = (0, stretches.len());
        let appointment = |(n, (gap, days, unit, leads)): (usize, (u64, u64, u128, bool))| {
            let (from, until) = (next + gap, next + gap + days);
            next = until + 1;
            let until = (!stays || n + 1 < last).then(|| day(until));
            let role = if leads { Role::TeamLeader } else { Role::Agent };
            let unit = UnitId::from_number(unit * 10 + person.uuid().as_u128());
            let period = Period {
                from: day(from),
                until,
            };
            Appointment {
                person,
                unit,
                role,
                level: None,
                period,
            }
        };
        stretches.into_iter().enumerate().map(appointment).collect()
    })
}

/// What the facts known on a day say of everybody on every day.
fn said(facts: &[Fact], known: NaiveDate) -> String {
    let history = History::known_by(facts, known);
    let persons = [1, 2].map(PersonId::from_number);
    let of_day = |day| {
        let units = persons.map(|person| history.unit_of(person, day));
        let joined = persons.map(|person| history.joined_on(person, day));
        format!("{units:?} {joined:?}")
    };
    (0..320).step_by(5).map(day).map(of_day).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn teams_and_leaders_agree_on_every_day(
        one in career(PersonId::from_number(1)),
        other in career(PersonId::from_number(2)),
    ) {
        let appointments = [one, other].concat();
        let organisation = Organisation { appointments, ..Organisation::default() };
        let facts = staff_facts(&organisation);
        let history = History::known_by(&facts, NaiveDate::MAX);
        for day in (0..320).step_by(3).map(day) {
            let is = organisation.as_of(day);
            for person in [1, 2].map(PersonId::from_number) {
                prop_assert_eq!(history.unit_of(person, day), is.team_of(person), "{} {}", person, day);
            }
            for unit in &organisation.appointments {
                prop_assert_eq!(history.leader_of(unit.unit, day), is.leader_of(unit.unit));
            }
        }
    }

    #[test]
    fn each_state_counts_from_the_day_on_which_it_was_learned(
        states in proptest::collection::vec(
            (career(PersonId::from_number(1)), career(PersonId::from_number(2))), 1..4,
        ),
    ) {
        let state = |(one, other): (Vec<Appointment>, Vec<Appointment>)| Organisation {
            appointments: [one, other].concat(),
            ..Organisation::default()
        };
        let mut states = states.into_iter().map(state);
        let first = states.next().unwrap();
        // all learned after everything had happened
        let later: Vec<(NaiveDate, Organisation)> = (500..).map(day).zip(states).collect();
        let facts = staff_facts_as_learned(&first, &later);
        prop_assert_eq!(said(&facts, day(499)), said(&staff_facts(&first), day(499)));
        for (known, state) in &later {
            prop_assert_eq!(said(&facts, *known), said(&staff_facts(state), *known));
        }
    }
}
