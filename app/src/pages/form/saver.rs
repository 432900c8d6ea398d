//! Keeps a draft while it is typed: soon after every change, at once when the page is left.

use crate::store::{Draft, StoreError};
use crate::work::Work;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after a change it is kept, unless another change comes first.
const SOON: Duration = Duration::from_millis(250);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// Whether what is shown is what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is on the disk.
    Yes,
    /// It will be in a moment.
    Soon,
    /// It could not be.
    No(StoreError),
}

/// Keeps one draft.
#[derive(Clone, Copy)]
pub struct Saver {
    work: Work,
    draft: RwSignal<Draft>,
    kept: RwSignal<Kept>,
    state: StoredValue<State>,
}

#[derive(Debug, Default)]
struct State {
    timer: Option<TimeoutHandle>,
    changed: bool,
    writing: bool,
    stopped: bool,
}

impl Saver {
    /// Keeps this draft from now until the end of the reactive scope.
    pub fn new(work: Work, draft: RwSignal<Draft>) -> Self {
        let saver = Self {
            work,
            draft,
            kept: RwSignal::new(Kept::Yes),
            state: StoredValue::new(State::default()),
        };
        let handles = ["pagehide", "visibilitychange"]
            .map(|event| window_event_listener_untyped(event, move |_| saver.now()));
        on_cleanup(move || {
            handles.into_iter().for_each(WindowListenerHandle::remove);
            saver.now();
        });
        saver
    }

    /// Whether what is shown is what is kept.
    pub fn kept(self) -> Signal<Kept> {
        self.kept.into()
    }

    /// Whether everything that was typed here is on the disk.
    pub fn is_done(self) -> bool {
        self.state
            .with_value(|state| !state.changed && !state.writing)
    }

    /// The draft has changed.
    pub fn soon(self) {
        self.kept.set(Kept::Soon);
        self.after(SOON);
    }

    /// What is shown is not kept yet: it is tried after this time, or before when the page is left.
    fn after(self, wait: Duration) {
        let timer = set_timeout_with_handle(move || self.now(), wait).ok();
        // Gone with the page, if it was left meanwhile.
        let _ = self.state.try_update_value(|state| {
            state.changed = true;
            if let Some(earlier) = core::mem::replace(&mut state.timer, timer) {
                earlier.clear();
            }
        });
    }

    /// Keeps the draft now, if it has changed.
    pub fn now(self) {
        let begin = self.state.try_update_value(|state| {
            if let Some(timer) = state.timer.take() {
                timer.clear();
            }
            let wanted = state.changed && !state.stopped;
            wanted && !core::mem::replace(&mut state.writing, wanted)
        });
        if begin == Some(true)
            && let Some(draft) = self.draft.try_get_untracked()
        {
            self.state.update_value(|state| state.changed = false);
            spawn_local(async move { self.write(draft).await });
        }
    }

    /// Writes the draft, and again for as long as it changed meanwhile.
    async fn write(self, draft: Draft) {
        let mut next = Some(draft);
        while let Some(draft) = next.take() {
            let written = self.work.save_draft(draft).await;
            let changed = self.state.try_update_value(|state| {
                let changed = core::mem::take(&mut state.changed);
                let changed = changed && !state.stopped && written.is_ok();
                state.writing = changed;
                changed
            });
            if changed == Some(true) {
                next = self.draft.try_get_untracked();
            } else {
                self.show(written);
            }
        }
    }

    /// Keeps the draft and says when it is on the disk.
    ///
    /// # Errors
    /// What the store says; the draft stays as it is on the screen.
    pub async fn finish(self) -> Result<(), StoreError> {
        self.state.update_value(|state| {
            state.changed = false;
            if let Some(timer) = state.timer.take() {
                timer.clear();
            }
        });
        let written = self.work.save_draft(self.draft.get_untracked()).await;
        self.show(written.clone());
        written
    }

    /// Nothing is kept any more: the draft is gone, or on its way.
    pub fn stop(self) {
        self.state.update_value(|state| state.stopped = true);
    }

    fn show(self, written: Result<(), StoreError>) {
        if written.is_err() {
            self.after(AGAIN);
        }
        // Gone with the page, if it was left meanwhile.
        let _ = self.kept.try_set(match written {
            Ok(()) => Kept::Yes,
            Err(error) => Kept::No(error),
        });
    }
}
