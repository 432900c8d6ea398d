//! What a change of a unit means for it, for other units, and for who works there.

use super::by_hand::{ByHand, GoAlong};
use super::columns::UnitField as Field;
use super::unit_by_hand::{Filled, UnitByHand};
use super::unit_reason_found::about;
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::{FoundUnit, PersonInFull, Role, UnitInFull, UnitKind, UnitStep};
use crate::table::Cell;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is said of a unit.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) id: UnitId,
    /// As what it is said of; of what is new nothing.
    pub(super) before: Option<UnitInFull>,
    /// What it splits off from.
    pub(super) mother: Option<UnitId>,
    /// The row that says it.
    pub(super) filled: Filled,
}

/// What is meant.
#[derive(Debug, Default)]
pub(super) struct Intended<'a> {
    pub(super) units: Vec<Said>,
    /// What will not be there.
    pub(super) gone: BTreeSet<UnitId>,
    pub(super) people: Vec<ByHand<'a>>,
}

/// Units and people as they stand.
type Standing<'a> = (&'a [UnitInFull], &'a [PersonInFull]);

type Checked = Result<(), Vec<Finding>>;

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn day(day: NaiveDate) -> Cell {
    Cell::Moment(day.to_string())
}

fn refused<T>(code: &'static str, path: &str) -> Result<T, Vec<Finding>> {
    Err(vec![Finding::error(code, path)])
}

fn said(unit: &UnitInFull, filled: Filled) -> Said {
    Said {
        id: unit.id,
        before: Some(unit.clone()),
        mother: None,
        filled,
    }
}

impl<'a> Intended<'a> {
    /// What is meant by what is asked.
    ///
    /// # Errors
    /// What is wrong with it, as far as its rows would not say it.
    pub(super) fn of(
        asked: UnitByHand<'a>,
        standing: Standing<'a>,
        today: NaiveDate,
    ) -> Result<Self, Vec<Finding>> {
        let (step, unit, new) = match asked {
            UnitByHand::Found(found, id) => {
                let new = founded(found, id, None);
                return Ok(Self::only(new));
            }
            UnitByHand::Change(step, unit, new) => (step, unit, new),
        };
        match step {
            UnitStep::Rename { name, from } => {
                unit.is_there_for(*from, "from")?;
                let filled = vec![(Field::Name, text(name)), (Field::NamedFrom, day(*from))];
                Ok(Self::only(said(unit, filled)))
            }
            UnitStep::Move { parent, from } => {
                unit.moves(*parent, *from)?;
                Ok(Self::only(said(unit, hangs(*parent, *from))))
            }
            UnitStep::Close { on } => {
                unit.is_there_for(*on, "on")?;
                unit.stays_until(*on)?;
                Ok(Self::only(said(unit, vec![(Field::Until, day(*on))])))
            }
            UnitStep::Split {
                code,
                name,
                from,
                leader,
                people,
            } => {
                unit.is_there_for(*from, "from")?;
                let Some(place) = unit.place_on(*from) else {
                    return refused("company_is_one", "");
                };
                let found = FoundUnit {
                    code: code.clone(),
                    name: name.clone(),
                    kind: unit.kind,
                    parent: place.parent,
                    from: *from,
                    preview: true,
                };
                let going = Going {
                    along: GoAlong {
                        out_of: unit.id,
                        into: new,
                        from: *from,
                        as_member: None,
                    },
                    leader: *leader,
                };
                Ok(Self {
                    people: going.of(&people.iter().copied().collect(), standing.1)?,
                    ..Self::only(founded(&found, new, Some(unit.id)))
                })
            }
            UnitStep::Merge { into, from } => Self::merged(unit, (*into, *from), standing),
            UnitStep::TakeBack { from } => Self::taken_back(unit, *from, standing, today),
        }
    }

    fn only(said: Said) -> Self {
        Self {
            units: vec![said],
            ..Self::default()
        }
    }

    /// Everybody and everything comes to another unit, and it is closed.
    fn merged(
        unit: &UnitInFull,
        (into, from): (UnitId, NaiveDate),
        (units, people): Standing<'a>,
    ) -> Result<Self, Vec<Finding>> {
        unit.is_there_for(from, "from")?;
        let Some(last) = from.pred_opt().filter(|last| unit.is_there(*last)) else {
            return refused("merged_on_its_first_day", "from");
        };
        unit.stays_until(last)?;
        let other = units.iter().find(|it| it.id == into && it.id != unit.id);
        let Some(other) = other else {
            return refused("unit_not_theirs", "into");
        };
        if other.kind != unit.kind || unit.kind == UnitKind::Company {
            return refused("merged_with_another_kind", "into");
        }
        other.is_there_as("into", from)?;
        let below = units.iter().filter(|it| {
            let place = it.place_on(from);
            place.is_some_and(|place| place.parent == unit.id && place.period.from < from)
        });
        let mut all: Vec<Said> = below.map(|it| said(it, hangs(into, from))).collect();
        let closing = UnitInFull {
            merged_into: Some(into),
            ..unit.clone()
        };
        all.push(said(&closing, vec![(Field::Until, day(last))]));
        let leads = |it: &PersonInFull| {
            let mut held = it.appointments.iter();
            held.any(|it| {
                it.unit == into && it.role == Role::TeamLeader && it.period.contains(from)
            })
        };
        let along = GoAlong {
            out_of: unit.id,
            into,
            from,
            // A unit has one leader: whoever led the one that is closed is an agent in the other.
            as_member: people.iter().any(leads).then_some(Role::Agent),
        };
        let go = people
            .iter()
            .filter(|person| person.appointments.iter().any(|held| along.takes(held)));
        Ok(Self {
            units: all,
            people: go.map(|person| ByHand::GoAlong(along, person)).collect(),
            ..Self::default()
        })
    }

