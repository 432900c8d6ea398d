//! Asks the browser to send what waits when the network returns, even if the app is closed.

use crate::browser::{call_async, navigator, property};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The tag that the service worker listens for.
const TAG: &str = "outbox";

/// Asks once; a browser without Background Sync sends when the app is opened.
pub fn ask_to_send_later() {
    leptos::task::spawn_local(async {
        let Some(ready) = property(&navigator(), "serviceWorker.ready") else {
            return;
        };
        let Ok(ready) = ready.dyn_into::<js_sys::Promise>() else {
            return;
        };
        if let Ok(registration) = JsFuture::from(ready).await
            && let Some(sync) = property(&registration, "sync")
        {
            // Refused, as in a private window: the app sends when it is open.
            let _ = call_async(&sync, "register", &[TAG.into()]).await;
        }
    });
}
