//! Facts about people out of the organisation: who joined and left, in which team, under whom.
//!
//! The organisation dates what it holds but not when the office learned it, so every fact counts
//! as known on its day. That is right for a first import. Of an organisation that was changed later, the states
//! are told one after the other, each with the day on which the office learned it: what a state says anew is a fact
//! known from that day on, and what it no longer says is retracted, so that closed months stay as they are.
//!
//! ```
//! use shared::facts::{History, staff_facts};
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

use super::name::FactId;
use super::{Appointed, DERIVED, Fact, FactKind, Founded, Joined, Left, Placed, Retracted, Split};
use crate::id::{PersonId, UnitId};
use crate::people::{Appointment, Organisation, Role};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The facts about people and units that an organisation holds. It does not hold who recruited whom: that
/// is told by facts of its own.
pub fn staff_facts(organisation: &Organisation) -> Vec<Fact> {
    staff_facts_as_learned(organisation, &[])
}

/// The facts of an organisation and of what became of it: `later` are its states since, by the day on
/// which the office learned each.
///
/// ```
/// use shared::facts::{History, staff_facts_as_learned};
/// use shared::id::{PersonId, UnitId};
/// use shared::people::{Appointment, Organisation, Period, Role};
/// let day = |text: &str| text.parse::<chrono::NaiveDate>();
/// let (person, unit) = (PersonId::from_number(1), UnitId::from_number(2));
/// let member = |period| Organisation {
///     appointments: vec![Appointment { person, unit, role: Role::Agent, level: None, period }],
///     ..Organisation::default()
/// };
/// let joined = Period::since(day("2026-01-05")?);
/// // in May the office learns that the contract had ended in March
/// let later = [(day("2026-05-20")?, member(joined.ending(day("2026-03-31")?)))];
/// let facts = staff_facts_as_learned(&member(joined), &later);
/// let on_the_first_of_april = |known| History::known_by(&facts, known).unit_of(person, "2026-04-01".parse().unwrap_or_default());
/// assert_eq!(on_the_first_of_april(day("2026-05-19")?), Some(unit));
/// assert_eq!(on_the_first_of_april(day("2026-05-20")?), None);
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn staff_facts_as_learned(
    first: &Organisation,
    later: &[(NaiveDate, Organisation)],
) -> Vec<Fact> {
    let (mut facts, mut standing) = (vec![], BTreeMap::new());
    for told in staff_facts_in(first) {
        standing.extend(fact(told, None, &mut facts));
    }
    for (known, state) in later {
        let now: BTreeSet<StaffFact> = staff_facts_in(state).into_iter().collect();
        let gone = standing.extract_if(.., |told, _| !now.contains(told));
        facts.extend(gone.filter_map(|(_, id)| retraction(id, *known)));
        let new: Vec<StaffFact> = now
            .into_iter()
            .filter(|told| !standing.contains_key(told))
            .collect();
        for told in new {
            standing.extend(fact(told, Some(*known), &mut facts));
        }
    }
    facts
}

/// What an organisation says, whenever it was learned.
fn staff_facts_in(organisation: &Organisation) -> Vec<StaffFact> {
    let mut told = contracts(organisation);
    told.extend(memberships(organisation).map(|held| {
        let (agent, unit) = (held.person, held.unit);
        (
            held.period.from,
            format!("{agent}/{unit}"),
            FactKind::Placed(Placed { agent, unit }),
        )
    }));
    told.extend(leaders(organisation));
    told.extend(splits(organisation));
    told.extend(organisation.placements.iter().map(|placement| {
        let (unit, parent) = (placement.unit, Some(placement.parent));
        (
            placement.period.from,
            unit.to_string(),
            FactKind::Founded(Founded { unit, parent }),
        )
    }));
    told
}

/// When, about what, what.
type StaffFact = (NaiveDate, String, FactKind);

/// Adds what was told to the facts, and says under which id it stands.
fn fact(
    told: StaffFact,
    known: Option<NaiveDate>,
    facts: &mut Vec<Fact>,
) -> Option<(StaffFact, FactId)> {
    let (on, about, what) = &told;
    let kind = match what {
        FactKind::Joined(_) => "joined",
        FactKind::Left(_) => "left",
        FactKind::Placed(_) => "placed",
        FactKind::Appointed(_) => "appointed",
        FactKind::Split(_) => "split",
        _ => "founded",
    };
    let about = known.map_or_else(|| about.clone(), |known| format!("{about} {known}"));
    // Two ids are too long for a name: their digest stands for them.
    let id: FactId = format!("{DERIVED}{kind}/{on}/{}", digest(&about))
        .parse()
        .ok()?;
    facts.push(Fact {
        on: *on,
        id: id.clone(),
        known,
        what: what.clone(),
    });
    Some((told, id))
}

fn retraction(fact: FactId, known: NaiveDate) -> Option<Fact> {
    let id = format!("{DERIVED}retracted/{known}/{}", digest(fact.as_str()));
    Some(Fact {
        on: known,
        id: id.parse().ok()?,
        known: Some(known),
        what: FactKind::Retracted(Retracted { fact }),
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
fn contracts(organisation: &Organisation) -> Vec<StaffFact> {
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
            told.push((from, agent.to_string(), FactKind::Joined(joined)));
            let left = last.map(|last| (last, agent.to_string(), FactKind::Left(Left { agent })));
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

/// Units that split off on their first day, each from whoever led its mother unit until the day before.
fn splits(organisation: &Organisation) -> Vec<StaffFact> {
    let split = organisation.units.iter().filter_map(|unit| {
        let mother = unit.mother?;
        let places = organisation.placements.iter();
        let places = places.filter(|placement| placement.unit == unit.id);
        let on = places.map(|placement| placement.period.from).min()?;
        let nurturer = organisation.as_of(on.pred_opt()?).leader_of(mother)?;
        let split = Split {
            unit: unit.id,
            nurturer,
        };
        Some((on, unit.id.to_string(), FactKind::Split(split)))
    });
    split.collect()
}

/// Who leads a team from when on; nobody after the last day, unless somebody follows.
fn leaders(organisation: &Organisation) -> Vec<StaffFact> {
    let leads = |held: &&Appointment| held.role == Role::TeamLeader;
    let held: Vec<&Appointment> = memberships(organisation).filter(leads).collect();
    let appointed = |on, unit: UnitId, leader| {
        (
            on,
            unit.to_string(),
            FactKind::Appointed(Appointed { unit, leader }),
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
