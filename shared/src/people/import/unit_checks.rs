//! Whether the units of a table fit together, those that stand, and the people in them.

use super::group::Group;
use super::plan::Wrong;
use super::reason::Reason;
use super::unit_row::UnitRow;
use crate::id::UnitId;
use crate::people::{
    Appointment, Organisation, Place, Placement, Renaming, Unit, UnitInFull, UnitKind,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Everything as it would stand.
pub(super) struct Checks<'a> {
    groups: &'a [Group<UnitRow>],
    afters: &'a BTreeMap<usize, UnitInFull>,
    before: BTreeMap<UnitId, &'a UnitInFull>,
    units: BTreeMap<UnitId, &'a UnitInFull>,
    /// Of each unit, who holds a role there, and until when.
    held: BTreeMap<UnitId, Vec<&'a Appointment>>,
    found: BTreeMap<usize, Vec<Wrong>>,
}

impl<'a> Checks<'a> {
    pub(super) fn of(
        groups: &'a [Group<UnitRow>],
        standing: &'a [UnitInFull],
        afters: &'a BTreeMap<usize, UnitInFull>,
        appointments: &'a [Appointment],
    ) -> Self {
        let before: BTreeMap<_, _> = standing.iter().map(|unit| (unit.id, unit)).collect();
        let mut units = before.clone();
        units.extend(afters.values().map(|unit| (unit.id, unit)));
        let mut held: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for appointment in appointments {
            held.entry(appointment.unit).or_default().push(appointment);
        }
        Self {
            groups,
            afters,
            before,
            units,
            held,
            found: BTreeMap::new(),
        }
    }

    /// What is wrong, by group.
    pub(super) fn found(mut self) -> BTreeMap<usize, Vec<Wrong>> {
        self.nest();
        for (at, unit) in self.afters {
            if let Some(reason) = self.mistake(unit) {
                self.refuse(*at, reason);
            }
        }
        self.found
    }

    fn refuse(&mut self, at: usize, reason: Reason) {
        if let Some(group) = self.groups.get(at) {
            self.found
                .entry(at)
                .or_insert_with(|| group.refused(reason));
        }
    }

    fn name(&self, unit: UnitId) -> String {
        self.units
            .get(&unit)
            .map(|unit| unit.name.clone())
            .unwrap_or_default()
    }

    /// Whether kinds nest and nothing hangs in two places at once, by the rule of every organisation.
    fn nest(&mut self) {
        let mut organisation = Organisation::default();
        let mut of_group = BTreeMap::new();
        let groups: BTreeMap<UnitId, usize> = self
            .afters
            .iter()
            .map(|(at, unit)| (unit.id, *at))
            .collect();
        for unit in self.units.values() {
            organisation.units.push(Unit {
                id: unit.id,
                kind: unit.kind,
                name: unit.name.clone(),
                mother: unit.mother,
            });
            for place in &unit.places {
                if let Some(group) = groups.get(&unit.id) {
                    of_group.insert(organisation.placements.len(), (*group, place.parent));
                }
                organisation.placements.push(Placement {
                    unit: unit.id,
                    parent: place.parent,
                    period: place.period,
                });
            }
        }
        for finding in organisation.check() {
            let at = finding.path.strip_prefix("placements.");
            let at = at.and_then(|at| at.parse::<usize>().ok());
            let Some(&(group, parent)) = at.and_then(|at| of_group.get(&at)) else {
                continue;
            };
            let reason = match finding.code.as_str() {
                "unit_above_its_parent" => self.hangs_under(group, parent),
                "unit_in_two_places" => Reason::TwoPlaces(self.name(parent)),
                "period_ends_before_it_begins" => Reason::EndsBeforeItBegins,
                _ => Reason::UnknownUnit(self.name(parent)),
            };
            self.refuse(group, reason);
        }
    }

    fn hangs_under(&self, group: usize, parent: UnitId) -> Reason {
        let kind = |unit: Option<&UnitInFull>| unit.map_or(UnitKind::Company, |unit| unit.kind);
        Reason::HangsUnder {
            kind: kind(self.afters.get(&group)),
            parent: kind(self.units.get(&parent).copied()),
        }
    }

    fn mistake(&self, unit: &UnitInFull) -> Option<Reason> {
        self.second_company(unit)
            .or_else(|| self.code_taken(unit))
            .or_else(|| self.parent_not_there(unit))
            .or_else(|| self.name_taken(unit))
            .or_else(|| self.closed_too_early(unit))
    }

