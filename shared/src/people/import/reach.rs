//! Of whom and of which units a table may speak: who imports can do what they could do by hand, and no more.

use super::reason::Reason;
use crate::id::{PersonId, UnitId};
use crate::people::{Held, PersonInFull, Place, UnitInFull};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How far a table reaches.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    /// To everybody and everything: whoever has the server's machine.
    Everything,
    /// As far as somebody administers.
    Administered(&'a Administration),
}

/// What somebody administers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administration {
    /// Who imports.
    pub by: PersonId,
    /// The units that they administer, with all that hangs below them.
    pub units: BTreeSet<UnitId>,
    /// Those who belong there and do nothing anywhere else.
    pub people: BTreeSet<PersonId>,
    /// The day on which it is looked at.
    pub today: NaiveDate,
}

/// How far a table reaches among the units that stand.
pub(super) struct Bounds<'a> {
    administration: Option<&'a Administration>,
    units: BTreeMap<UnitId, &'a UnitInFull>,
}

impl<'a> Bounds<'a> {
    pub(super) fn of(reach: Reach<'a>, units: &'a [UnitInFull]) -> Self {
        Self {
            administration: match reach {
                Reach::Everything => None,
                Reach::Administered(administration) => Some(administration),
            },
            units: units.iter().map(|unit| (unit.id, unit)).collect(),
        }
    }

    /// Without bounds, where who asks was looked at before.
    pub(super) const fn none() -> Self {
        Self {
            administration: None,
            units: BTreeMap::new(),
        }
    }

    /// Refuses somebody who stands and is another's: nothing else is said of them then.
    pub(super) fn governs(&self, before: Option<&PersonInFull>) -> Result<(), Reason> {
        match (self.administration, before) {
            (Some(it), Some(before)) if !it.people.contains(&before.id) => {
                Err(Reason::PersonNotTheirs)
            }
            _ => Ok(()),
        }
    }

    /// Refuses what somebody would do where it is another's to say, and a role that somebody gives themselves.
    pub(super) fn appoints(
        &self,
        before: Option<&PersonInFull>,
        after: &PersonInFull,
    ) -> Result<(), Reason> {
        let Some(administration) = self.administration else {
            return Ok(());
        };
        let stood = before.map_or(&[][..], |before| &before.appointments);
        for held in after.appointments.iter().filter(|it| !stood.contains(it)) {
            if !self.is_theirs(administration, held.unit, held.period.from) {
                return Err(Reason::UnitNotTheirs);
            }
            if after.id == administration.by && !is_shortened(stood, held) {
                return Err(Reason::OwnRole);
            }
        }
        Ok(())
    }

    /// Refuses a unit that stands and is another's.
    pub(super) fn keeps(&self, before: Option<&UnitInFull>) -> Result<(), Reason> {
        match (self.administration, before) {
            (Some(it), Some(before)) if !self.is_theirs(it, before.id, it.today) => {
                Err(Reason::UnitNotTheirs)
            }
            _ => Ok(()),
        }
    }

    /// Refuses a place that is another's to say: under a unit that is not theirs, nor among those that the table
    /// founds; of the unit that they administer themselves nothing changes but what it is called.
    pub(super) fn places(
        &self,
        before: Option<&UnitInFull>,
        after: &UnitInFull,
        founded: &BTreeSet<UnitId>,
    ) -> Result<(), Reason> {
        let Some(administration) = self.administration else {
            return Ok(());
        };
        let is_theirs = |place: &Place| {
            founded.contains(&place.parent)
                || self.is_theirs(administration, place.parent, place.period.from)
        };
        let stood = before.map_or(&[][..], |before| &before.places);
        if let Some(before) = before {
            let lasts = |place: &&Place| {
                place
                    .period
                    .until
                    .is_none_or(|it| it >= administration.today)
            };
            let is_top = !before.places.iter().filter(lasts).all(is_theirs);
            let is_other = before.places != after.places || before.founded_on != after.founded_on;
            if is_top && is_other {
                return Err(Reason::OwnUnit);
            }
        }
        let mut told = after.places.iter().filter(|it| !stood.contains(it));
        let is_placed = before.is_some() || !after.places.is_empty();
        match is_placed && told.all(is_theirs) {
            true => Ok(()),
            false => Err(Reason::UnitNotTheirs),
        }
    }

    /// Whether a unit hangs below one of theirs on a day, or today if that is over: one that is closed where it last
    /// hung, one to come where it first will.
    fn is_theirs(&self, it: &Administration, unit: UnitId, day: NaiveDate) -> bool {
        let day = day.max(it.today);
        let mut at = Some(unit);
        // Of units that hang below one another in a ring nobody finds the end.
        for _ in 0..=self.units.len() {
            match at {
                Some(unit) if it.units.contains(&unit) => return true,
                Some(unit) => at = self.units.get(&unit).and_then(|unit| parent_on(unit, day)),
                None => return false,
            }
        }
        false
    }
}

/// Where it hangs, or last did, or first will.
fn parent_on(unit: &UnitInFull, day: NaiveDate) -> Option<UnitId> {
    let begun = unit.places.iter().filter(|place| place.period.from <= day);
    let place = begun
        .max_by_key(|place| place.period.from)
        .or_else(|| unit.places.iter().min_by_key(|place| place.period.from));
    place.map(|place| place.parent)
}

/// Whether it stood, and only ends earlier.
fn is_shortened(stood: &[Held], held: &Held) -> bool {
    let is_same = |it: &&Held| {
        (it.unit, it.role, it.level, it.period.from)
            == (held.unit, held.role, held.level, held.period.from)
    };
    let ends_earlier = |it: &Held| {
        let until = held.period.until;
        until.is_some_and(|until| it.period.until.is_none_or(|stood| until < stood))
    };
    stood.iter().find(is_same).is_some_and(ends_earlier)
}
