//! People and units, in the very columns and words that the import reads.

use super::AT_ONCE;
use super::sheet::{Sheet, SheetError};
use crate::people::Wanted;
use crate::problem::ApiError;
use crate::store::{Db, people_in_full, units_in_full};
use shared::id::{PersonId, UnitId};
use shared::people::UnitInFull;
use shared::people::import::{Numbers, Outgoing};
use shared::text::Language;

/// A line for each appointment of those who are wanted, by unit and name.
pub(super) async fn people(
    db: &mut Db,
    wanted: &Wanted,
    (numbers, language): (Numbers, Language),
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    let units = units_in_full::all(db).await?;
    let outgoing = Outgoing::of(&units, language);
    let mut after = None;
    loop {
        let (page, next) = wanted.page(db, after.as_ref(), AT_ONCE).await?;
        let ids: Vec<PersonId> = page.iter().map(|line| line.id).collect();
        let known = people_in_full::find_all(db, &ids).await?;
        for person in ids.iter().filter_map(|id| known.get(id)) {
            for line in outgoing.person(person, numbers) {
                sheet.line(&line)?;
            }
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// A line for each place of the units that are wanted, those above before those below.
pub(super) fn units(
    units: &[UnitInFull],
    is_wanted: impl Fn(UnitId) -> bool,
    language: Language,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let outgoing = Outgoing::of(units, language);
    let mut wanted: Vec<&UnitInFull> = units.iter().filter(|unit| is_wanted(unit.id)).collect();
    wanted.sort_by_key(|unit| (unit.kind, &unit.name, unit.id));
    for unit in wanted {
        for line in outgoing.unit(unit) {
            sheet.line(&line)?;
        }
    }
    Ok(())
}
