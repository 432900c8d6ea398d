//! Notices when the browser takes away what is kept: the person cleared it, or the phone had no room.

use crate::browser::{call, property};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// Calls `act` when the browser closes the database by force, as it does before it deletes it.
pub fn on_storage_loss(database: &str, act: impl FnOnce() + 'static) {
    let window = JsValue::from(leptos::prelude::window());
    let opening = property(&window, "indexedDB")
        .and_then(|factory| call(&factory, "open", &[database.into()]).ok());
    let Some(opening) = opening else { return };
    let opened = {
        let opening = opening.clone();
        move || watch(&opening, act)
    };
    listen(&opening, "success", opened);
}

fn watch(opening: &JsValue, act: impl FnOnce() + 'static) {
    let Some(connection) = property(opening, "result") else {
        return;
    };
    listen(&connection, "close", act);
    let closing = connection.clone();
    // A newer build in another tab must not wait for this connection.
    listen(&connection, "versionchange", move || {
        // A connection that is closed already stays so.
        let _ = call(&closing, "close", &[]);
    });
}

/// Listens as long as the page lives, as what it listens to does.
fn listen(target: &JsValue, event: &'static str, act: impl FnOnce() + 'static) {
    let target: &EventTarget = target.unchecked_ref();
    EventListener::once(target, event, move |_| act()).forget();
}
