//! An address where nothing is.

use crate::components::button::{LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// An address where nothing is.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page">
            <Empty
                is_page=true
                icon=IconName::Search
                title=t(key!("ui.not_found.title"))
                text=t(key!("ui.not_found.text"))
            >
                <LinkButton
                    label=t(key!("ui.not_found.button"))
                    href="/"
                    weight=Weight::Primary
                />
            </Empty>
        </div>
    }
}
