//! The page's title says where one is: in tabs, in the history, to screen readers. It follows the
//! heading of what is shown, so that no page can forget it.

use crate::text::t;
use leptos::prelude::*;
use shared::key;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MutationObserver, MutationObserverInit};

/// From now on the title is the first heading, and the app's name.
pub fn follow_heading() {
    let Some(body) = document().body() else {
        return;
    };
    let changed = Closure::<dyn FnMut()>::new(name_page);
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else {
        return;
    };
    let what = MutationObserverInit::new();
    what.set_child_list(true);
    what.set_character_data(true);
    what.set_subtree(true);
    if observer.observe_with_options(&body, &what).is_ok() {
        // As long as the page.
        changed.forget();
    }
    name_page();
}

fn name_page() {
    let heading = document().query_selector("h1").ok().flatten();
    let title = titled(
        heading
            .and_then(|heading| heading.text_content())
            .as_deref(),
    );
    if document().title() != title {
        document().set_title(&title);
    }
}

fn titled(heading: Option<&str>) -> String {
    let app = t(key!("ui.app_name"));
    match heading.map(str::trim) {
        Some(heading) if !heading.is_empty() && heading != app => format!("{heading} · {app}"),
        _ => app.to_owned(),
    }
}
