//! Being told while the app is closed: what is sent, and turning it on and off.

use crate::components::button::{Button, Weight};
use crate::components::icon::{Icon, IconName};
use crate::push::{Standing, Telling, use_telling};
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::people::Role;

/// Being told while the app is closed; nothing for who is never asked anything, and where the company
/// does not offer it.
#[component]
pub fn Push() -> impl IntoView {
    let captures = use_profile().with_untracked(|profile| profile.any_role(Role::captures));
    captures.then(|| view! { <Section telling=use_telling()/> })
}

#[component]
fn Section(telling: Telling) -> impl IntoView {
    move || {
        let standing = telling.standing.get()?;
        (standing != Standing::NotOffered).then(|| {
            view! {
                <section class="card stack-tight" aria-labelledby="push">
                    <h2 id="push">{t(key!("ui.push.title"))}</h2>
                    <p class="soft small">{t(key!("ui.push.text"))}</p>
                    {stands(standing, telling)}
                    <p role="alert">{telling.failed}</p>
                </section>
            }
        })
    }
}

/// Where it stands, and the one thing to do about it.
fn stands(standing: Standing, telling: Telling) -> AnyView {
    let say = |text: &'static str| view! { <p>{text}</p> }.into_any();
    match standing {
        Standing::NotOffered => ().into_any(),
        Standing::Unsupported => say(t(key!("ui.push.unsupported"))),
        Standing::NeedsInstall => say(t(key!("ui.push.needs_install"))),
        Standing::Denied => say(t(key!("ui.push.denied"))),
        Standing::Off => view! { <TurnOn telling/> }.into_any(),
        Standing::On => view! {
            <p class="row">
                <Icon name=IconName::Accepted/>
                {t(key!("ui.push.on"))}
            </p>
            <Button
                label=t(key!("ui.push.turn_off")).to_owned()
                weight=Weight::Quiet
                busy=telling.busy
                on_press=Callback::new(move |()| telling.turn_off())
            />
        }
        .into_any(),
    }
}

/// The browser asks when it is pressed, not before.
#[component]
pub fn TurnOn(
    /// What it turns on.
    telling: Telling,
) -> impl IntoView {
    view! {
        <Button
            label=t(key!("ui.push.turn_on")).to_owned()
            busy=telling.busy
            on_press=Callback::new(move |()| telling.turn_on())
        />
    }
}
