//! The other language, in one tap.

use crate::text::{choose_language, language, t};
use leptos::prelude::*;
use shared::key;
use shared::text::Language;

/// The other language, in one tap; its name stands in that language.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let other = move || match language() {
        Language::ZhHans => Language::En,
        Language::En => Language::ZhHans,
    };
    view! {
        <button
            type="button"
            class="language-switch"
            lang=move || other().tag()
            on:click=move |_| choose_language(other())
        >
            {move || t(key!("ui.language_switch"))}
        </button>
    }
}
