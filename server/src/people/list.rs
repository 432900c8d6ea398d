//! A page of people.

use super::Administered;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::directory::{self, After, Below};
use crate::store::{Db, Stored, units_in_full};
use chrono::NaiveDate;
use shared::directory::{PeopleFilter, PeoplePage, PeopleState, PersonLine};
use shared::id::UnitId;
use shared::input::plain;
use shared::search::LONGEST_SEARCH;
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Most people of one page.
const PAGE: usize = 50;

/// Those whom the filter wants of those whom this administrator sees.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator; [`ApiError::Malformed`] for what nobody has in a name.
pub async fn list(
    db: &mut Db,
    by: &SignedIn,
    filter: &PeopleFilter,
    now: Timestamp,
) -> Result<PeoplePage, ApiError> {
    let wanted = Wanted::by(db, by, filter, now).await?;
    let after = after(filter)?;
    let Some(wanted) = wanted else {
        return Ok(nobody());
    };
    let (people, next) = wanted.page(db, after.as_ref(), PAGE).await?;
    Ok(PeoplePage {
        next: next.map(|next| next.written()).transpose()?,
        total: directory::total(db, wanted.below(), &wanted.filter).await?,
        people,
    })
}

/// Those whom a filter wants of those whom somebody sees.
#[derive(Debug)]
pub struct Wanted {
    /// Never none.
    units: BTreeSet<UnitId>,
    filter: PeopleFilter,
    today: NaiveDate,
    now: Timestamp,
}

impl Wanted {
    /// Of those whom this administrator sees; `None` if the filter wants a unit that is not theirs.
    ///
    /// # Errors
    /// As [`list`].
    pub async fn by(
        db: &mut Db,
        by: &SignedIn,
        filter: &PeopleFilter,
        now: Timestamp,
    ) -> Result<Option<Self>, ApiError> {
        let administered = Administered::by(by, now)?;
        let filter = PeopleFilter {
            search: searched(&filter.search)?,
            ..filter.clone()
        };
        let units = match filter.unit {
            None => administered.units().clone(),
            Some(unit)
                if directory::units(db, administered.below())
                    .await?
                    .contains(&unit) =>
            {
                BTreeSet::from([unit])
            }
            Some(_) => return Ok(None),
        };
        Ok(Some(Self {
            units,
            filter,
            today: administered.today(),
            now,
        }))
    }

    /// Of everybody, for whoever has the server's machine; `None` while there is no unit.
    pub async fn of_all(
        db: &mut Db,
        state: PeopleState,
        (today, now): (NaiveDate, Timestamp),
    ) -> Stored<Option<Self>> {
        let units = units_in_full::all(db).await?;
        let units: BTreeSet<UnitId> = units.iter().map(|unit| unit.id).collect();
        let filter = PeopleFilter {
            state,
            ..PeopleFilter::default()
        };
        Ok((!units.is_empty()).then_some(Self {
            units,
            filter,
            today,
            now,
        }))
    }

    /// At most so many of them, by unit and name, and after whom the next begin, if there are more.
    pub async fn page(
        &self,
        db: &mut Db,
        after: Option<&After>,
        most: usize,
    ) -> Stored<(Vec<PersonLine>, Option<After>)> {
        let mut people = directory::page(db, self.below(), &self.filter, (after, most)).await?;
        let more = people.len() > most;
        people.truncate(most);
        let next = people.last().filter(|_| more).map(After::line);
        Ok((people, next))
    }

    const fn below(&self) -> Below<'_> {
        Below {
            units: &self.units,
            today: self.today,
            now: self.now,
        }
    }
}

const fn nobody() -> PeoplePage {
    PeoplePage {
        people: Vec::new(),
        total: 0,
        next: None,
    }
}

fn after(filter: &PeopleFilter) -> Result<Option<After>, ApiError> {
    let Some(text) = &filter.after else {
        return Ok(None);
    };
    let after = After::read(text);
    let after = after.ok_or_else(|| malformed("after", "not where a page ended"))?;
    Ok(Some(after))
}

fn searched(text: &str) -> Result<String, ApiError> {
    if text.contains('\0') {
        return Err(malformed(
            "search",
            "has a NUL character, which nobody's name has",
        ));
    }
    match text.chars().count() > LONGEST_SEARCH {
        true => Err(malformed("search", "is longer than anything that is found")),
        false => Ok(plain(text)),
    }
}

fn malformed(path: &str, reason: &str) -> ApiError {
    ApiError::Malformed {
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}
