//! One webhook: how it stands, what can be done with it, and what it was told.

use super::deliveries::Log;
use super::webhook_reading::{WebhookReading, tells};
use super::webhooks::Standing;
use super::{BackToAll, PAGE};
use crate::api::{self, ApiError};
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::toast::use_toasts;
use crate::format;
use crate::pages::not_found::NotFound;
use crate::pages::people::unread::Unread;
use crate::session::use_profile;
use crate::task::Task;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::json;
use shared::connections::{SwitchWebhook, WebhookView};
use shared::id::WebhookId;
use shared::key;

/// One webhook.
#[component]
pub fn Told(
    /// Which.
    webhook: WebhookId,
) -> impl IntoView {
    let reading = WebhookReading::begin(webhook);
    let is_nowhere = Memo::new(move |_| {
        let error = reading.error.get();
        matches!(error, Some(ApiError::Problem(problem)) if problem.status == 404)
    });
    move || match is_nowhere.get() {
        true => view! { <NotFound/> }.into_any(),
        false => view! { <Screen reading/> }.into_any(),
    }
}

#[component]
fn Screen(reading: WebhookReading) -> impl IntoView {
    let told = reading.told;
    view! {
        <div class="page page-wide page-people">
            <BackToAll/>
            {move || reading.view().map(|webhook| view! { <Head reading webhook/> })}
            <Unread
                error=reading.error
                is_read=Signal::derive(move || told.with(Option::is_some))
                reading=t(key!("connections.reading"))
                again=Callback::new(move |()| reading.read())
            />
            <section class="stack" aria-labelledby="told">
                <header class="row-between row-wrap">
                    <h2 id="told">{t(key!("connections.deliveries.title"))}</h2>
                    <Button
                        label=t(key!("connections.deliveries.read")).to_owned()
                        weight=Weight::Quiet
                        on_press=Callback::new(move |()| reading.read())
                    />
                </header>
                {move || told.get().map(|told| match told.is_empty() {
                    true => view! {
                        <p class="soft">{t(key!("connections.deliveries.none"))}</p>
                    }
                    .into_any(),
                    false => view! { <Log reading told/> }.into_any(),
                })}
            </section>
        </div>
    }
}

/// What it is, and what can be done with it.
#[component]
fn Head(reading: WebhookReading, webhook: WebhookView) -> impl IntoView {
    let events: Vec<&str> = webhook
        .events
        .iter()
        .map(|event| t_of("connections.event", event.text_name()))
        .collect();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let made_on = webhook.made_at.civil_date(offset).unwrap_or_default();
    let by = tf(
        key!("connections.by"),
        &[
            ("name", &webhook.made_by.name),
            ("date", &format::date(made_on)),
        ],
    );
    let is_on = webhook.off.is_none();
    view! {
        <h1 class="connection-address">{webhook.address.clone()}</h1>
        <p class="soft">{format!("{} · {} · {by}", webhook.unit.name, events.join(" · "))}</p>
        <Standing webhook=webhook.clone()/>
        <div class="button-row">
            {is_on.then(|| view! { <Test reading/> })}
            <Switch reading is_on/>
            <End reading address=webhook.address.clone()/>
        </div>
    }
}

#[component]
fn Test(reading: WebhookReading) -> impl IntoView {
    let (toasts, task) = (use_toasts(), Task::new());
    let press = Callback::new(move |()| {
        let path = format!("{}/test", reading.path());
        let done = t(key!("connections.webhook.tested"));
        tells(reading, task, (path, json!({}), done), toasts);
    });
    view! {
        <Button
            label=t(key!("connections.webhook.test")).to_owned()
            busy=task.is_busy()
            on_press=press
        />
    }
}

#[component]
fn Switch(reading: WebhookReading, is_on: bool) -> impl IntoView {
    let (toasts, task) = (use_toasts(), Task::new());
    let (label, done) = match is_on {
        true => (
            t(key!("connections.webhook.switch_off")),
            t(key!("connections.webhook.switched_off")),
        ),
        false => (
            t(key!("connections.webhook.switch_on")),
            t(key!("connections.webhook.switched_on")),
        ),
    };
    let press = Callback::new(move |()| {
        let path = format!("{}/switch", reading.path());
        let body = json!(SwitchWebhook { on: !is_on });
        tells(reading, task, (path, body, done), toasts);
    });
    view! { <Button label=label.to_owned() busy=task.is_busy() on_press=press/> }
}

/// Ends it, after asking.
#[component]
fn End(reading: WebhookReading, address: String) -> impl IntoView {
    let asking = RwSignal::new(false);
    let (toasts, task) = (use_toasts(), Task::new());
    let navigate = StoredValue::new_local(use_navigate());
    let end = Callback::new(move |()| {
        task.run(async move {
            let answer = api::delete(&reading.path()).await;
            asking.try_set(false);
            match answer {
                Ok(()) => {
                    toasts.say(t(key!("connections.webhook.ended")));
                    let replacing = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    navigate.try_with_value(|navigate| navigate(PAGE, replacing));
                }
                Err(error) => toasts.warn(t(&error.text_key())),
            }
        });
    });
    let text = tf(
        key!("connections.webhook.end_text"),
        &[("address", &address)],
    );
    view! {
        <Button
            label=t(key!("connections.webhook.end")).to_owned()
            weight=Weight::Quiet
            on_press=Callback::new(move |()| asking.set(true))
        />
        <Dialog
            open=asking
            title=t(key!("connections.webhook.end_title"))
            confirm=t(key!("connections.webhook.end_confirm"))
            weight=Weight::Danger
            busy=task.is_busy()
            on_confirm=end
        >
            <p>{text.clone()}</p>
        </Dialog>
    }
}
