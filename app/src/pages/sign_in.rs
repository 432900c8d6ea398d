//! Signing in: the first time, as another person, and again when the server asks.

mod choose_passphrase;

use self::choose_passphrase::ChoosePassphrase;
use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::language_switch::LanguageSwitch;
use crate::components::notice::Notice;
use crate::components::secret_entry::SecretEntry;
use crate::session::{SignIn as Entry, SignInError, use_profile, use_session};
use crate::store::KnownPerson;
use crate::task::Task;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::key;

/// The page of a device on which nobody works.
#[component]
pub fn SignIn() -> impl IntoView {
    let session = use_session();
    let known = RwSignal::new(Vec::<KnownPerson>::new());
    leptos::task::spawn_local(async move {
        // The page may have been left.
        known.try_set(session.people().await);
    });
    let login = RwSignal::new(String::new());
    view! {
        <main class="gate">
            <div class="gate-top"><LanguageSwitch/></div>
            <div class="gate-panel">
                <div class="gate-brand">
                    <img src="/icons/icon.svg" alt="" width="72" height="72"/>
                    <h1>{move || t(key!("ui.app_name"))}</h1>
                    <p class="soft">{move || t(key!("ui.sign_in.welcome"))}</p>
                </div>
                <Cleared/>
                <KnownPeople known login/>
                <div class="card"><SignInForm login on_done=Callback::new(|()| ())/></div>
                <p class="soft small">{move || t(key!("ui.sign_in.needs_network"))}</p>
            </div>
        </main>
    }
}

/// Why somebody who was signed in has to sign in again.
#[component]
fn Cleared() -> impl IntoView {
    let session = use_session();
    move || {
        session.was_cleared().then(|| {
            view! {
                <Notice title=t(key!("ui.failure.cleared_title")) tone=Tone::Warning>
                    <p>{t(key!("ui.store.cleared"))}</p>
                </Notice>
            }
        })
    }
}

/// The server asks to sign in again; nothing on the phone depends on it.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let work = use_work();
    let login = RwSignal::new(use_profile().get_untracked().login);
    let navigate = use_navigate();
    let done = Callback::new(move |()| {
        work.signed_in();
        navigate("/", Default::default());
    });
    view! {
        <div class="page">
            <h1>{t(key!("ui.sign_in.again_title"))}</h1>
            <p>{t(key!("ui.sign_in.again_text"))}</p>
            <div class="card"><SignInForm login on_done=done/></div>
            <a class="button button-quiet" href="/">{t(key!("ui.sign_in.later"))}</a>
        </div>
    }
}

/// Who has worked on this device: one tap fills the name in.
#[component]
fn KnownPeople(known: RwSignal<Vec<KnownPerson>>, login: RwSignal<String>) -> impl IntoView {
    let person = move |person: KnownPerson| {
        let chosen = person.login.clone();
        let pressed = {
            let chosen = chosen.clone();
            move || {
                if login.with(|login| *login == chosen) {
                    "true"
                } else {
                    "false"
                }
            }
        };
        view! {
            <button
                type="button"
                class="pill"
                aria-pressed=pressed
                on:click=move |_| login.set(chosen.clone())
            >
                <Icon name=IconName::Person/>
                {person.name}
            </button>
        }
    };
    move || {
        let people = known.get();
        (!people.is_empty()).then(|| {
            view! {
                <div class="stack-tight" role="group" aria-labelledby="known-people">
                    <h2 class="small soft" id="known-people">{t(key!("ui.sign_in.known"))}</h2>
                    <div class="row row-wrap">{people.into_iter().map(person).collect_view()}</div>
                </div>
            }
        })
    }
}

/// Name, password, button.
#[component]
pub fn SignInForm(
    /// The login name.
    login: RwSignal<String>,
    /// Signed in.
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let password = RwSignal::new(String::new());
    let task = Task::new();
    let busy = task.is_busy();
    let tried = RwSignal::new(false);
    let failure = RwSignal::new(None::<SignInError>);
    let choosing = RwSignal::new(None::<(String, String)>);
    let submit = move || {
        tried.set(true);
        let (name, secret) = (login.get_untracked(), password.get_untracked());
        if !task.is_free() || name.trim().is_empty() || secret.is_empty() {
            return;
        }
        failure.set(None);
        task.run(async move {
            let with = Entry {
                login: &name,
                password: &secret,
                new_passphrase: None,
            };
            let outcome = session.sign_in(with).await;
            match outcome {
                // Signed in, the page of nobody is gone already.
                Ok(()) => {
                    on_done.try_run(());
                }
                Err(error) if error.wants_passphrase() => {
                    choosing.try_set(Some((name, secret)));
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let missing =
        move |value: RwSignal<String>| tried.get() && value.with(|value| value.trim().is_empty());
    let password_missing = Signal::derive(move || {
        missing(password).then(|| t(key!("ui.sign_in.password_missing")).to_owned())
    });
    let form = move || {
        view! {
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div role="alert">{move || failure.get().map(failed)}</div>
                <div class="entry">
                    <label for="login">{move || t(key!("ui.sign_in.login"))}</label>
                    <input
                        class="entry-input"
                        id="login"
                        name="login"
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-invalid=move || missing(login).then_some("true")
                        aria-describedby="login-error"
                        prop:value=login
                        on:input=move |event| login.set(event_target_value(&event))
                    />
                    <EntryError
                        id="login-error"
                        text_key=key!("ui.sign_in.login_missing")
                        shown=Signal::derive(move || missing(login))
                    />
                </div>
                <SecretEntry
                    id="password"
                    label=Signal::derive(|| t(key!("ui.sign_in.password")).to_owned())
                    autocomplete="current-password"
                    value=password
                    error=password_missing
                />
                <button
                    type="submit"
                    class="button button-primary button-wide button-large"
                    aria-disabled=move || busy.get().then_some("true")
                >
                    {move || {
                        if busy.get() { t(key!("ui.sign_in.busy")) } else { t(key!("ui.sign_in.submit")) }
                    }}
                </button>
                <p class="soft small">{move || t(key!("ui.sign_in.forgotten"))}</p>
            </form>
        }
    };
    let back = Callback::new(move |()| {
        password.set(String::new());
        tried.set(false);
        choosing.set(None);
    });
    move || match choosing.get() {
        Some((login, code)) => {
            view! { <ChoosePassphrase login code on_done on_back=back/> }.into_any()
        }
        None => form().into_any(),
    }
}

fn failed(error: SignInError) -> impl IntoView {
    view! {
        <Notice title=t(key!("ui.sign_in.failed")) tone=Tone::Danger>
            <p>{error.said()}</p>
        </Notice>
    }
}

#[component]
fn EntryError(id: &'static str, text_key: &'static str, shown: Signal<bool>) -> impl IntoView {
    view! {
        <p id=id class="entry-error" hidden=move || !shown.get()>
            <Icon name=IconName::Alert/>
            {move || t(text_key)}
        </p>
    }
}
