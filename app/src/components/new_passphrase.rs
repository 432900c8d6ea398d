//! A passphrase that somebody chooses: what it has to be is said before, and while it is typed.

use super::secret_entry::SecretEntry;
use crate::finding_text::finding_text;
use crate::text::{language, t, tf};
use leptos::prelude::*;
use shared::key;
use shared::session::{Passphrase, PassphraseRefusal, SHORTEST_PASSPHRASE};

/// Why this cannot be chosen, as far as the phone can tell. `own` are the person's own words.
pub fn refusal(typed: &str, own: &[String]) -> Option<PassphraseRefusal> {
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    Passphrase::try_new(typed, &own).err()
}

/// The entry; what is wrong is said once somebody has tried to go on with it.
#[component]
pub fn NewPassphrase(
    /// As typed.
    value: RwSignal<String>,
    /// Whether somebody has tried to go on.
    tried: RwSignal<bool>,
    /// What everybody knows of the person.
    #[prop(into)]
    own: Signal<Vec<String>>,
    /// Whether it is typed in as soon as it is there.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let error = Signal::derive(move || {
        let refusal = value.with(|typed| own.with(|own| refusal(typed, own)))?;
        let finding = refusal.finding("new_passphrase");
        tried
            .get()
            .then(|| finding_text(language(), &finding, None))
    });
    let hint = Signal::derive(|| {
        let least = SHORTEST_PASSPHRASE.to_string();
        tf(key!("ui.passphrase.hint"), &[("least", &least)])
    });
    let label = Signal::derive(|| t(key!("ui.passphrase.new")).to_owned());
    view! {
        <SecretEntry
            id="new-passphrase"
            label
            autocomplete="new-password"
            value
            error
            hint
            at_once
        />
    }
}
