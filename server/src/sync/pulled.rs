//! What a person pulls, as it is now and as this person sees it: by one reading for each kind, however many.

use super::view::view_for;
use crate::auth::SignedIn;
use crate::store::changes::{ChangeRow, Stretch};
use crate::store::colleagues::{self, Colleague};
use crate::store::{Db, StoreError, Stored, catalogues, policies, records};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use shared::people::PersonView;
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::sync::Pulled;
use std::collections::{BTreeMap, BTreeSet};

/// One thing.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) version: u64,
    pub(super) body: Box<RawValue>,
}

/// Things by kind and id. What is gone from the person's scope is not among them.
pub(super) type Things = BTreeMap<(String, String), Thing>;

/// Some of a kind, by id.
type OfKind = Vec<(String, Thing)>;

/// Everything these rows name; all of them are of this part of the person's scope, or everybody's.
pub(super) async fn things<'r>(
    db: &mut Db,
    person: &SignedIn,
    stretch: Stretch,
    rows: impl Iterator<Item = &'r ChangeRow> + Clone,
) -> Stored<Things> {
    let kinds: BTreeSet<&str> = rows.clone().map(|row| row.kind.as_str()).collect();
    let mut things = Things::new();
    for kind in kinds {
        let found = match kind {
            RecordView::KIND => records_of(db, person, stretch).await?,
            PersonView::KIND => people_of(db, person, stretch).await?,
            PolicyView::KIND => policies_of(db, stretch).await?,
            Catalogue::KIND => catalogue(db, rows.clone()).await?,
            _ => Vec::new(),
        };
        let found = found.into_iter();
        things.extend(found.map(|(id, thing)| ((kind.to_owned(), id), thing)));
    }
    Ok(things)
}

async fn records_of(db: &mut Db, person: &SignedIn, stretch: Stretch) -> Stored<OfKind> {
    let stored = records::of_stretch(db, stretch).await?.into_iter();
    let views = stored.filter_map(|stored| view_for(stored.view, person.person.id));
    views
        .map(|view| Ok((view.id(), told(&view, view.version)?)))
        .collect()
}

async fn people_of(db: &mut Db, person: &SignedIn, stretch: Stretch) -> Stored<OfKind> {
    let colleagues = colleagues::of_stretch(db, stretch, person.today).await?;
    let seen = colleagues.into_iter().filter(|it| sees(person, it));
    seen.map(|it| Ok((it.view.id(), told(&it.view, it.version)?)))
        .collect()
}

/// Whether a role of today sees this person: they may have gone elsewhere since their name came.
fn sees(person: &SignedIn, colleague: &Colleague) -> bool {
    let mut held = person.appointments.iter();
    held.any(|held| held.role.sees_people() && colleague.captures_below.contains(&held.unit_id))
}

async fn policies_of(db: &mut Db, stretch: Stretch) -> Stored<OfKind> {
    let policies = policies::of_stretch(db, stretch).await?.into_iter();
    policies
        .map(|(number, body, version)| Ok((number, as_stored(body, version)?)))
        .collect()
}

/// The one in force, under whatever id it was announced.
async fn catalogue<'r>(db: &mut Db, rows: impl Iterator<Item = &'r ChangeRow>) -> Stored<OfKind> {
    let Some((version, body)) = catalogues::current(db).await? else {
        return Ok(Vec::new());
    };
    let current = as_stored(body, version)?;
    let announced = rows.filter(|row| row.kind == Catalogue::KIND);
    Ok(announced
        .map(|row| (row.id.clone(), current.clone()))
        .collect())
}

fn told(view: &impl Serialize, version: u64) -> Stored<Thing> {
    let body = to_raw_value(view).map_err(unreadable)?;
    Ok(Thing { version, body })
}

fn as_stored(body: String, version: u64) -> Stored<Thing> {
    let body = RawValue::from_string(body).map_err(unreadable)?;
    Ok(Thing { version, body })
}

fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError::Unreadable {
        column: "body",
        reason: error.to_string(),
    }
}
