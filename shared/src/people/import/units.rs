//! Units out of a table.

use super::columns::UnitField;
use super::group::{Group, Settling, grouped};
use super::lasting::until_next;
use super::plan::{Change, Plan, Wrong};
use super::reason::Reason;
use super::unit_checks::Checks;
use super::unit_row::{UnitRow, read};
use super::unit_words::UnitWords;
use super::zeros::Zeros;
use crate::id::UnitId;
use crate::people::{Appointment, Period, Place, UnitInFull, UnitKind};
use crate::table::{Layout, Row};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a table of units means against those that stand. `new_id` gives the id of each that is new; the
/// appointments say which units have people in them.
pub fn import_units(
    rows: &[Row],
    layout: &Layout<UnitField>,
    standing: &[UnitInFull],
    appointments: &[Appointment],
    new_id: impl FnMut() -> UnitId,
) -> Plan<UnitInFull> {
    let (groups, mut wrong) = grouped(rows.iter().map(|row| read(layout, row)));
    let known = known(&groups, standing, new_id);
    let mut settling = Settling::new();
    let afters = loop {
        let (afters, mut found) = composed(&groups, &known, standing, &settling);
        if found.is_empty() {
            let checks = Checks::of(&groups, standing, &afters, appointments);
            found = checks.found();
        }
        if !settling.add(found) {
            break afters;
        }
    };
    wrong.extend(settling.into_wrong());
    let mut plan = Plan {
        new: Vec::new(),
        changed: Vec::new(),
        unchanged: 0,
        wrong,
    };
    for (group, after) in afters {
        match known.get(group).and_then(|known| known.before) {
            None => plan.new.push(after),
            Some(before) if *before == after => plan.unchanged += 1,
            Some(before) => plan.changed.push(Change {
                before: before.clone(),
                after,
            }),
        }
    }
    plan.sorted()
}

/// Which unit a group is.
struct Known<'a> {
    id: UnitId,
    before: Option<&'a UnitInFull>,
    /// A code that it looks like.
    like: Option<String>,
}

fn known<'a>(
    groups: &[Group<UnitRow>],
    standing: &'a [UnitInFull],
    mut new_id: impl FnMut() -> UnitId,
) -> Vec<Known<'a>> {
    let coded = standing.iter().filter_map(|unit| {
        let code = unit.code.as_ref()?.to_lowercase();
        Some((code, unit))
    });
    let by_code: BTreeMap<String, &UnitInFull> = coded.collect();
    let zeros = Zeros::of(by_code.keys());
    let known = groups.iter().map(|group| {
        let coded = by_code.get(&group.key).copied();
        let before = coded.or_else(|| without_code(group, standing));
        let like = match before {
            Some(_) => None,
            None => zeros.before(&group.key),
        };
        Known {
            id: before.map_or_else(&mut new_id, |unit| unit.id),
            before,
            like,
        }
    });
    known.collect()
}

/// A unit from before units had codes: the one of that kind and name, or the company.
fn without_code<'a>(group: &Group<UnitRow>, standing: &'a [UnitInFull]) -> Option<&'a UnitInFull> {
    let said = group.rows.iter().map(|(_, row)| row);
    let (name, kind) = (
        said.clone().find_map(|row| row.name.as_ref())?,
        said.clone().find_map(|row| row.kind)?,
    );
    let is_meant = |unit: &&UnitInFull| {
        let is_named = unit.name == *name || kind == UnitKind::Company;
        unit.code.is_none() && unit.kind == kind && is_named
    };
    let mut meant = standing.iter().filter(is_meant);
    meant.next().filter(|_| meant.next().is_none())
}

type Composed = (BTreeMap<usize, UnitInFull>, BTreeMap<usize, Vec<Wrong>>);

