//! Notices when the browser takes away what is kept: the person cleared it, or the phone had no room.

use crate::browser::{call, property};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// Calls `act` when the browser closes the database by force, as it does before it deletes it.
pub fn when_taken_away(database: &str, act: impl FnOnce() + 'static) {
    let window = leptos::prelude::window().into();
    let opening = property(&window, "indexedDB")
        .and_then(|factory| call(&factory, "open", &[database.into()]).ok());
    let Some(opening) = opening else { return };
    let opened = {
        let opening = opening.clone();
        move || watch(&opening, act)
    };
    listen(&opening, "onsuccess", opened);
}

fn watch(opening: &JsValue, act: impl FnOnce() + 'static) {
    let Some(connection) = property(opening, "result") else {
        return;
    };
    listen(&connection, "onclose", act);
    let closing = connection.clone();
    // A newer build in another tab must not wait for this connection.
    listen(&connection, "onversionchange", move || {
        // A connection that is closed already stays so.
        let _ = call(&closing, "close", &[]);
    });
}

fn listen(target: &JsValue, event: &str, act: impl FnOnce() + 'static) {
    // Setting a handler of an object of the browser does not fail.
    let _ = Reflect::set(target, &event.into(), &Closure::once_into_js(act));
}
