//! The person, the language, the app, and where the person is signed in: a chunk of its own, which signing
//! out is in as well.

mod devices;
mod install;
mod own_data;
mod passphrase;
mod push;
mod sign_out;
mod unsent;
mod version;

use self::devices::Devices;
use self::install::Install;
use self::own_data::OwnData;
use self::passphrase::ChangePassphrase;
use self::push::Push;
pub use self::push::TurnOn;
use self::sign_out::SignOut;
use self::version::Version;
use crate::components::icon::{Icon, IconName};
use crate::session::use_profile;
use crate::text::{choose_language, language, t, t_of};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};
use shared::key;
use shared::session::Profile;
use shared::text::Language;

/// The route of the settings.
#[derive(Debug)]
pub struct Settings;

#[lazy_route]
impl LazyRoute for Settings {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <SettingsPage/> }.into_any()
    }
}

#[component]
fn SettingsPage() -> impl IntoView {
    let profile = use_profile();
    let ended = RwSignal::new(0);
    view! {
        <div class="page">
            <h1>{t(key!("ui.settings.title"))}</h1>
            {move || view! { <Account profile=profile.get()/> }}
            <ul class="list">
                <li>
                    <A href="/sync" attr:class="list-item">
                        <span class="list-icon"><Icon name=IconName::Synced/></span>
                        <span class="list-title">{t(key!("ui.settings.sync"))}</span>
                        <Icon name=IconName::Forward/>
                    </A>
                </li>
            </ul>
            <Push/>
            <Languages/>
            <Install/>
            <Version/>
            <ChangePassphrase on_changed=Callback::new(move |()| ended.update(|times| *times += 1))/>
            <Devices ended/>
            {move || (!profile.with(Profile::has_left)).then(|| view! { <OwnData/> })}
            <SignOut/>
        </div>
    }
}

#[component]
fn Account(profile: Profile) -> impl IntoView {
    let roles = profile
        .appointments
        .iter()
        .map(|held| format!("{} · {}", t_of("ui.role", held.role.as_str()), held.unit))
        .collect::<Vec<_>>()
        .join("\n");
    let fact = |label: &'static str, text: String| {
        view! { <div><dt>{t(label)}</dt><dd>{text}</dd></div> }
    };
    view! {
        <section class="card" aria-labelledby="account">
            <h2 id="account">{profile.person.name.clone()}</h2>
            <dl class="facts">
                {fact(key!("ui.sign_in.login"), profile.login)}
                {fact(key!("ui.settings.roles"), roles)}
                {fact(key!("ui.settings.branch"), profile.branch.name)}
                {profile.agent_number.map(|number| fact(key!("ui.settings.agent_number"), number))}
                {fact(key!("ui.settings.device"), profile.device_number.get().to_string())}
            </dl>
        </section>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let choice = |of: Language, name: &'static str| {
        let pressed = move || if language() == of { "true" } else { "false" };
        view! {
            <button
                type="button"
                class="pill"
                lang=of.tag()
                aria-pressed=pressed
                on:click=move |_| choose_language(of)
            >
                {name}
            </button>
        }
    };
    // Each language is called by its own name, in every language of the interface.
    view! {
        <section class="stack-tight" aria-labelledby="language">
            <h2 id="language">{t(key!("ui.settings.language"))}</h2>
            <div class="row">
                {choice(Language::ZhHans, "简体中文")} {choice(Language::En, "English")}
            </div>
        </section>
    }
}
