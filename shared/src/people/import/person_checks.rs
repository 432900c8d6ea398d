//! Whether the people of a table fit together, and those that stand.

use super::group::Group;
use super::last_administrator::gone;
use super::people::Whom;
use super::person_row::PersonRow;
use super::plan::Wrong;
use super::reason::Reason;
use super::unit_words::UnitWords;
use crate::id::PersonId;
use crate::people::{Appointment, Held, Organisation, PersonInFull, Placement, Unit, UnitInFull};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Everything as it would stand.
pub(super) struct Checks<'a> {
    groups: &'a [Group<PersonRow>],
    units: &'a [UnitInFull],
    words: &'a UnitWords<'a>,
    afters: &'a BTreeMap<usize, PersonInFull>,
    before: BTreeMap<PersonId, &'a PersonInFull>,
    /// Those of whom the table says nothing.
    others: Vec<&'a PersonInFull>,
    found: BTreeMap<usize, Vec<Wrong>>,
}

impl<'a> Checks<'a> {
    pub(super) fn of(
        groups: &'a [Group<PersonRow>],
        (units, standing): (&'a [UnitInFull], &'a [PersonInFull]),
        afters: &'a BTreeMap<usize, PersonInFull>,
        words: &'a UnitWords<'a>,
    ) -> Self {
        let before: BTreeMap<_, _> = standing.iter().map(|it| (it.id, it)).collect();
        let mut others = before.clone();
        for after in afters.values() {
            others.remove(&after.id);
        }
        Self {
            groups,
            units,
            words,
            afters,
            before,
            others: others.into_values().collect(),
            found: BTreeMap::new(),
        }
    }

