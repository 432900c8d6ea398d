//! What is different between two states of a unit, for who decides whether to take it.

use super::difference::{Difference, Finding, day, last};
use super::{Changed, UnitInFull};
use crate::id::UnitId;

/// What is different of a unit, of a new one everything; `name` says what a unit is called.
pub fn unit_differences(
    before: Option<&UnitInFull>,
    after: &UnitInFull,
    name: impl Fn(UnitId) -> String,
) -> Vec<Difference> {
    let mut finding = Finding::with(name);
    finding.facts_of_unit(before, after);
    finding.names(before, after);
    finding.places(before, after);
    finding.found
}

impl<N: Fn(UnitId) -> String> Finding<N> {
    fn facts_of_unit(&mut self, before: Option<&UnitInFull>, after: &UnitInFull) {
        let code = before.and_then(|before| before.code.clone());
        self.compare(Changed::Code, code, after.code.clone());
        if before.is_none() {
            self.tell(Changed::Name, None, Some(after.name.clone()));
            let kind = after.kind.as_str().to_owned();
            self.tell(Changed::Kind, None, Some(kind));
        }
        let founded_on = before.and_then(|before| before.founded_on);
        self.compare(Changed::FoundedOn, day(founded_on), day(after.founded_on));
        if let (None, Some(unit)) = (before, after.mother) {
            self.tell(Changed::SplitFrom { unit }, None, None);
        }
    }

    fn names(&mut self, before: Option<&UnitInFull>, after: &UnitInFull) {
        let Some(before) = before else { return };
        for renaming in &after.renamings {
            let from = renaming.from;
            let mut stood = before.renamings.iter();
            let stood = stood.find(|it| it.from == from);
            let was = stood.map_or(&renaming.before, |stood| &stood.name);
            let (was, is) = (was.clone(), renaming.name.clone());
            self.compare(Changed::Renamed { from }, Some(was), Some(is));
        }
        let stands = |from| after.renamings.iter().any(|it| it.from == from);
        for gone in before.renamings.iter().filter(|it| !stands(it.from)) {
            let (was, is) = (gone.name.clone(), after.name_on(gone.from).to_owned());
            let changed = Changed::NotRenamed { from: gone.from };
            self.tell(changed, Some(was), Some(is));
        }
    }

    fn places(&mut self, before: Option<&UnitInFull>, after: &UnitInFull) {
        let stood = before.map_or(&[][..], |before| &before.places);
        let (was_closed, on) = (before.and_then(UnitInFull::closed_on), after.closed_on());
        let is_closed_otherwise = was_closed != on;
        for place in &after.places {
            let (unit, period) = (place.parent, place.period);
            match stood.iter().find(|it| it.period.from == period.from) {
                None => self.tell(Changed::Under { unit, period }, None, None),
                // That it is closed then says so.
                Some(_) if is_closed_otherwise && after.places.last() == Some(place) => {}
                Some(stood) => self.compare(
                    Changed::UnderUntil { unit, period },
                    last(stood.period),
                    last(period),
                ),
            }
        }
        let stands = |from| after.places.iter().any(|it| it.period.from == from);
        for gone in stood.iter().filter(|it| !stands(it.period.from)) {
            let (unit, from) = (gone.parent, gone.period.from);
            self.tell(Changed::NotUnder { unit, from }, None, None);
        }
        if is_closed_otherwise {
            self.tell(Changed::ClosedOn { on }, day(was_closed), day(on));
        }
        let was_merged = before.and_then(|before| before.merged_into);
        if was_merged != after.merged_into {
            if let Some(unit) = was_merged {
                self.tell(Changed::NotMergedInto { unit }, None, None);
            }
            if let Some(unit) = after.merged_into {
                self.tell(Changed::MergedInto { unit }, None, None);
            }
        }
    }
}
