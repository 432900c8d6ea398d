//! What the browser does with a page that is long in the background: it freezes it, and may wake it.

use gloo_events::EventListener;
use leptos::prelude::document;

/// Listens until it is dropped.
pub struct Lifecycle {
    _freezes: EventListener,
    _wakes: EventListener,
}

impl Lifecycle {
    /// Calls `freezes` before the page stops, `wakes` when it goes on.
    pub fn follow(freezes: impl Fn() + 'static, wakes: impl Fn() + 'static) -> Self {
        Self {
            _freezes: EventListener::new(&document(), "freeze", move |_| freezes()),
            _wakes: EventListener::new(&document(), "resume", move |_| wakes()),
        }
    }
}
