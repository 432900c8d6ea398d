//! Being told, as a page shows and changes it.

use super::{PushError, Standing, standing, turn_off, turn_on};
use crate::session::{Session, use_profile, use_session};
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::PersonId;

/// Whether the person is told on this device, and what came of changing it.
#[derive(Clone, Copy)]
pub struct Telling {
    /// `None` until it is known.
    pub standing: RwSignal<Option<Standing>>,
    /// What was in the way the last time.
    pub failed: RwSignal<Option<&'static str>>,
    /// It is being changed.
    pub busy: RwSignal<bool>,
    session: Session,
    person: PersonId,
}

impl Telling {
    /// Tells the person from now on; the browser asks them first.
    pub fn turn_on(self) {
        self.change(turn_on(self.session, self.person));
    }

    /// Tells them no longer.
    pub fn turn_off(self) {
        self.change(turn_off(self.session));
    }

    fn change(self, change: impl Future<Output = Result<(), PushError>> + 'static) {
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let failed = change.await.err().and_then(|error| error.text_key());
            // The page may have been left.
            self.failed.try_set(failed.map(|key| t(&key)));
            self.busy.try_set(false);
            self.look().await;
        });
    }

    async fn look(self) {
        let found = standing(self.session, self.person).await;
        self.standing.try_set(Some(found));
    }
}

/// Whether the person is told on this device; only below the signed-in part of the app.
pub fn use_telling() -> Telling {
    let telling = Telling {
        standing: RwSignal::new(None),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        session: use_session(),
        person: use_profile().with_untracked(|profile| profile.person.id),
    };
    spawn_local(telling.look());
    telling
}