    /// What changes on that day does not, with whoever went along.
    fn taken_back(
        unit: &UnitInFull,
        from: NaiveDate,
        (units, people): Standing<'a>,
        today: NaiveDate,
    ) -> Result<Self, Vec<Finding>> {
        if from <= today {
            return refused("change_has_begun", "from");
        }
        if unit.first_day() == Some(from) {
            return Ok(Self {
                gone: BTreeSet::from([unit.id]),
                people: came_along(people, from, |it| it == unit.id),
                ..Self::default()
            });
        }
        let after = unit.without(from);
        if after == *unit {
            return refused("nothing_changes_then", "from");
        }
        let mut intended = Self::only(said(&after, Filled::new()));
        let merged = unit.merged_into.filter(|_| after.merged_into.is_none());
        if let Some(into) = merged {
            let came = |it: &&UnitInFull| {
                let last = from.pred_opt().and_then(|last| it.place_on(last));
                let then = it.place_on(from);
                last.is_some_and(|place| place.parent == unit.id)
                    && then.is_some_and(|place| place.parent == into && place.period.from == from)
            };
            let back = units.iter().filter(came).map(|it| it.without(from));
            intended
                .units
                .extend(back.map(|it| said(&it, Filled::new())));
            let came = people.iter().filter(|person| {
                let mut held = person.appointments.iter();
                held.any(|it| it.unit == unit.id && it.period.until == from.pred_opt())
            });
            intended.people = came.map(|person| ByHand::TakeBack(from, person)).collect();
        }
        Ok(intended)
    }
}

/// Those who begin on that day in such a unit.
fn came_along(
    people: &[PersonInFull],
    from: NaiveDate,
    is_meant: impl Fn(UnitId) -> bool,
) -> Vec<ByHand<'_>> {
    let came = people.iter().filter(|person| {
        let mut held = person.appointments.iter();
        held.any(|held| held.period.from == from && is_meant(held.unit))
    });
    came.map(|person| ByHand::TakeBack(from, person)).collect()
}

fn founded(asked: &FoundUnit, id: UnitId, mother: Option<UnitId>) -> Said {
    Said {
        id,
        before: None,
        mother,
        filled: vec![
            (Field::Code, text(&asked.code)),
            (Field::Name, text(&asked.name)),
            (Field::Kind, text(asked.kind.as_str())),
            (Field::Parent, text(asked.parent.to_string())),
            (Field::FoundedOn, day(asked.from)),
        ],
    }
}

fn hangs(parent: UnitId, from: NaiveDate) -> Filled {
    vec![
        (Field::Parent, text(parent.to_string())),
        (Field::From, day(from)),
    ]
}

/// Those who go with a unit that splits off.
struct Going {
    along: GoAlong,
    leader: Option<PersonId>,
}

impl Going {
    fn of<'a>(
        &self,
        chosen: &BTreeSet<PersonId>,
        people: &'a [PersonInFull],
    ) -> Result<Vec<ByHand<'a>>, Vec<Finding>> {
        if self.leader.is_some_and(|leader| !chosen.contains(&leader)) {
            return refused("leader_not_among_them", "leader");
        }
        let (mut going, mut found) = (Vec::new(), Vec::new());
        for person in people.iter().filter(|person| chosen.contains(&person.id)) {
            let mut held = person.appointments.iter();
            match held.any(|held| self.along.takes(held)) {
                true => going.push(ByHand::GoAlong(
                    GoAlong {
                        as_member: (self.leader == Some(person.id)).then_some(Role::TeamLeader),
                        ..self.along
                    },
                    person,
                )),
                false => found.push(about(person, "person_not_in_unit", "people")),
            }
        }
        match found.is_empty() && going.len() == chosen.len() {
            true => Ok(going),
            false if found.is_empty() => refused("person_not_known", "people"),
            false => Err(found),
        }
    }
}

impl UnitInFull {
    /// Whether it is there on the day from which something of it is to change.
    fn is_there_for(&self, day: NaiveDate, path: &str) -> Checked {
        if let Some(first) = self.first_day().filter(|first| day < *first) {
            return Err(vec![
                Finding::error("before_founding", path).with("day", first),
            ]);
        }
        self.is_there_as(path, day)
    }

    fn is_there_as(&self, path: &str, on: NaiveDate) -> Checked {
        let found = |code| Finding::error(code, path).with("unit", &self.name);
        match self.closed_on() {
            _ if self.is_there(on) => Ok(()),
            Some(last) if last < on => Err(vec![found("unit_closed").with("last", last)]),
            _ => Err(vec![found("unit_not_there").with("on", on)]),
        }
    }

    /// Whether it hangs elsewhere on a later day already.
    fn stays_until(&self, last: NaiveDate) -> Checked {
        let mut places = self.places.iter();
        match places.find(|place| place.period.from > last) {
            Some(place) => Err(vec![later_change(place.period.from)]),
            None => Ok(()),
        }
    }

    fn moves(&self, parent: UnitId, from: NaiveDate) -> Checked {
        self.is_there_for(from, "from")?;
        let mut places = self.places.iter();
        if let Some(place) = places.find(|place| place.period.from >= from) {
            return Err(vec![later_change(place.period.from)]);
        }
        match self.place_on(from) {
            None => refused("company_hangs_nowhere", "parent"),
            Some(place) if place.parent == parent => refused("unit_hangs_there", "parent"),
            Some(_) => Ok(()),
        }
    }
}

/// That something of it changes on a later day already.
fn later_change(day: NaiveDate) -> Finding {
    Finding::error("later_change_of_unit", "from").with("day", day)
}
