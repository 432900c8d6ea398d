//! What stands where nothing is yet.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// What stands where nothing is yet.
#[component]
pub fn Empty(
    /// A picture of what will be here.
    icon: IconName,
    /// What is missing.
    #[prop(into)]
    title: String,
    /// How it comes here.
    #[prop(into)]
    text: String,
    /// Whether it is all that the page has.
    #[prop(optional)]
    is_page: bool,
    /// The way to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = match is_page {
        true => view! { <h1>{title}</h1> }.into_any(),
        false => view! { <h2>{title}</h2> }.into_any(),
    };
    view! {
        <div class="empty">
            <span class="empty-picture"><Icon name=icon/></span>
            {heading}
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
