//! Reading one person.

use crate::api::{self, ApiError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::directory::PersonPage;
use shared::id::PersonId;
use shared::session::OneTimeCodeGiven;

/// What has been read of somebody.
#[derive(Clone, Copy)]
pub struct PersonReading {
    /// Who.
    pub id: PersonId,
    /// All of them; `None` until the first answer.
    pub page: RwSignal<Option<PersonPage>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// The code that they were just given: it is shown this once.
    pub given: RwSignal<Option<OneTimeCodeGiven>>,
}

impl PersonReading {
    /// Begins to read.
    pub fn begin(id: PersonId) -> Self {
        let reading = Self {
            id,
            page: RwSignal::new(None),
            error: RwSignal::new(None),
            given: RwSignal::new(None),
        };
        reading.read();
        reading
    }

    /// Where the server tells it.
    pub fn path(self) -> String {
        format!("/api/people/{}", self.id)
    }

    /// What was read last: a change says it, so that nobody changes what they have not seen.
    pub fn version(self) -> String {
        let page = self.page.read_untracked();
        page.as_ref()
            .map_or_else(String::new, |page| page.version.clone())
    }

    /// Asks the server. What was read stays meanwhile.
    pub fn read(self) {
        spawn_local(async move {
            let answer = api::get::<PersonPage>(&self.path()).await;
            // The page may have been left.
            match answer {
                Ok(page) => {
                    self.error.try_set(None);
                    self.page.try_set(Some(page));
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}
