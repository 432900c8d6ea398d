//! The keys and webhooks of an administrator.

use super::keys;
use crate::auth::SignedIn;
use crate::people::Administered;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::{Db, api_keys, people, units, webhooks};
use shared::connections::Connections;
use shared::id::{PersonId, UnitId};
use shared::submission::PersonRef;
use std::collections::BTreeMap;

/// Those that are bound to a unit of theirs.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever is no administrator.
pub async fn page(db: &mut Db, state: &AppState, by: &SignedIn) -> Result<Connections, ApiError> {
    let now = state.clock.now();
    let theirs = Administered::by(by, now)?.all_units(db).await?;
    let mut listed = api_keys::of_units(db, &theirs).await?;
    for key in &mut listed {
        key.ended = keys::why_ended(db, key, now).await?;
    }
    listed.sort_by_key(|key| key.ended.is_some());
    let hooks = webhooks::of_units(db, &theirs).await?;
    let makers = listed.iter().map(|key| key.made_by);
    let makers = makers.chain(hooks.iter().map(|hook| hook.made_by));
    let names = Names {
        people: people::names(db, &makers.collect()).await?,
        units: units::names(db, &theirs).await?,
    };
    let offset = by.branch.offset_minutes;
    let keys = listed.into_iter().map(|key| {
        let made_by = names.person(key.made_by);
        keys::view(key, made_by, &names.units, offset)
    });
    let webhooks = hooks.into_iter().map(|hook| {
        let made_by = names.person(hook.made_by);
        crate::webhooks::view(hook, made_by, &names.units)
    });
    Ok(Connections {
        keys: keys.collect(),
        webhooks: webhooks.collect(),
        scopes: keys::scopes_of(by),
        calls_out: state.calls.is_some(),
    })
}

struct Names {
    people: BTreeMap<PersonId, String>,
    units: BTreeMap<UnitId, String>,
}

impl Names {
    fn person(&self, id: PersonId) -> PersonRef {
        let name = self.people.get(&id).cloned().unwrap_or_default();
        PersonRef { id, name }
    }
}
