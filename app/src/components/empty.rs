//! What stands where nothing is yet.

use super::icon::{Icon, Name};
use leptos::prelude::*;

/// What stands where nothing is yet.
#[component]
pub fn Empty(
    /// A picture of what will be here.
    icon: Name,
    /// What is missing.
    #[prop(into)]
    title: String,
    /// How it comes here.
    #[prop(into)]
    text: String,
    /// The way to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-picture"><Icon name=icon/></span>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
