//! What is known of somebody. The number of their document is shown whole only when it is asked for.

use super::person_reading::PersonReading;
use crate::answer_text::choice_text;
use crate::components::button::{Button, Weight};
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::task::Task;
use crate::text::{language, t, tf};
use crate::{api, format};
use leptos::prelude::*;
use shared::directory::{IdentityShown, PersonPage};
use shared::key;

/// What is known.
#[component]
pub fn Facts(
    /// What is read of them.
    reading: PersonReading,
    /// As it was read.
    page: PersonPage,
) -> impl IntoView {
    let licence = page
        .licence_number
        .map(|number| match page.licence_expires_on {
            Some(day) => tf(
                key!("people.facts.licence_until"),
                &[("number", &number), ("date", &format::date(day))],
            ),
            None => number,
        });
    let unknown = || t(key!("people.facts.unknown")).to_owned();
    view! {
        <section class="card stack" aria-labelledby="facts">
            <h2 id="facts">{t(key!("people.facts.title"))}</h2>
            <dl class="facts">
                <div>
                    <dt>{t(key!("people.facts.mobile"))}</dt>
                    <dd class="tabular">{page.mobile.unwrap_or_else(unknown)}</dd>
                </div>
                <div>
                    <dt>{t(key!("people.facts.identity"))}</dt>
                    <dd>
                        {match page.identity {
                            Some(identity) => view! { <IdentityNumber reading identity/> }.into_any(),
                            None => unknown().into_any(),
                        }}
                    </dd>
                </div>
                <div>
                    <dt>{t(key!("people.facts.licence"))}</dt>
                    <dd>{licence.unwrap_or_else(unknown)}</dd>
                </div>
                <div>
                    <dt>{t(key!("people.facts.joined_on"))}</dt>
                    <dd>{format::date(page.joined_on)}</dd>
                </div>
            </dl>
        </section>
    }
}

/// The number, masked; whole once somebody asks for it, which is written down.
#[component]
fn IdentityNumber(reading: PersonReading, identity: IdentityShown) -> impl IntoView {
    let whole = RwSignal::new(None::<String>);
    let toasts = use_toasts();
    let task = Task::new();
    let kind = choice_text(language(), "identity_kind", identity.kind.as_str());
    let read = Callback::new(move |()| {
        task.run(async move {
            let path = format!("{}/identity-number", reading.path());
            match api::post::<IdentityShown>(&path, &()).await {
                Ok(shown) => {
                    whole.try_set(Some(shown.number));
                }
                Err(error) => toasts.warn(t(&error.text_key())),
            }
        });
    });
    view! {
        <span>{kind} " " </span>
        <span class="tabular">
            {move || whole.get().unwrap_or_else(|| identity.number.clone())}
        </span>
        <Show when=move || whole.with(Option::is_none)>
            <Button
                label=t(key!("people.facts.show")).to_owned()
                weight=Weight::Quiet
                icon=IconName::Seen
                busy=task.is_busy()
                on_press=read
            />
        </Show>
    }
}
