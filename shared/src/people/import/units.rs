//! Units out of a table.

use super::columns::UnitField;
use super::group::{Group, Settling, grouped};
use super::plan::{Plan, Wrong};
use super::reach::{Bounds, Reach};
use super::reason::Reason;
use super::unit_checks::Checks;
use super::unit_row::{UnitRow, read};
use super::unit_words::UnitWords;
use super::zeros::Zeros;
use crate::id::UnitId;
use crate::people::{Appointment, UnitInFull, UnitKind};
use crate::table::{Layout, Row};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a table of units means against those that stand, on this day. `new_id` gives the id of each that is new; the
/// appointments say which units have people in them; what it speaks of beyond its reach is wrong.
pub fn import_units(
    rows: &[Row],
    layout: &Layout<UnitField>,
    standing: &[UnitInFull],
    appointments: &[Appointment],
    (today, reach): (NaiveDate, Reach<'_>),
    new_id: impl FnMut() -> UnitId,
) -> Plan<UnitInFull> {
    let (groups, mut wrong) = grouped(rows.iter().map(|row| read(layout, row)));
    let known = known(&groups, standing, new_id);
    let bounds = Bounds::of(reach, standing);
    let stands = (standing, appointments);
    let (afters, unsettled) = settled(&groups, &known, stands, today, &bounds);
    wrong.extend(unsettled);
    let before = |group: usize| known.get(group).and_then(|known| known.before);
    let afters = afters.into_iter();
    Plan::of(afters.map(|(group, after)| (before(group), after)), wrong)
}

/// Every unit as it would be, by group, and what is wrong with the others: whatever leans on one that is wrong is
/// looked at again.
pub(super) fn settled(
    groups: &[Group<UnitRow>],
    known: &[Known<'_>],
    (standing, appointments): (&[UnitInFull], &[Appointment]),
    today: NaiveDate,
    bounds: &Bounds<'_>,
) -> (BTreeMap<usize, UnitInFull>, Vec<Wrong>) {
    let mut settling = Settling::new();
    let afters = loop {
        let (afters, mut found) = composed(groups, known, (standing, today), bounds, &settling);
        if found.is_empty() {
            let checks = Checks::of(groups, standing, &afters, appointments);
            found = checks.found();
        }
        if !settling.add(found) {
            break afters;
        }
    };
    (afters, settling.into_wrong().collect())
}

/// Which unit a group is.
pub(super) struct Known<'a> {
    pub(super) id: UnitId,
    pub(super) before: Option<&'a UnitInFull>,
    /// A code that it looks like.
    pub(super) like: Option<String>,
    /// The unit that a new one splits off from.
    pub(super) mother: Option<UnitId>,
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
            mother: None,
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

pub(super) type Composed = (BTreeMap<usize, UnitInFull>, BTreeMap<usize, Vec<Wrong>>);

/// What the rows come to, whether it fits together or not.
pub(super) fn composed(
    groups: &[Group<UnitRow>],
    known: &[Known<'_>],
    (standing, today): (&[UnitInFull], NaiveDate),
    bounds: &Bounds<'_>,
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
    let new = numbered().filter(|((at, _), it)| it.before.is_none() && !settling.is_wrong(*at));
    let founded: BTreeSet<UnitId> = new.map(|(_, known)| known.id).collect();
    let (mut afters, mut found) = (BTreeMap::new(), BTreeMap::new());
    for ((at, group), known) in numbered().filter(|((at, _), _)| !settling.is_wrong(*at)) {
        match group.within((bounds, &founded), known, &words, today) {
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
        let name = rows.find_map(|row| row.name.clone());
        if let Some(before) = known.before {
            return UnitInFull {
                code: self.code(),
                name: name.unwrap_or_else(|| before.name.clone()),
                ..before.clone()
            };
        }
        UnitInFull {
            id: known.id,
            code: self.code(),
            name: name.unwrap_or_default(),
            renamings: Vec::new(),
            kind: UnitKind::Team,
            founded_on: None,
            places: Vec::new(),
            mother: None,
            merged_into: None,
        }
    }

    /// The unit as the rows have it, if who imports has a say in that.
    fn within(
        &self,
        (bounds, founded): (&Bounds<'_>, &BTreeSet<UnitId>),
        known: &Known<'_>,
        words: &UnitWords<'_>,
        today: NaiveDate,
    ) -> Result<UnitInFull, Wrong> {
        let refused = |reason| Wrong::row(self.line(), reason);
        bounds.keeps(known.before).map_err(refused)?;
        let after = self.composed(known, words, today)?;
        let placed = bounds.places(known.before, &after, founded);
        placed.map_err(refused)?;
        Ok(after)
    }

    fn composed(
        &self,
        known: &Known<'_>,
        words: &UnitWords<'_>,
        today: NaiveDate,
    ) -> Result<UnitInFull, Wrong> {
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
                name: name.ok_or_else(needed("name"))?,
                renamings: Vec::new(),
                kind: kind.ok_or_else(needed("kind"))?,
                founded_on: Some(founded_on.ok_or_else(needed("founding day"))?),
                places: Vec::new(),
                mother: known.mother,
                merged_into: None,
            },
        };
        if kind.is_some_and(|kind| kind != after.kind) {
            return Err(refused(Reason::KindStays(after.kind)));
        }
        after.code = after.code.or_else(|| self.code());
        after.founded_on = founded_on.or(after.founded_on);
        self.place(&mut after, words)?;
        self.call(&mut after, today)?;
        Ok(after)
    }
}
