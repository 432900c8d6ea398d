//! What every route works with.

use crate::auth::{Pace, PasswordCost, Passwords, Refusals};
use crate::clock::Clock;
use crate::config::Reach;
use crate::gate::Gate;
use crate::products::Products;
use crate::push::{Push, PushSettings};
use crate::settings;
use crate::signing::SigningKey;
use crate::store::{Store, Stored};
use crate::sync::{acknowledge_earlier, index_earlier};
use crate::webhooks::{CallReach, Calls};
use shared::time::Timestamp;
use std::sync::Arc;

/// What every route works with.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Lets in what is worked on at once.
    pub gate: Gate,
    /// Checks passwords.
    pub passwords: Passwords,
    /// Counts who is refused for having to wait.
    pub refusals: Refusals,
    /// Slows down a key that asks too often.
    pub uses_of_keys: Pace,
    /// Slows down an address from which wrong keys come.
    pub wrong_keys: Pace,
    /// The products in force.
    pub products: Products,
    /// Signs what has arrived.
    pub signing_key: SigningKey,
    /// By way of what people reach the server.
    pub reach: Arc<Reach>,
    /// Tells devices while the app is closed, if the company wants it.
    pub push: Option<Push>,
    /// Calls other systems, if the company lets it.
    pub calls: Option<Calls>,
}

impl AppState {
    /// The state over a store; settings that nobody has decided are as the program comes with them, and what
    /// arrived before there were acknowledgements is acknowledged, and found by the search of today.
    ///
    /// # Errors
    /// If the store cannot be read or written.
    pub async fn over(
        store: Store,
        clock: Clock,
        cost: PasswordCost,
        reach: Reach,
        signing_key: SigningKey,
    ) -> Stored<Self> {
        acknowledge_earlier(&store, &signing_key, clock.now()).await?;
        index_earlier(&store).await?;
        settings::publish_as_delivered(&store, &clock).await?;
        Ok(Self {
            store,
            clock,
            gate: Gate::default(),
            passwords: Passwords::new(cost),
            refusals: Refusals::default(),
            uses_of_keys: Pace::of_key(),
            wrong_keys: Pace::of_wrong_keys(),
            products: Products::default(),
            signing_key,
            reach: Arc::new(reach),
            push: None,
            calls: None,
        })
    }
}

impl AppState {
    /// The same, for a company that lets its agents be told.
    ///
    /// # Errors
    /// If the store cannot be read or written, or the machine trusts no certificates.
    pub async fn telling(self, settings: PushSettings) -> Stored<Self> {
        let push = Some(Push::over(&self.store, settings).await?);
        Ok(Self { push, ..self })
    }

    /// The same, for a company that has other systems called.
    ///
    /// # Errors
    /// If the machine trusts no certificates.
    pub fn calling(self, reach: CallReach) -> Stored<Self> {
        let calls = Some(Calls::within(reach)?);
        Ok(Self { calls, ..self })
    }

    /// The same at another time: to tell a story of the past.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        Self {
            clock: Clock::new(move || moment),
            ..self.clone()
        }
    }
}