    fn second_company(&self, unit: &UnitInFull) -> Option<Reason> {
        let is_company = |it: &&&UnitInFull| it.kind == UnitKind::Company && it.id != unit.id;
        let mut others = self.units.values();
        let other = others.find(is_company)?;
        (unit.kind == UnitKind::Company).then(|| Reason::SecondCompany(other.name.clone()))
    }

    /// A code stays whose it is; of a table nobody else's can be meant.
    fn code_taken(&self, unit: &UnitInFull) -> Option<Reason> {
        let code = unit.code.as_ref()?.to_lowercase();
        let has_it = |it: &&&UnitInFull| {
            let other = it.code.as_ref().map(|code| code.to_lowercase());
            it.id != unit.id && other.as_deref() == Some(&code)
        };
        let owner = self.units.values().find(has_it)?;
        Some(Reason::OfAnother {
            what: "code",
            of: owner.name.clone(),
        })
    }

    /// Since the first day on which its name or place is another than before.
    fn name_taken(&self, unit: &UnitInFull) -> Option<Reason> {
        let before = self.before.get(&unit.id);
        let is_new_place = |place: &&Place| {
            let mut stood = before.into_iter().flat_map(|before| &before.places);
            !stood.any(|it| (it.parent, it.period.from) == (place.parent, place.period.from))
        };
        let is_new_name =
            |it: &&Renaming| before.is_none_or(|before| !before.renamings.contains(it));
        let places = unit.places.iter().filter(is_new_place);
        let names = unit.renamings.iter().filter(is_new_name);
        let days = places
            .map(|it| it.period.from)
            .chain(names.map(|it| it.from));
        let since = days.min()?;
        let mut others = self.units.values().filter(|other| other.id != unit.id);
        let taken = others.find(|other| are_called_the_same(unit, other, since))?;
        Some(Reason::NameTaken(taken.name.clone()))
    }

    /// Of places that are new or different: what stood is not looked at again.
    fn parent_not_there(&self, unit: &UnitInFull) -> Option<Reason> {
        let before = self.before.get(&unit.id);
        let stood = |place| before.is_some_and(|before| before.places.contains(place));
        unit.places
            .iter()
            .filter(|place| !stood(place))
            .find_map(|place| {
                let (parent, from) = (self.units.get(&place.parent)?, place.period.from);
                if !parent.is_there(from) {
                    let unit = parent.name.clone();
                    return Some(Reason::UnitNotThere { unit, on: from });
                }
                let last = parent.closed_on()?;
                let is_later = place.period.until.is_none_or(|until| until > last);
                let is_told = self.afters.values().any(|after| after.id == parent.id);
                (is_later && !is_told).then(|| Reason::UnitClosed {
                    unit: parent.name.clone(),
                    last,
                })
            })
    }

    fn closed_too_early(&self, unit: &UnitInFull) -> Option<Reason> {
        let last = unit.closed_on()?;
        if self
            .before
            .get(&unit.id)
            .and_then(|before| before.closed_on())
            == Some(last)
        {
            return None;
        }
        let outlasts = |until: Option<NaiveDate>| until.is_none_or(|until| until > last);
        let held = self.held.get(&unit.id).into_iter().flatten();
        let people: BTreeSet<_> = held
            .filter(|held| outlasts(held.period.until))
            .map(|held| held.person)
            .collect();
        if !people.is_empty() {
            return Some(Reason::PeopleInIt(people));
        }
        let hangs = |it: &&&UnitInFull| {
            let mut places = it.places.iter();
            places.any(|place| place.parent == unit.id && outlasts(place.period.until))
        };
        let below = self.units.values().filter(hangs);
        let below: BTreeMap<UnitId, String> = below.map(|it| (it.id, it.name.clone())).collect();
        (!below.is_empty()).then_some(Reason::UnitsUnderIt(below))
    }
}

/// Whether two units hang under the same one under one name at a time since this day.
fn are_called_the_same(one: &UnitInFull, other: &UnitInFull, since: NaiveDate) -> bool {
    let pairs = one.places.iter().flat_map(|place| {
        let beside = other.places.iter().filter(|it| it.parent == place.parent);
        beside.map(move |it| (place.period, it.period))
    });
    let mut together = pairs.filter(|(here, there)| here.overlaps(there));
    together.any(|(here, there)| {
        let begins = here.from.max(there.from).max(since);
        let named = one.renamings.iter().chain(&other.renamings);
        let later = named.map(|it| it.from).filter(|day| *day > begins);
        let mut days = core::iter::once(begins).chain(later);
        days.any(|day| {
            let are_beside = here.contains(day) && there.contains(day);
            are_beside && one.name_on(day) == other.name_on(day)
        })
    })
}
