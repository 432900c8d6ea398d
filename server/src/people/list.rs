//! A page of people.

use super::Administered;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::Db;
use crate::store::directory::{self, After, Below, PAGE};
use shared::directory::{PeopleFilter, PeoplePage};
use shared::input::plain;
use shared::search::LONGEST_SEARCH;
use shared::time::Timestamp;
use std::collections::BTreeSet;

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
    let administered = Administered::by(by, now)?;
    let after = after(filter)?;
    let filter = &PeopleFilter {
        search: searched(&filter.search)?,
        ..filter.clone()
    };
    let wanted = match filter.unit {
        None => administered.units().clone(),
        Some(unit)
            if directory::units(db, administered.below())
                .await?
                .contains(&unit) =>
        {
            BTreeSet::from([unit])
        }
        Some(_) => return Ok(nobody()),
    };
    let below = Below {
        units: &wanted,
        ..administered.below()
    };
    let mut people = directory::page(db, below, filter, after.as_ref()).await?;
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let last = people.last().filter(|_| more);
    Ok(PeoplePage {
        next: last.map(|last| After::line(last).written()).transpose()?,
        total: directory::total(db, below, filter).await?,
        people,
    })
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
