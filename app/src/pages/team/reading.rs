//! Reading the team: what the phone has first, then what the server says.

use crate::api::{self, ApiError};
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::team::Team;

/// Where the server tells it.
const PATH: &str = "/api/team";

/// What has been read of the team.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The team; `None` until the first answer.
    pub team: RwSignal<Option<Team>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    work: Work,
}

impl Reading {
    /// Begins to read.
    pub fn begin() -> Self {
        let reading = Self {
            team: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            work: use_work(),
        };
        reading.read();
        reading
    }

    /// Asks the server. What the phone keeps is shown meanwhile.
    pub fn read(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            if self.team.try_with_untracked(Option::is_none) == Some(true)
                && let Ok(Some(kept)) = self.work.kept_team().await
            {
                self.team.try_set(Some(kept));
            }
            let answer = api::get::<Team>(PATH).await;
            if let Ok(team) = &answer {
                // Not kept means read anew when there is network.
                let _ = self.work.keep_team(team).await;
            }
            self.show(answer);
        });
    }

    fn show(self, answer: Result<Team, ApiError>) {
        // Nobody waits for it if they went elsewhere meanwhile.
        self.busy.try_set(false);
        match answer {
            Ok(team) => {
                self.error.try_set(None);
                self.team.try_set(Some(team));
            }
            Err(error) => drop(self.error.try_set(Some(error))),
        }
    }
}
