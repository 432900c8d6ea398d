//! Units are founded and changed by hand: by the rules of the import, and kept as it keeps them.

use super::keep::{By, keep};
use super::standing::{Standing, among_theirs, invalid};
use super::{Administered, Days, KeptUnits, keep_units};
use crate::auth::SignedIn;
use crate::new_id::new_id;
use crate::problem::ApiError;
use crate::store::{Db, Stored, directory, whole_organisation};
use chrono::NaiveDate;
use shared::finding::Finding;
use shared::id::UnitId;
use shared::people::import::{Plan, UnitByHand, UnitsChanged, change_units_by_hand};
use shared::people::{
    ChangeUnit, FoundUnit, PersonDifferences, UnitChanged, UnitDifferences, UnitInFull, UnitStep,
    person_differences, unit_differences,
};
use shared::submission::PersonRef;
use shared::time::Timestamp;

/// A unit is founded.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Invalid`] if it cannot be so.
pub async fn found(
    db: &mut Db,
    by: &SignedIn,
    asked: &FoundUnit,
    now: Timestamp,
) -> Result<UnitChanged, ApiError> {
    let administered = Administered::by(by, now)?;
    let parent = (asked.parent, "parent");
    among_theirs(db, &administered, parent, Some(asked.from)).await?;
    let founding = Asking {
        by,
        administered,
        standing: Standing::read(db).await?,
        preview: asked.preview,
        now,
    };
    let unit = UnitId::new(new_id()?);
    founding
        .change(db, UnitByHand::Found(asked, unit), unit)
        .await
}

/// Something of a unit changes.
///
/// # Errors
/// [`ApiError::NotFound`] if this person administers no unit of this id; [`ApiError::ChangedMeanwhile`] if it is not as
/// it was read; [`ApiError::Invalid`] if it cannot be so.
pub async fn change_unit(
    db: &mut Db,
    by: &SignedIn,
    unit: UnitId,
    asked: &ChangeUnit,
    now: Timestamp,
) -> Result<UnitChanged, ApiError> {
    let administered = Administered::by(by, now)?;
    let theirs = directory::units(db, administered.below()).await?;
    if !theirs.contains(&unit) {
        return Err(ApiError::NotFound);
    }
    match &asked.change {
        UnitStep::Move { parent, from } => {
            among_theirs(db, &administered, (*parent, "parent"), Some(*from)).await?;
        }
        UnitStep::Merge { into, from } => {
            among_theirs(db, &administered, (*into, "into"), Some(*from)).await?;
        }
        UnitStep::Rename { .. }
        | UnitStep::Split { .. }
        | UnitStep::Close { .. }
        | UnitStep::TakeBack { .. } => {}
    }
    let standing = Standing::read(db).await?;
    let before = standing.expected_unit(db, unit, &asked.expected).await?;
    // Where it hung before does not matter.
    let today = administered.today();
    let lasts = |last: NaiveDate| last >= today;
    let mut above = before
        .places
        .iter()
        .filter(|place| place.period.until.is_none_or(lasts));
    if !above.all(|place| theirs.contains(&place.parent)) {
        is_within(&asked.change)?;
    }
    if let (UnitStep::TakeBack { from }, Some(into)) = (&asked.change, before.merged_into) {
        among_theirs(db, &administered, (into, "from"), Some(*from)).await?;
    }
    let before = before.clone();
    let (new, about) = match &asked.change {
        UnitStep::Split { .. } => {
            let new = UnitId::new(new_id()?);
            (new, new)
        }
        _ => (unit, unit),
    };
    let changing = Asking {
        by,
        administered,
        standing,
        preview: asked.preview,
        now,
    };
    let step = UnitByHand::Change(&asked.change, &before, new);
    changing.change(db, step, about).await
}

/// Whether administrators of the unit may do it, and not only those of the one above.
fn is_within(step: &UnitStep) -> Result<(), ApiError> {
    match step {
        UnitStep::Rename { .. } => Ok(()),
        UnitStep::Merge { .. } => Err(invalid("own_place_in_it", "from")),
        UnitStep::Close { .. } => Err(invalid("own_place_in_it", "on")),
        UnitStep::Move { .. } | UnitStep::Split { .. } | UnitStep::TakeBack { .. } => {
            Err(invalid("own_unit", "from"))
        }
    }
}

