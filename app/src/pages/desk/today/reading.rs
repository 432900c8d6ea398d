//! Reading the figures of the desk: what came last stays until something newer is there.

use super::figures::Figures;
use crate::api::ApiError;
use crate::clock::{now, today};
use crate::work::decisions::{Contact, Decisions};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::time::Timestamp;

/// What has been read.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The figures, and when they were read; `None` until the first answer.
    pub figures: RwSignal<Option<(Figures, Timestamp)>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    decisions: Decisions,
    decides: bool,
    offset: i32,
}

impl Reading {
    /// Begins to read, and reads again when something was decided, when the server can be asked again, and
    /// when the page is looked at again.
    pub fn begin(decisions: Decisions, decides: bool, offset: i32) -> Self {
        let reading = Self {
            figures: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            decisions,
            decides,
            offset,
        };
        let is_open = Memo::new(move |_| decisions.contact.get() == Contact::Open);
        Effect::new(move |_| {
            decisions.taken.track();
            is_open.track();
            untrack(|| reading.read());
        });
        let seen = window_event_listener(ev::visibilitychange, move |_| {
            if !document().hidden() {
                reading.read();
            }
        });
        on_cleanup(move || seen.remove());
        reading
    }

    /// Asks the server.
    pub fn read(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = Figures::read(today(self.offset), self.decides).await;
            // Nobody waits for it if they went elsewhere meanwhile.
            self.busy.try_set(false);
            self.decisions.heard(&answer);
            match answer {
                Ok(figures) => {
                    self.error.try_set(None);
                    self.figures.try_set(Some((figures, now())));
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}
