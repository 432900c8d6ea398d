//! The page's title says where one is: in tabs, in the history, to screen readers. It follows the
//! heading of what is shown, so that no page can forget it.

use crate::page_changes::on_page_change;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// From now on the title is the first heading, and the app's name.
pub fn follow_heading() {
    on_page_change(name_page);
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
