//! Choosing a passphrase with a one-time code: the first sign-in, or one after the passphrase was forgotten.

use crate::components::chip::Tone;
use crate::components::new_passphrase::{NewPassphrase, refusal};
use crate::components::notice::Notice;
use crate::session::{SignIn, SignInError, use_session};
use crate::task::Task;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// The passphrase, and signing in with it.
#[component]
pub fn ChoosePassphrase(
    /// The login name.
    login: String,
    /// The one-time code.
    code: String,
    /// Signed in.
    on_done: Callback<()>,
    /// Back to login name and password.
    on_back: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let passphrase = RwSignal::new(String::new());
    let (task, tried) = (Task::new(), RwSignal::new(false));
    let busy = task.is_busy();
    let failure = RwSignal::new(None::<SignInError>);
    let (name, shown_name) = (StoredValue::new(login.clone()), login);
    let code = StoredValue::new(code);
    let own = Signal::derive(move || vec![name.get_value()]);
    let submit = move || {
        tried.set(true);
        let chosen = passphrase.get_untracked();
        let words = own.get_untracked();
        if !task.is_free() || refusal(&chosen, &words).is_some() {
            return;
        }
        failure.set(None);
        task.run(async move {
            let (login, code) = (name.get_value(), code.get_value());
            let with = |password, new_passphrase| SignIn {
                login: &login,
                password,
                new_passphrase,
            };
            let mut outcome = session.sign_in(with(&code, Some(&chosen))).await;
            if matches!(&outcome, Err(error) if error.is_wrong_login()) {
                // It was chosen before, and the answer was lost: the code is used.
                let chosen_before = session.sign_in(with(&chosen, None)).await;
                outcome = chosen_before.or(outcome);
            }
            match outcome {
                Ok(()) => drop(on_done.try_run(())),
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    Effect::new(move |_| {
        // What was said of another is not said of this one.
        passphrase.track();
        failure.set(None);
    });
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <h2>{move || t(key!("ui.passphrase.choose_title"))}</h2>
            <p>{move || t(key!("ui.passphrase.choose_text"))}</p>
            <div role="alert">{move || failure.get().map(not_chosen)}</div>
            // Password managers keep it under this name.
            <input type="text" name="username" autocomplete="username" value=shown_name hidden/>
            <NewPassphrase value=passphrase tried own at_once=true/>
            <button
                type="submit"
                class="button button-primary button-wide button-large"
                aria-disabled=move || busy.get().then_some("true")
            >
                {move || {
                    if busy.get() {
                        t(key!("ui.sign_in.busy"))
                    } else {
                        t(key!("ui.passphrase.choose_submit"))
                    }
                }}
            </button>
            <button
                type="button"
                class="button button-quiet button-wide"
                on:click=move |_| on_back.run(())
            >
                {move || t(key!("ui.back"))}
            </button>
        </form>
    }
}

/// There is no sign-in name here that could be wrong: it is the code.
fn not_chosen(error: SignInError) -> impl IntoView {
    let said = match error.is_wrong_login() {
        true => t(key!("ui.passphrase.code_used")).to_owned(),
        false => error.said(),
    };
    view! {
        <Notice title=t(key!("ui.sign_in.failed")) tone=Tone::Danger>
            <p>{said}</p>
        </Notice>
    }
}
