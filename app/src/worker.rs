//! What the service worker tells an open page: there may be something to fetch, and which page is wanted.

use crate::browser::{navigator, property};
use crate::work::Work;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventTarget, MessageEvent};

const MESSAGE: &str = "message";

/// Listens as long as the component lives.
pub fn follow_worker(work: Work) {
    let Some(container) = property(&navigator(), "serviceWorker") else {
        return;
    };
    let container: EventTarget = container.unchecked_into();
    let navigate = use_navigate();
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        work.nudge();
        let wanted = property(&event.data(), "open").and_then(|path| path.as_string());
        if let Some(path) = wanted {
            navigate(&path, NavigateOptions::default());
        }
    });
    // Listening to the worker does not fail.
    let _ = container.add_event_listener_with_callback(MESSAGE, hear.as_ref().unchecked_ref());
    let listening = StoredValue::new_local((container, hear));
    on_cleanup(move || {
        listening.try_with_value(|(container, hear)| {
            let _ = container
                .remove_event_listener_with_callback(MESSAGE, hear.as_ref().unchecked_ref());
        });
    });
}
