//! The organisation told as facts says the same on every day as the organisation itself.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use shared::commission::{History, staff_facts};
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
}
