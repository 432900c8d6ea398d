//! Facts about people out of the organisation: who joined and left, in which team, under whom.
//!
//! The organisation dates what it holds but not when the office learned it, so every fact counts
//! as known on its day. That is right for a first import; later changes are told as facts of their
//! own, with the day they were learned, so that closed months stay as they are (see
//! [`Ledger::after`](super::Ledger::after)).
//!
//! ```
//! use shared::commission::{History, staff_facts};
//! use shared::id::{PersonId, UnitId};
//! use shared::people::{Appointment, Organisation, Period, Role};
//! let day = |text: &str| text.parse::<chrono::NaiveDate>();
//! let (person, unit) = (PersonId::from_number(1), UnitId::from_number(2));
//! let period = Period { from: day("2026-01-05")?, until: Some(day("2026-03-31")?) };
//! let organisation = Organisation {
//!     appointments: vec![Appointment { person, unit, role: Role::Agent, level: None, period }],
//!     ..Organisation::default()
//! };
//! let facts = staff_facts(&organisation);
//! let history = History::known_by(&facts, day("2026-12-31")?);
//! assert_eq!(history.unit_of(person, day("2026-03-31")?), Some(unit));
//! assert_eq!(history.unit_of(person, day("2026-04-01")?), None);
//! # Ok::<(), chrono::ParseError>(())
//! ```

use super::facts::{Appointed, Fact, Founded, Joined, Left, Placed, What};
use crate::id::{PersonId, UnitId};
use crate::people::{Appointment, Organisation, Role};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The facts about people and units that an organisation holds. It does not hold who recruited whom: that
/// is told by facts of its own.
pub fn staff_facts(organisation: &Organisation) -> Vec<Fact> {
    let mut told = contracts(organisation);
    told.extend(memberships(organisation).map(|held| {
        let (agent, unit) = (held.person, held.unit);
        (
            held.period.from,
            format!("{agent}/{unit}"),
            What::Placed(Placed { agent, unit }),
        )
    }));
    told.extend(leaders(organisation));
    told.extend(organisation.placements.iter().map(|placement| {
        let (unit, parent) = (placement.unit, Some(placement.parent));
        (
            placement.period.from,
            unit.to_string(),
            What::Founded(Founded { unit, parent }),
        )
    }));
    told.into_iter().filter_map(fact).collect()
}

/// When, about what, what.
type Told = (NaiveDate, String, What);

fn fact((on, about, what): Told) -> Option<Fact> {
    let kind = match what {
        What::Joined(_) => "joined",
        What::Left(_) => "left",
        What::Placed(_) => "placed",
        What::Appointed(_) => "appointed",
        _ => "founded",
    };
    // Two ids are too long for a name: their digest stands for them.
    let id = format!("{kind}/{on}/{}", digest(&about)).parse().ok()?;
    Some(Fact {
        on,
        id,
        known: None,
        what,
    })
}

/// A short text, the same for the same words.
fn digest(about: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(about.as_bytes());
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn memberships(organisation: &Organisation) -> impl Iterator<Item = &Appointment> {
    let held = organisation.appointments.iter();
    held.filter(|held| held.is_membership() && !held.period.is_empty())
}

/// Contracts: memberships that follow each other without a day between are one.
fn contracts(organisation: &Organisation) -> Vec<Told> {
    let mut held: BTreeMap<PersonId, Vec<&Appointment>> = BTreeMap::new();
    for appointment in memberships(organisation) {
        held.entry(appointment.person)
            .or_default()
            .push(appointment);
    }
    let mut told = vec![];
    for (agent, mut held) in held {
        held.sort_by_key(|held| held.period.from);
        for (from, last) in spells(&held) {
            let joined = Joined {
                agent,
                recruiter: None,
            };
            told.push((from, agent.to_string(), What::Joined(joined)));
            let left = last.map(|last| (last, agent.to_string(), What::Left(Left { agent })));
            told.extend(left);
        }
    }
    told
}

/// First and last days of unbroken stretches, from memberships by first day.
fn spells(held: &[&Appointment]) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut spells: Vec<(NaiveDate, Option<NaiveDate>)> = vec![];
    for period in held.iter().map(|held| held.period) {
        match spells.last_mut() {
            Some((_, None)) => {}
            Some((_, last @ Some(_))) if last.and_then(|l| l.succ_opt()) >= Some(period.from) => {
                *last = last.zip(period.until).map(|(one, other)| one.max(other));
            }
            _ => spells.push((period.from, period.until)),
        }
    }
    spells
}

/// Who leads a team from when on; nobody after the last day, unless somebody follows.
fn leaders(organisation: &Organisation) -> Vec<Told> {
    let leads = |held: &&Appointment| held.role == Role::TeamLeader;
    let held: Vec<&Appointment> = memberships(organisation).filter(leads).collect();
    let appointed = |on, unit: UnitId, leader| {
        (
            on,
            unit.to_string(),
            What::Appointed(Appointed { unit, leader }),
        )
    };
    let led = |unit, day| {
        held.iter()
            .any(|held| held.unit == unit && held.period.contains(day))
    };
    let begins = held
        .iter()
        .map(|held| appointed(held.period.from, held.unit, Some(held.person)));
    let ends = held.iter().filter_map(|held| {
        let after = held.period.until?.succ_opt()?;
        (!led(held.unit, after)).then(|| appointed(after, held.unit, None))
    });
    begins.chain(ends).collect()
}
