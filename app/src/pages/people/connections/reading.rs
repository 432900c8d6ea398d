//! Reading the keys and webhooks.

use crate::api::{self, ApiError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::connections::Connections;

/// Where the server tells them.
pub const PATH: &str = "/api/connections";

/// A secret that was just made.
#[derive(Clone, PartialEq, Eq)]
pub struct Made {
    /// Of what.
    pub title: String,
    /// That it is shown this once, and what to do with it.
    pub once: &'static str,
    /// What whoever has put it away presses.
    pub seen: &'static str,
    /// The secret.
    pub secret: String,
}

/// What has been read.
#[derive(Clone, Copy)]
pub struct ConnectionsReading {
    /// All of them; `None` until the first answer.
    pub page: RwSignal<Option<Connections>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// The secret that was just made: it is shown this once.
    pub made: RwSignal<Option<Made>>,
}

impl ConnectionsReading {
    /// Nothing yet: whoever never looks asks for nothing.
    pub fn new() -> Self {
        Self {
            page: RwSignal::new(None),
            error: RwSignal::new(None),
            made: RwSignal::new(None),
        }
    }

    /// Asks the server. What was read stays meanwhile.
    pub fn read(self) {
        spawn_local(async move {
            // The page may have been left.
            match api::get::<Connections>(PATH).await {
                Ok(page) => {
                    self.error.try_set(None);
                    self.page.try_set(Some(page));
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}