/// What is asked, and by whom.
struct Asking<'a> {
    by: &'a SignedIn,
    administered: Administered,
    standing: Standing,
    preview: bool,
    now: Timestamp,
}

impl Asking<'_> {
    async fn change(
        self,
        db: &mut Db,
        asked: UnitByHand<'_>,
        unit: UnitId,
    ) -> Result<UnitChanged, ApiError> {
        let days = Days::of(db, self.now).await?;
        let changed = change_units_by_hand(asked, self.standing.both(), days.today);
        let changed = changed.map_err(|found| ApiError::Invalid(self.of_oneself(found)))?;
        self.govern(db, &changed).await?;
        let answer = UnitChanged {
            unit_id: unit,
            units: self.units(&changed),
            people: self.people(&changed),
            kept: !self.preview,
        };
        if !self.preview {
            self.keep(db, changed, days).await?;
        }
        Ok(answer)
    }

    /// Of oneself in the way is told what it would mean.
    fn of_oneself(&self, found: Vec<Finding>) -> Vec<Finding> {
        let own = self.by.person.id.to_string();
        let told = found.into_iter().map(|finding| {
            let is_own = finding.params.get("person_id") == Some(&own);
            match finding.code.as_str() {
                "person_in_it" if is_own => Finding::error("own_place_in_it", finding.path),
                _ => finding,
            }
        });
        told.collect()
    }

    /// Whether all that those do who go along is done in units of this administrator, and none of them is oneself.
    async fn govern(&self, db: &mut Db, changed: &UnitsChanged) -> Result<(), ApiError> {
        let mut found = Vec::new();
        for change in &changed.people {
            let person = &change.before;
            if person.id == self.by.person.id {
                found.push(Finding::error("own_place_in_it", "people"));
            } else if !self.administered.does_all(db, person.id).await? {
                let elsewhere = Finding::error("person_works_elsewhere", "people");
                found.push(
                    elsewhere
                        .with("person", &person.name)
                        .with("person_id", person.id),
                );
            }
        }
        match found.is_empty() {
            true => Ok(()),
            false => Err(ApiError::Invalid(found)),
        }
    }

    fn units(&self, changed: &UnitsChanged) -> Vec<UnitDifferences> {
        let told = |unit: &UnitInFull, before: Option<&UnitInFull>| UnitDifferences {
            unit_id: unit.id,
            name: unit.name.clone(),
            differences: unit_differences(before, unit, self.standing.named(&changed.new)),
            gone: false,
        };
        let new = changed.new.iter().map(|unit| told(unit, None));
        let different = changed.changed.iter();
        let different = different.map(|change| told(&change.after, Some(&change.before)));
        let gone = changed.gone.iter().map(|unit| UnitDifferences {
            unit_id: unit.id,
            name: unit.name.clone(),
            differences: Vec::new(),
            gone: true,
        });
        new.chain(different).chain(gone).collect()
    }

    fn people(&self, changed: &UnitsChanged) -> Vec<PersonDifferences> {
        let people = changed.people.iter().map(|change| {
            let name = self.standing.named(&changed.new);
            PersonDifferences {
                person: PersonRef {
                    id: change.after.id,
                    name: change.after.name.clone(),
                },
                differences: person_differences(Some(&change.before), &change.after, name),
            }
        });
        people.collect()
    }

    /// People leave a unit before it is gone, and come to one after it is founded.
    async fn keep(&self, db: &mut Db, changed: UnitsChanged, days: Days) -> Stored<()> {
        let by = By {
            actor: self.by.person.id.into(),
            device: Some(self.by.device),
            now: self.now,
        };
        let stands = KeptUnits {
            new: &changed.new,
            changed: &changed.changed,
            gone: &[],
        };
        if !(changed.new.is_empty() && changed.changed.is_empty()) {
            let before = whole_organisation(db).await?;
            keep_units(db, stands, &before, days, by).await?;
        }
        if !changed.people.is_empty() {
            let before = whole_organisation(db).await?;
            let people = Plan {
                new: Vec::new(),
                changed: changed.people,
                unchanged: 0,
                wrong: Vec::new(),
            };
            keep(db, &people, &before, days, by).await?;
        }
        if !changed.gone.is_empty() {
            let before = whole_organisation(db).await?;
            let gone = KeptUnits {
                new: &[],
                changed: &[],
                gone: &changed.gone,
            };
            keep_units(db, gone, &before, days, by).await?;
        }
        Ok(())
    }
}
