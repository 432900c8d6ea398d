//! What the browser does with a page that is long in the background: it freezes it, and may wake it.

use leptos::prelude::document;
use wasm_bindgen::prelude::*;

type Listener = Closure<dyn Fn()>;

/// Listens until it is dropped.
pub struct Lifecycle {
    freezes: Listener,
    wakes: Listener,
}

impl Lifecycle {
    /// Calls `freezes` before the page stops, `wakes` when it goes on.
    pub fn follow(freezes: impl Fn() + 'static, wakes: impl Fn() + 'static) -> Self {
        let lifecycle = Self {
            freezes: Closure::new(freezes),
            wakes: Closure::new(wakes),
        };
        for (event, listener) in lifecycle.listeners() {
            // Listening to the document does not fail.
            let _ = document()
                .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
        lifecycle
    }

    const fn listeners(&self) -> [(&'static str, &Listener); 2] {
        [("freeze", &self.freezes), ("resume", &self.wakes)]
    }
}

impl Drop for Lifecycle {
    fn drop(&mut self) {
        for (event, listener) in self.listeners() {
            let _ = document()
                .remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
}
