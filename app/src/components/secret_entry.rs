//! A password or passphrase, which may be shown while it is typed.

use super::icon::{Icon, IconName};
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// The entry with its label.
#[component]
pub fn SecretEntry(
    /// Of the input; unique on the page.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What password managers are told of it: `current-password`, `new-password`.
    autocomplete: &'static str,
    /// As typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it is typed in as soon as it is there.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = match hint {
        Some(_) => format!("{hint_id} {error_id}"),
        None => error_id.clone(),
    };
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get().filter(|_| at_once) {
            // A page that was left has nothing to focus.
            let _ = input.focus();
        }
    });
    let toggle_label = move || {
        if shown.get() {
            t(key!("ui.sign_in.hide_password"))
        } else {
            t(key!("ui.sign_in.show_password"))
        }
    };
    view! {
        <div class="entry">
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="soft small" id=hint_id>{hint}</p> })}
            <div class="entry-with-button">
                <input
                    node_ref=input
                    class="entry-input"
                    id=id
                    name=id
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
                <button
                    type="button"
                    aria-label=toggle_label
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || {
                        let name = if shown.get() { IconName::Hidden } else { IconName::Seen };
                        view! { <Icon name/> }
                    }}
                </button>
            </div>
            <p id=error_id class="entry-error" hidden=move || error.with(Option::is_none)>
                <Icon name=IconName::Alert/>
                {move || error.get()}
            </p>
        </div>
    }
}
