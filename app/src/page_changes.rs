//! What follows the page as it changes, whichever part of the app changes it.

use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MutationObserver, MutationObserverInit};

/// What makes an element come or go without being put in or taken out.
const SHOWN_BY: [&str; 4] = ["class", "disabled", "hidden", "open"];

/// From now on `changed` is called after every change of what stands on the page, as long as the page is
/// there.
pub fn on_page_change(changed: impl FnMut() + 'static) {
    let Some(body) = document().body() else {
        return;
    };
    // The browser frees it with the observer.
    let changed = Closure::<dyn FnMut()>::new(changed).into_js_value();
    let Ok(observer) = MutationObserver::new(changed.unchecked_ref()) else {
        return;
    };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_character_data(true);
    what.set_subtree(true);
    let attributes: js_sys::Array = SHOWN_BY.into_iter().map(JsValue::from_str).collect();
    what.set_attribute_filter(&attributes);
    // What is to be observed is named above.
    let _ = observer.observe_with_options(&body, &what);
}
