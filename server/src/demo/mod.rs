//! A demonstration: an invented branch with a month of work behind it, told through the same
//! functions that real work goes through. The same day always tells the same story.

mod cast;
mod client_book;
mod crowd;
mod desk_work;
mod field_work;
mod pay;
mod products;
mod sales;
mod service;
mod story;
mod tables;
mod ties;
mod training;

pub use products::publish_products;

use crate::auth::PasswordCost;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::changes::{self, Touched};
use crate::store::{Db, meta, people};
use cast::{CAST, Member};
use serde::Serialize;
use shared::time::CHINA_OFFSET_MINUTES;
use story::Story;

/// Everybody's password in a demonstration.
const PASSWORD: &str = "saddlebag";

/// Somebody who can sign in to a demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// What they do.
    pub role: &'static str,
    /// Their login name.
    pub login: String,
    /// Their password.
    pub password: &'static str,
    /// Their name.
    pub name: String,
}

/// Fills an empty store, with so many agents more than the story has; says who can sign in.
///
/// # Errors
/// If the store cannot be written.
pub async fn seed(state: &AppState, more_agents: usize) -> Result<Vec<Account>, ApiError> {
    publish_products(&state.store, &state.clock).await?;
    tables::publish_tables(&state.store, &state.clock).await?;
    let told = state.store.write_patiently(|mut db| async move {
        if people::none(&mut db).await? {
            tell(&mut db, state, more_agents).await?;
            db.commit().await?;
        }
        Ok::<_, ApiError>(())
    });
    told.await?;
    let shown = CAST.iter().filter(|member| member.shown).map(account);
    Ok(shown.chain(crowd::accounts(more_agents)).collect())
}

fn account(member: &Member) -> Account {
    Account {
        role: member.role.as_str(),
        login: member.login.to_owned(),
        password: PASSWORD,
        name: member.name.to_owned(),
    }
}

async fn tell(db: &mut Db, state: &AppState, more_agents: usize) -> Result<(), ApiError> {
    let now = state.clock.now();
    let hash = PasswordCost::Demonstration
        .hash(PASSWORD)
        .map_err(|_| ApiError::SlowDown { seconds: 1 })?;
    let mut touched = Touched::default();
    cast::enter(db, &hash, now, &mut touched).await?;
    let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
    crowd::enter(db, more_agents, &hash, today, &mut touched).await?;
    let catalogue = state.products.in_force(db).await?;
    let sales = sales::sales(today, &catalogue);
    client_book::fill(db, now, &sales, &catalogue, &mut touched).await?;
    pay::tell(db, &sales, &catalogue, (today, now)).await?;
    changes::publish(db, touched).await?;
    let mut events = field_work::events(now, &catalogue);
    events.extend(training::events(now));
    events.extend(service::events(now, &sales));
    events.sort_by_key(|event| event.at);
    let mut story = Story::new(state);
    for event in events {
        story.tell(db, event).await?;
    }
    meta::set(db, meta::DEMONSTRATION, &now.millis().to_string()).await?;
    Ok(())
}
