//! What an administrator asks of units by hand, read and checked as rows of a table are; with those of their people
//! who go along.

use super::by_hand::change_all_by_hand;
use super::columns::UnitField as Field;
use super::group::{Group, Settling};
use super::person_checks::organisation;
use super::plan::{Change, Wrong};
use super::reach::Bounds;
use super::unit_intended::Intended;
use super::unit_reason_found::{about, unit_findings};
use super::unit_row::{UnitRow, read_form, read_new};
use super::units::{Known, composed, settled};
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::{FoundUnit, PersonInFull, UnitInFull, UnitStep};
use crate::table::{Cell, Layout, Row};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum UnitByHand<'a> {
    /// A unit is founded, under this id.
    Found(&'a FoundUnit, UnitId),
    /// A unit changes; what splits off from it has this id.
    Change(&'a UnitStep, &'a UnitInFull, UnitId),
}

/// What it comes to: nothing of it is done yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitsChanged {
    /// What is founded.
    pub new: Vec<UnitInFull>,
    /// What is different.
    pub changed: Vec<Change<UnitInFull>>,
    /// What was to be founded and will not be.
    pub gone: Vec<UnitInFull>,
    /// Who does something else, or somewhere else.
    pub people: Vec<Change<PersonInFull>>,
}

/// Units and people as they stand.
type Standing<'a> = (&'a [UnitInFull], &'a [PersonInFull]);

/// The fields of the forms, as a problem names them.
const FORM: [(Field, &str); 8] = [
    (Field::Code, "code"),
    (Field::Name, "name"),
    (Field::Kind, "kind"),
    (Field::Parent, "parent"),
    (Field::FoundedOn, "from"),
    (Field::From, "from"),
    (Field::NamedFrom, "from"),
    (Field::Until, "on"),
];

/// What units and people would be.
///
/// # Errors
/// What is wrong with it, by the fields of the form.
pub fn change_units_by_hand(
    asked: UnitByHand<'_>,
    standing: Standing<'_>,
    today: NaiveDate,
) -> Result<UnitsChanged, Vec<Finding>> {
    let intended = Intended::of(asked, standing, today)?;
    let groups = intended.groups(standing.1)?;
    let known = intended.known();
    let left: Vec<UnitInFull> = standing
        .0
        .iter()
        .filter(|unit| !intended.gone.contains(&unit.id))
        .cloned()
        .collect();
    let told = |wrong: Vec<Wrong>| findings(&wrong, standing.1);
    // Whether it fits together is looked at once people are where they go.
    let (units, wrong) = composed(
        &groups,
        &known,
        (&left, today),
        &Bounds::none(),
        &Settling::new(),
    );
    if !wrong.is_empty() {
        return Err(told(wrong.into_values().flatten().collect()));
    }
    let mut after: BTreeMap<UnitId, UnitInFull> =
        left.iter().map(|unit| (unit.id, unit.clone())).collect();
    after.extend(units.into_values().map(|unit| (unit.id, unit)));
    let after: Vec<UnitInFull> = after.into_values().collect();
    let people = intended.people((&after, standing.1), today)?;
    let everybody = with(standing.1, &people);
    intended.leave_nobody(&after, &everybody)?;
    let appointments = organisation(&after, everybody.iter().copied()).appointments;
    let (afters, wrong) = settled(
        &groups,
        &known,
        (&left, &appointments),
        today,
        &Bounds::none(),
    );
    match wrong.is_empty() {
        true => Ok(changed(afters, people, standing, &intended.gone)),
        false => Err(told(wrong)),
    }
}

fn findings(wrong: &[Wrong], people: &[PersonInFull]) -> Vec<Finding> {
    let said = wrong.iter().filter(|it| !it.waits());
    said.flat_map(|wrong| unit_findings(wrong, people))
        .collect()
}

/// Everybody, those who are different as they would be.
fn with<'a>(standing: &'a [PersonInFull], after: &'a [PersonInFull]) -> Vec<&'a PersonInFull> {
    let mut all: BTreeMap<PersonId, &PersonInFull> =
        standing.iter().map(|person| (person.id, person)).collect();
    all.extend(after.iter().map(|person| (person.id, person)));
    all.into_values().collect()
}

