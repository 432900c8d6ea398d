//! What a change of somebody brings about that its differences do not say.

use super::{Held, PersonInFull, Role};
use crate::finding::Finding;
use crate::id::UnitId;
use chrono::NaiveDate;

/// What the dates of `after` bring about: teams that nobody leads from a day on, and days on which somebody is
/// nowhere between two things that they do. Warnings `unit_without_leader` and `person_nowhere`. `people` are all as
/// they stand, `name` says what a unit is called.
pub fn consequences(
    before: &PersonInFull,
    after: &PersonInFull,
    people: &[PersonInFull],
    name: impl Fn(UnitId) -> String,
) -> Vec<Finding> {
    let led = before.appointments.iter().filter(|held| leads(held));
    let without_leader = led.filter_map(|held| {
        let from = ends(held, after)?.succ_opt()?;
        let others = people.iter().filter(|it| it.id != after.id);
        let mut held_then = others.chain([after]).flat_map(|it| &it.appointments);
        let is_led =
            held_then.any(|it| leads(it) && it.unit == held.unit && it.period.contains(from));
        let finding = Finding::warning("unit_without_leader", "appointments");
        (!is_led).then(|| finding.with("unit", name(held.unit)).with("from", from))
    });
    let known = gaps(before);
    let nowhere = gaps(after).into_iter().filter(|gap| !known.contains(gap));
    let nowhere = nowhere.map(|(from, until)| {
        let finding = Finding::warning("person_nowhere", "appointments");
        finding.with("from", from).with("until", until)
    });
    without_leader.chain(nowhere).collect()
}

fn leads(held: &Held) -> bool {
    held.role == Role::TeamLeader
}

/// The last day of what they did, if it is another than before.
fn ends(held: &Held, after: &PersonInFull) -> Option<NaiveDate> {
    let mut stands = after.appointments.iter();
    let same =
        |it: &&Held| (it.unit, it.role, it.period.from) == (held.unit, held.role, held.period.from);
    let until = stands.find(same)?.period.until;
    until.filter(|_| until != held.period.until)
}

/// The days between two things that they do on which they do nothing, as first and last day.
fn gaps(person: &PersonInFull) -> Vec<(NaiveDate, NaiveDate)> {
    let mut periods: Vec<_> = person.appointments.iter().map(|it| it.period).collect();
    periods.retain(|period| !period.is_empty());
    periods.sort_unstable();
    let mut found = Vec::new();
    let mut busy_until = periods.first().map(|first| first.until);
    for period in periods {
        // Open is for ever.
        let Some(Some(last)) = busy_until else { break };
        let free = last.succ_opt().zip(period.from.pred_opt());
        found.extend(free.filter(|(from, until)| from <= until));
        busy_until = Some(period.until.map(|until| until.max(last)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;
    use crate::people::Period;

    const DAWN: UnitId = UnitId::from_number(7);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held(role: Role, from: &str, until: Option<&str>) -> Held {
        Held {
            unit: DAWN,
            role,
            level: None,
            period: Period {
                from: day(from),
                until: until.map(day),
            },
        }
    }

    fn person(number: u128, appointments: Vec<Held>) -> PersonInFull {
        PersonInFull {
            id: PersonId::from_number(number),
            staff_number: None,
            name: String::new(),
            login: String::new(),
            mobile: None,
            identity: None,
            licence_number: None,
            licence_expires_on: None,
            joined_on: day("2026-01-01"),
            left_on: None,
            left_because: None,
            appointments,
        }
    }

    fn told(before: &PersonInFull, after: &PersonInFull, others: &[PersonInFull]) -> Vec<String> {
        let found = consequences(before, after, others, |_| "Dawn".to_owned());
        let told = found
            .iter()
            .map(|it| format!("{} {:?}", it.code, it.params));
        told.collect()
    }

    #[test]
    fn a_team_whose_leader_goes_has_none_until_somebody_else_leads_it() {
        let leads = |until| held(Role::TeamLeader, "2026-01-01", until);
        let before = person(1, vec![leads(None)]);
        let after = person(1, vec![leads(Some("2026-11-30"))]);
        assert_eq!(
            told(&before, &after, std::slice::from_ref(&before)),
            [r#"unit_without_leader {"from": "2026-12-01", "unit": "Dawn"}"#]
        );
        let next = person(2, vec![held(Role::TeamLeader, "2026-12-01", None)]);
        assert_eq!(told(&before, &after, &[next]), [""; 0]);
        let late = person(2, vec![held(Role::TeamLeader, "2026-12-02", None)]);
        assert_eq!(told(&before, &after, &[late]).len(), 1);
        assert_eq!(told(&after, &after, &[]), [""; 0], "it was so before");
    }

    #[test]
    fn days_between_two_roles_are_told_and_touching_or_overlapping_ones_leave_none() {
        let agent = |until| held(Role::Agent, "2026-01-01", until);
        let trainer = held(Role::Trainer, "2026-12-10", None);
        let before = person(1, vec![agent(None), trainer]);
        let until = |last| person(1, vec![trainer, agent(Some(last))]);
        assert_eq!(
            told(&before, &until("2026-11-30"), &[]),
            [r#"person_nowhere {"from": "2026-12-01", "until": "2026-12-09"}"#]
        );
        assert_eq!(told(&before, &until("2026-12-09"), &[]), [""; 0]);
        assert_eq!(told(&before, &until("2026-12-31"), &[]), [""; 0]);
        let known = until("2026-11-30");
        assert_eq!(told(&known, &known, &[]), [""; 0], "it was so before");
    }
}
