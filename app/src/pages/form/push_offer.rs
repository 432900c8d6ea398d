//! Offers, once to each person and device, to tell them of questions: when something is on its way, there
//! may be one.

use crate::components::button::{Button, Weight};
use crate::pages::settings::TurnOn;
use crate::push::{Standing, Telling, use_telling, would_ask};
use crate::session::use_profile;
use crate::text::{storage, t};
use leptos::prelude::*;
use shared::key;

/// The offer; nothing where it was made before, or means nothing.
#[component]
pub fn PushOffer() -> impl IntoView {
    let person = use_profile().with_untracked(|profile| profile.person.id);
    let made = format!("push-offered-{person}");
    let is_made = storage().is_none_or(|kept| kept.get_item(&made).ok().flatten().is_some());
    (!is_made && would_ask()).then(|| view! { <Offer telling=use_telling() made/> })
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