fn changed(
    units: BTreeMap<usize, UnitInFull>,
    people: Vec<PersonInFull>,
    (standing, persons): Standing<'_>,
    gone: &BTreeSet<UnitId>,
) -> UnitsChanged {
    let mut changed = UnitsChanged {
        gone: standing
            .iter()
            .filter(|unit| gone.contains(&unit.id))
            .cloned()
            .collect(),
        ..UnitsChanged::default()
    };
    for after in units.into_values() {
        match standing.iter().find(|unit| unit.id == after.id) {
            None => changed.new.push(after),
            Some(before) if *before == after => {}
            Some(before) => changed.changed.push(Change {
                before: before.clone(),
                after,
            }),
        }
    }
    for after in people {
        let before = persons.iter().find(|person| person.id == after.id);
        if let Some(before) = before.filter(|before| **before != after).cloned() {
            changed.people.push(Change { before, after });
        }
    }
    changed
}

/// The fields of a row that say something.
pub(super) type Filled = Vec<(Field, Cell)>;

impl Intended<'_> {
    /// Of each unit the row that says it.
    fn groups(&self, people: &[PersonInFull]) -> Result<Vec<Group<UnitRow>>, Vec<Finding>> {
        let layout = Layout::of_form(&FORM);
        let groups = self.units.iter().zip(1..).map(|(unit, number)| {
            let cell = |field: Field| {
                let said = unit.filled.iter().find(|(it, _)| *it == field);
                said.map_or(Cell::Empty, |(_, cell)| cell.clone())
            };
            let cells = FORM.iter().map(|(field, _)| cell(*field)).collect();
            let row = Row { number, cells };
            let read = match &unit.before {
                None => read_new(&layout, &row),
                Some(_) => read_form(&layout, &row),
            };
            let read = read.map_err(|wrong| findings(&wrong, people))?;
            // Of one that stands nothing is looked up by its key.
            let code = read.code.as_ref().filter(|_| unit.before.is_none());
            Ok(Group {
                key: code.map_or_else(String::new, |code| code.to_lowercase()),
                rows: vec![(number, read)],
            })
        });
        groups.collect()
    }

    fn known(&self) -> Vec<Known<'_>> {
        let known = self.units.iter().map(|unit| Known {
            id: unit.id,
            before: unit.before.as_ref(),
            like: None,
            mother: unit.mother,
        });
        known.collect()
    }

    /// Those who go along, as they would be.
    fn people(
        &self,
        standing: Standing<'_>,
        today: NaiveDate,
    ) -> Result<Vec<PersonInFull>, Vec<Finding>> {
        let afters = change_all_by_hand(&self.people, standing, today);
        afters.map_err(|found| {
            let told = found.into_iter().map(|(person, finding)| {
                let mut people = standing.1.iter();
                let name = people.find(|it| it.id == person).map(|it| &it.name);
                Finding {
                    path: "people".to_owned(),
                    ..finding
                        .with("person", name.map_or("", String::as_str))
                        .with("person_id", person)
                }
            });
            told.collect()
        })
    }

    /// Whether nobody and nothing leans on what will not be there.
    fn leave_nobody(
        &self,
        units: &[UnitInFull],
        people: &[&PersonInFull],
    ) -> Result<(), Vec<Finding>> {
        let is_gone = |unit: UnitId| self.gone.contains(&unit);
        let leans = |person: &&&PersonInFull| {
            let mut held = person.appointments.iter();
            held.any(|held| is_gone(held.unit))
        };
        let held = people.iter().filter(leans);
        let mut found: Vec<Finding> = held.map(|it| about(it, "person_in_it", "from")).collect();
        let leans = |unit: &&UnitInFull| {
            let mut places = unit.places.iter();
            places.any(|place| is_gone(place.parent))
                || unit.mother.is_some_and(is_gone)
                || unit.merged_into.is_some_and(is_gone)
        };
        found.extend(units.iter().filter(leans).map(|unit| {
            Finding::error("unit_under_it", "from")
                .with("unit", &unit.name)
                .with("unit_id", unit.id)
        }));
        match found.is_empty() {
            true => Ok(()),
            false => Err(found),
        }
    }
}
