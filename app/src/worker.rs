//! What the service worker tells an open page: there may be something to fetch, and which page is wanted.

use crate::browser::{navigator, property};
use crate::listener::use_listener;
use crate::work::Work;
use leptos::ev;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::EventTarget;

/// Listens as long as the component lives.
pub fn follow_worker(work: Work) {
    let Some(container) = property(&navigator(), "serviceWorker") else {
        return;
    };
    let container: EventTarget = container.unchecked_into();
    let navigate = use_navigate();
    use_listener(&container, ev::message, move |event| {
        work.nudge();
        let wanted = property(&event.data(), "open").and_then(|path| path.as_string());
        if let Some(path) = wanted {
            navigate(&path, NavigateOptions::default());
        }
    });
}
