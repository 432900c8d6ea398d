//! What stands in the place of every page that who has left may not see any more.

use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// That the page is closed.
#[component]
pub fn Closed() -> impl IntoView {
    view! {
        <Empty
            is_page=true
            icon=IconName::Person
            title=t(key!("ui.left.closed_title"))
            text=t(key!("ui.left.closed_text"))
        />
    }
}
