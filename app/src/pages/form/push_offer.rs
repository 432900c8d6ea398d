//! Offers, once to each person and device, to tell them of questions: when something is on its way, there
//! may be one. What is shown is loaded when it is offered.

use crate::components::button::{Button, Weight};
use crate::pages::settings::TurnOn;
use crate::push::{Standing, Telling, use_telling, would_ask};
use crate::session::use_profile;
use crate::text::{storage, t};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::key;

/// How the offer is shown, by the name under which it is kept that it was made.
type Shown = fn(String) -> AnyView;

/// The offer; nothing where it was made before, means nothing, or cannot be loaded now.
#[component]
pub fn PushOffer() -> impl IntoView {
    let person = use_profile().with_untracked(|profile| profile.person.id);
    let made = format!("push-offered-{person}");
    let is_made = storage().is_none_or(|kept| kept.get_item(&made).ok().flatten().is_some());
    let offer = RwSignal::new(None::<Shown>);
    if !is_made && would_ask() {
        spawn_local(async move {
            // The page may have been left.
            offer.try_set(shown().await.ok());
        });
    }
    move || offer.get().map(|shown| shown(made.clone()))
}

#[wasm_split(push, wasm_split_path = leptos::wasm_split, fallible)]
fn shown() -> Result<Shown, SplitLoaderError> {
    Ok(|made| view! { <Offer telling=use_telling() made/> }.into_any())
}

#[component]
fn Offer(
    telling: Telling,
    /// Under what it is kept that the offer was made.
    made: String,
) -> impl IntoView {
    let declined = RwSignal::new(false);
    Effect::new(move |_| {
        if telling.standing.get() == Some(Standing::Off)
            && let Some(kept) = storage()
        {
            // Not kept: it is offered again.
            let _ = kept.set_item(&made, "1");
        }
    });
    move || {
        let answer = match (telling.standing.get()?, declined.get()) {
            (Standing::Off, false) => view! {
                <p class="soft">{t(key!("ui.push.text"))}</p>
                <p role="alert">{telling.failed}</p>
                <div class="row">
                    <TurnOn telling/>
                    <Button
                        label=t(key!("ui.push.not_now")).to_owned()
                        weight=Weight::Quiet
                        on_press=Callback::new(move |()| declined.set(true))
                    />
                </div>
            }
            .into_any(),
            (Standing::On, _) => view! { <p role="status">{t(key!("ui.push.on"))}</p> }.into_any(),
            (Standing::Denied, _) => {
                view! { <p role="status">{t(key!("ui.push.denied"))}</p> }.into_any()
            }
            (Standing::Off, true) => {
                view! { <p role="status">{t(key!("ui.push.later"))}</p> }.into_any()
            }
            (Standing::NotOffered | Standing::Unsupported | Standing::NeedsInstall, _) => {
                return None;
            }
        };
        Some(view! {
            <section class="card stack-tight" aria-labelledby="push">
                <h2 id="push">{t(key!("ui.push.title"))}</h2>
                {answer}
            </section>
        })
    }
}
