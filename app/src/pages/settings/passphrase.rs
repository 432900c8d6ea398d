//! Changing one's passphrase.

use crate::api::{self, ApiError};
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::new_passphrase::{NewPassphrase, refusal};
use crate::components::notice::Notice;
use crate::components::secret_entry::SecretEntry;
use crate::components::toast::use_toasts;
use crate::session::{said, use_profile};
use crate::task::Task;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::session::PassphraseChange;

/// Where the server changes it.
const PATH: &str = "/api/passphrase";

/// The way to change it, and the form once it is asked for.
#[component]
pub fn ChangePassphrase(
    /// It was changed: sign-ins elsewhere have ended.
    on_changed: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="stack-tight" aria-labelledby="passphrase">
            <h2 id="passphrase">{t(key!("ui.passphrase.title"))}</h2>
            {move || match open.get() {
                true => view! { <Change open on_changed/> }.into_any(),
                false => view! {
                    <Button
                        label=t(key!("ui.passphrase.change")).to_owned()
                        on_press=Callback::new(move |()| open.set(true))
                    />
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn Change(open: RwSignal<bool>, on_changed: Callback<()>) -> impl IntoView {
    let (profile, toasts) = (use_profile(), use_toasts());
    let (current, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (task, tried) = (Task::new(), RwSignal::new(false));
    let busy = task.is_busy();
    let failure = RwSignal::new(None::<ApiError>);
    let own = Signal::derive(move || -> Vec<String> {
        profile.with(|profile| {
            let number = profile.agent_number.iter().cloned();
            let names = [profile.login.clone(), profile.person.name.clone()];
            names.into_iter().chain(number).collect()
        })
    });
    let change = move || {
        tried.set(true);
        let asked = PassphraseChange {
            current: current.get_untracked(),
            new_passphrase: chosen.get_untracked(),
        };
        let cannot = refusal(&asked.new_passphrase, &own.get_untracked()).is_some();
        if !task.is_free() || asked.current.is_empty() || cannot {
            return;
        }
        failure.set(None);
        task.run(async move {
            let outcome = api::put(PATH, &asked).await;
            match outcome {
                Ok(()) => {
                    toasts.say(t(key!("ui.passphrase.changed")));
                    open.try_set(false);
                    on_changed.try_run(());
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    let missing = Signal::derive(move || {
        let is_missing = tried.get() && current.with(String::is_empty);
        is_missing.then(|| t(key!("ui.passphrase.current_missing")).to_owned())
    });
    view! {
        <form
            class="card stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                change();
            }
        >
            <input
                type="text"
                name="username"
                autocomplete="username"
                value=profile.with_untracked(|profile| profile.login.clone())
                hidden
            />
            <SecretEntry
                id="current-passphrase"
                label=t(key!("ui.passphrase.current")).to_owned()
                autocomplete="current-password"
                value=current
                error=missing
                at_once=true
            />
            <NewPassphrase value=chosen tried own/>
            <p class="soft small">{t(key!("ui.passphrase.ends_others"))}</p>
            // Beside what was pressed: the top of the form may be out of sight.
            <div role="alert">{move || failure.get().map(failed)}</div>
            <div class="button-row">
                <button
                    type="submit"
                    class="button button-primary"
                    aria-disabled=move || busy.get().then_some("true")
                >
                    {t(key!("ui.passphrase.change"))}
                </button>
                <Button
                    label=t(key!("ui.cancel")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| open.set(false))
                />
            </div>
        </form>
    }
}

fn failed(error: ApiError) -> impl IntoView {
    view! {
        <Notice title=t(key!("ui.passphrase.not_changed")) tone=Tone::Danger>
            <p>{said(&error)}</p>
        </Notice>
    }
}
