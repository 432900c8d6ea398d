//! What a press begins and what takes a while.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// What a press begins and what takes a while: pressed again meanwhile, nothing happens.
#[derive(Clone, Copy)]
pub struct Task {
    busy: RwSignal<bool>,
}

impl Task {
    /// Nothing under way.
    pub fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
        }
    }

    /// Whether it is under way.
    pub fn is_busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Whether it can be begun now.
    pub fn is_free(self) -> bool {
        !self.busy.get_untracked()
    }

    /// Does it, unless it is under way.
    pub fn run(self, doing: impl Future<Output = ()> + 'static) {
        if !self.is_free() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            doing.await;
            // The page may have been left meanwhile.
            self.busy.try_set(false);
        });
    }
}