    /// What is wrong, by group.
    pub(super) fn found(mut self, whom: Whom) -> BTreeMap<usize, Vec<Wrong>> {
        self.are_apart("staff number", |person| {
            Some(person.staff_number.as_ref()?.to_lowercase())
        });
        self.are_apart("sign-in name", |person| Some(person.login.clone()));
        self.are_apart("identity number", |person| {
            let (kind, number) = person.identity.as_ref()?.of_person();
            Some(format!("{} {number}", kind.as_str()))
        });
        let (is_told, today) = match whom {
            Whom::Told(today) => (true, today),
            Whom::Picked(today) => (false, today),
        };
        for (at, after) in self.afters {
            let another = is_told.then(|| self.another_person(after)).flatten();
            if let Some(reason) = another.or_else(|| self.mistake(after)) {
                self.refuse(*at, reason);
            }
        }
        self.fit_together();
        if self.found.is_empty() {
            self.keep_administrators(today);
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

    /// What nobody shares with another.
    fn are_apart(&mut self, what: &'static str, of: impl Fn(&PersonInFull) -> Option<String>) {
        let others = self.others.iter().copied();
        let mut owners: BTreeMap<String, &PersonInFull> = others
            .filter_map(|person| Some((of(person)?, person)))
            .collect();
        for (at, after) in self.afters {
            let Some(shared) = of(after) else { continue };
            match owners.get(&shared) {
                None => drop(owners.insert(shared, after)),
                Some(owner) => {
                    let of = owner.staff_number.as_ref().unwrap_or(&owner.login).clone();
                    self.refuse(*at, Reason::OfAnother { what, of });
                }
            }
        }
    }

    /// Who changes the name keeps the rest, and the other way round: otherwise it is somebody else under this number.
    fn another_person(&self, after: &PersonInFull) -> Option<Reason> {
        let before = self.before.get(&after.id)?;
        let is_renamed = before.name != after.name;
        let is_told_otherwise = before.login != after.login
            || (before.identity.is_some() && before.identity != after.identity)
            || (before.mobile.is_some() && before.mobile != after.mobile);
        let is_another = is_renamed && is_told_otherwise;
        is_another.then(|| Reason::AnotherPerson(before.name.clone()))
    }

    /// What is wrong with the appointments of one person that are new or different.
    fn mistake(&self, after: &PersonInFull) -> Option<Reason> {
        let before = self.before.get(&after.id);
        let stood = |held: &Held| before.is_some_and(|it| it.appointments.contains(held));
        let mut told = after.appointments.iter().filter(|held| !stood(held));
        told.find_map(|held| {
            let unit = self.words.get(held.unit)?;
            let from = held.period.from;
            let began = before.is_some_and(|before| {
                let mut stands = before.appointments.iter();
                stands.any(|it| (it.unit, it.period.from) == (held.unit, from))
            });
            if !began && !unit.is_there(from) {
                let unit = unit.name.clone();
                return Some(Reason::UnitNotThere { unit, on: from });
            }
            let last = unit.closed_on();
            let outlasts = |last: &NaiveDate| held.period.until.is_none_or(|it| it > *last);
            if let Some(last) = last.filter(outlasts) {
                let unit = unit.name.clone();
                return Some(Reason::UnitClosed { unit, last });
            }
            let is_same = |it: &&Held| {
                (it.unit, it.role) == (held.unit, held.role)
                    && it.period.from != from
                    && it.period.overlaps(&held.period)
            };
            let mut all = after.appointments.iter();
            all.find(is_same)
                .map(|_| Reason::SameRole(unit.name.clone()))
        })
    }

    /// Whether nobody is in two teams and no team has two leaders, by the rule of every organisation. Those of
    /// whom the table says nothing come first: it is the table that does not fit.
    fn fit_together(&mut self) {
        let (organisation, of_group) = self.organisation_after();
        for finding in organisation.check() {
            let at = finding.path.strip_prefix("appointments.");
            let at = at.and_then(|at| at.parse::<usize>().ok());
            let Some(&(group, unit)) = at.and_then(|at| of_group.get(&at)) else {
                continue;
            };
            let unit = self.words.name(unit);
            let reason = match finding.code.as_str() {
                "person_in_two_teams" => Reason::TwoTeams(unit),
                "team_with_two_leaders" => Reason::SecondLeader(unit),
                "period_ends_before_it_begins" => Reason::EndsBeforeItBegins,
                _ => Reason::UnknownUnit(unit),
            };
            self.refuse(group, reason);
        }
    }

    fn organisation_after(&self) -> (Organisation, BTreeMap<usize, (usize, crate::id::UnitId)>) {
        let mut organisation = organisation(self.units, self.others.iter().copied());
        let mut of_group = BTreeMap::new();
        for (group, after) in self.afters {
            for held in &after.appointments {
                of_group.insert(organisation.appointments.len(), (*group, held.unit));
                organisation.appointments.push(appointment(after.id, held));
            }
        }
        (organisation, of_group)
    }

    fn keep_administrators(&mut self, today: NaiveDate) {
        let before = organisation(self.units, self.before.values().copied());
        let (after, _) = self.organisation_after();
        let groups: BTreeMap<PersonId, usize> =
            self.afters.iter().map(|(at, it)| (it.id, *at)).collect();
        for (unit, people) in gone(&before, &after, today) {
            for person in people {
                if let Some(group) = groups.get(&person) {
                    let reason = Reason::LastAdministrator(self.words.name(unit));
                    self.refuse(*group, reason);
                }
            }
        }
    }
}

fn appointment(person: PersonId, held: &Held) -> Appointment {
    Appointment {
        person,
        unit: held.unit,
        role: held.role,
        level: held.level,
        period: held.period,
    }
}

/// The organisation that these units and people are.
pub(super) fn organisation<'a>(
    units: &[UnitInFull],
    people: impl Iterator<Item = &'a PersonInFull>,
) -> Organisation {
    let placed = units.iter().flat_map(|unit| {
        unit.places.iter().map(|place| Placement {
            unit: unit.id,
            parent: place.parent,
            period: place.period,
        })
    });
    let held = people.flat_map(|person| {
        let held = person.appointments.iter();
        held.map(|held| appointment(person.id, held))
    });
    Organisation {
        units: units
            .iter()
            .map(|unit| Unit {
                id: unit.id,
                kind: unit.kind,
                name: unit.name.clone(),
                mother: unit.mother,
            })
            .collect(),
        placements: placed.collect(),
        appointments: held.collect(),
    }
}
