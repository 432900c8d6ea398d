//! When the device's store cannot be opened, nothing else can be shown truthfully.

use crate::components::button::{Button, Weight};
use crate::components::language_switch::LanguageSwitch;
use crate::store::StoreError;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// Why the app cannot open, and what to do.
#[component]
pub fn Failure(
    /// Why.
    error: StoreError,
) -> impl IntoView {
    let reload = Callback::new(|()| {
        // A page that cannot reload stays as it is.
        let _ = window().location().reload();
    });
    let detail = error.detail().map(ToOwned::to_owned);
    let (title, button) = match error {
        StoreError::Cleared => (
            key!("ui.failure.cleared_title"),
            key!("ui.sync.sign_in_button"),
        ),
        _ => (key!("ui.failure.title"), key!("ui.retry")),
    };
    view! {
        <main class="gate">
            <div class="gate-top"><LanguageSwitch/></div>
            <div class="gate-panel card">
                <h1>{move || t(title)}</h1>
                <p>{move || t(error.text_key())}</p>
                {detail.map(|detail| view! { <p class="small">{detail}</p> })}
                <Button
                    label=Signal::derive(move || t(button).to_owned())
                    weight=Weight::Primary
                    on_press=reload
                />
            </div>
        </main>
    }
}