fn composed(
    groups: &[Group<UnitRow>],
    known: &[Known<'_>],
    standing: &[UnitInFull],
    settling: &Settling,
) -> Composed {
    let numbered = || groups.iter().enumerate().zip(known);
    let wrong: BTreeSet<String> = numbered()
        .filter(|((at, _), _)| settling.is_wrong(*at))
        .map(|((_, group), _)| group.key.clone())
        .collect();
    // Those that are new can be named as a parent before anything else is known of them.
    let named: Vec<UnitInFull> = numbered()
        .filter(|((at, _), known)| {
            known.before.is_none_or(|unit| unit.code.is_none()) && !settling.is_wrong(*at)
        })
        .map(|((_, group), known)| group.named(known))
        .collect();
    let is_renamed = |unit: &&UnitInFull| !named.iter().any(|named| named.id == unit.id);
    let words = UnitWords::of(standing.iter().filter(is_renamed).chain(&named)).with_wrong(wrong);
    let (mut afters, mut found) = (BTreeMap::new(), BTreeMap::new());
    for ((at, group), known) in numbered().filter(|((at, _), _)| !settling.is_wrong(*at)) {
        match group.composed(known, &words) {
            Ok(after) => drop(afters.insert(at, after)),
            Err(wrong) => drop(found.insert(at, group.with_waiting(vec![wrong]))),
        }
    }
    (afters, found)
}

impl Group<UnitRow> {
    fn code(&self) -> Option<String> {
        self.rows.first().and_then(|(_, row)| row.code.clone())
    }

    /// The unit as far as it can be called something.
    fn named(&self, known: &Known<'_>) -> UnitInFull {
        let mut rows = self.rows.iter().map(|(_, row)| row);
        UnitInFull {
            id: known.id,
            code: self.code(),
            name: rows.find_map(|row| row.name.clone()).unwrap_or_default(),
            kind: UnitKind::Team,
            founded_on: None,
            places: Vec::new(),
        }
    }

    fn composed(&self, known: &Known<'_>, words: &UnitWords<'_>) -> Result<UnitInFull, Wrong> {
        let refused = |reason| Wrong::row(self.line(), reason);
        if let Some(like) = &known.like {
            return Err(refused(Reason::ZerosLost { like: like.clone() }));
        }
        let needed = |what| move || refused(Reason::NewWithout(what));
        let name = self.said("name", |row| row.name.as_ref())?;
        let kind = self.said("kind", |row| row.kind.as_ref())?;
        let founded_on = self.said("founding day", |row| row.founded_on.as_ref())?;
        let mut after = match known.before {
            Some(before) => before.clone(),
            None => UnitInFull {
                id: known.id,
                code: Some(self.code().ok_or_else(needed("code"))?),
                name: name.clone().ok_or_else(needed("name"))?,
                kind: kind.ok_or_else(needed("kind"))?,
                founded_on: Some(founded_on.ok_or_else(needed("founding day"))?),
                places: Vec::new(),
            },
        };
        if kind.is_some_and(|kind| kind != after.kind) {
            return Err(refused(Reason::KindStays(after.kind)));
        }
        after.code = after.code.or_else(|| self.code());
        after.name = name.unwrap_or(after.name);
        after.founded_on = founded_on.or(after.founded_on);
        self.place(&mut after, words)?;
        Ok(after)
    }

    /// Where it hangs, row by row.
    fn place(&self, after: &mut UnitInFull, words: &UnitWords<'_>) -> Result<(), Wrong> {
        let before = after.places.clone();
        let mut told: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for (number, row) in &self.rows {
            let place = row.place(after, &before, words);
            let place = place.map_err(|reason| Wrong::row(*number, reason))?;
            let Some(place) = place else { continue };
            if let Some(row) = told.insert(place.period.from, *number) {
                return Err(Wrong::row(*number, Reason::Twice { row }));
            }
            match after
                .places
                .iter_mut()
                .find(|it| it.period.from == place.period.from)
            {
                Some(stands) if stands.parent == place.parent => {
                    stands.period.until = place.period.until.or(stands.period.until);
                }
                Some(stands) => {
                    let reason = Reason::TwoPlaces(words.name(stands.parent));
                    return Err(Wrong::row(*number, reason));
                }
                None => after.places.push(place),
            }
        }
        after.places.sort_by_key(|place| place.period.from);
        until_next(&mut after.places, |place| &mut place.period, |_, _| true);
        let refused = |reason| Wrong::row(self.line(), reason);
        if after.kind != UnitKind::Company && after.places.is_empty() {
            return Err(refused(Reason::HangsNowhere));
        }
        let first = after.places.first().map(|place| place.period.from);
        match (after.founded_on, first) {
            (Some(founded), Some(first)) if first < founded => {
                Err(refused(Reason::BeforeFounding(founded)))
            }
            _ => Ok(()),
        }
    }
}

impl UnitRow {
    /// The place of which the row tells, if of any.
    fn place(
        &self,
        unit: &UnitInFull,
        before: &[Place],
        words: &UnitWords<'_>,
    ) -> Result<Option<Place>, Reason> {
        let parent = self.parent.as_deref().map(|text| words.meant(text));
        let parent = parent.transpose()?;
        if unit.kind == UnitKind::Company {
            let is_placed = parent.is_some() || self.from.is_some() || self.until.is_some();
            return if is_placed {
                Err(Reason::CompanyBelow)
            } else {
                Ok(None)
            };
        }
        let stands = |place: &&Place| match (self.from, parent) {
            (Some(from), _) => place.period.from == from,
            (None, Some(parent)) => place.parent == parent,
            (None, None) => true,
        };
        let stands = before.iter().rev().find(stands);
        let founding = self.founding(before);
        let Some(parent) = parent.or(stands.map(|place| place.parent)) else {
            return match self.from.or(self.until) {
                None if !before.is_empty() => Ok(None),
                _ => Err(Reason::HangsNowhere),
            };
        };
        let from = self
            .from
            .or(founding)
            .or(stands.map(|place| place.period.from));
        let from = from.ok_or(Reason::SinceWhen)?;
        let period = Period {
            from,
            until: self.until,
        };
        match period.is_empty() {
            true => Err(Reason::EndsBeforeItBegins),
            false => Ok(Some(Place { parent, period })),
        }
    }

    /// The founding day, if it is before every place.
    fn founding(&self, before: &[Place]) -> Option<NaiveDate> {
        let first = before.iter().map(|place| place.period.from).min();
        let is_first = |day: &NaiveDate| first.is_none_or(|first| *day < first);
        self.founded_on.filter(is_first)
    }
}
