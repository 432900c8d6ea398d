//! Keeps the screen on while the code is shown: forty people read it.

use crate::listener::use_listener;
use js_sys::{Function, Promise, Reflect};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Keeps the screen on while the component lives, where the browser can. The browser lets go when
/// the page is hidden; so it is asked again whenever the page shows itself.
pub fn keep_screen_on() {
    let held = StoredValue::new_local(None::<JsValue>);
    let ask = move || {
        spawn_local(async move {
            // Without it the screen goes dark as it always did: nothing to tell anybody.
            if let Ok(lock) = request().await {
                held.try_update_value(|held| *held = Some(lock));
            }
        });
    };
    ask();
    use_listener(&window(), ev::visibilitychange, move |_| {
        if !document().hidden() {
            ask();
        }
    });
    on_cleanup(move || {
        if let Some(lock) = held.try_get_value().flatten() {
            let _ = call(&lock, "release", None);
        }
    });
}

/// `navigator.wakeLock.request("screen")`: not among the bindings that are stable.
async fn request() -> Result<JsValue, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"wakeLock".into())?;
    let asked = call(&locks, "request", Some("screen"))?;
    JsFuture::from(asked.dyn_into::<Promise>()?).await
}

fn call(object: &JsValue, method: &str, argument: Option<&str>) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    match argument {
        Some(argument) => method.call1(object, &argument.into()),
        None => method.call0(object),
    }
}
