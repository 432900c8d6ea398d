//! The device could not read or keep something: what was to be done, and why it was not.

use crate::components::chip::Tone;
use crate::components::notice::Notice;
use crate::store::StoreError;
use crate::text::t;
use leptos::prelude::*;

/// What was not done, and why.
#[component]
pub fn StoreFailed(
    /// What was not done.
    title: &'static str,
    /// Why.
    error: StoreError,
    /// What helps.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <Notice title tone=Tone::Danger>
            <p>{t(error.text_key())}</p>
            {error.detail().map(|detail| view! { <p class="small">{detail.to_owned()}</p> })}
            {children.map(|children| children())}
        </Notice>
    }
}
