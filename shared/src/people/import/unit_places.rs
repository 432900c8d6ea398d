//! What the rows of a unit say of where it hangs, and of what it is called.

use super::group::Group;
use super::lasting::until_next;
use super::plan::Wrong;
use super::reason::Reason;
use super::unit_row::UnitRow;
use super::unit_words::UnitWords;
use crate::people::{Period, Place, Renaming, UnitInFull, UnitKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl Group<UnitRow> {
    /// Where it hangs, row by row.
    pub(super) fn place(&self, after: &mut UnitInFull, words: &UnitWords<'_>) -> Result<(), Wrong> {
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

    /// What it is called: from the day that is said, else from today on. What it was called before stays so.
    pub(super) fn call(&self, after: &mut UnitInFull, today: NaiveDate) -> Result<(), Wrong> {
        let name = self.said("name", |row| row.name.as_ref())?;
        let said = self.said("first day of the name", |row| row.named_from.as_ref())?;
        let refused = |reason| Wrong::row(self.line(), reason);
        let Some(name) = name else {
            return said.map_or(Ok(()), |_| Err(refused(Reason::NewWithout("name"))));
        };
        let first = after.first_day();
        let from = match (said, first) {
            (Some(said), Some(first)) if said < first => {
                return Err(refused(Reason::BeforeFounding(first)));
            }
            (Some(said), _) => said,
            (None, first) => first.map_or(today, |first| first.max(today)),
        };
        if after.name_on(from) == name {
            return Ok(());
        }
        if let Some(later) = after.renamings.iter().find(|it| it.from > from) {
            return Err(refused(Reason::LaterRenaming(later.from)));
        }
        let corrected = after.renamings.pop_if(|last| last.from == from);
        let before = corrected.map_or_else(|| after.name_on(from).to_owned(), |it| it.before);
        after.name.clone_from(&before);
        if before != name {
            after.renamings.push(Renaming { from, before, name });
        }
        after.name = after.name_on(today).to_owned();
        Ok(())
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
