//! One webhook: how it stands, what it was told, and what can be done with it.

use super::reading::{ConnectionsReading, PATH};
use super::webhooks::Standing;
use super::{BackToAll, PAGE};
use crate::api::{self, ApiError};
use crate::components::button::{Button, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::dialog::Dialog;
use crate::components::toast::use_toasts;
use crate::format;
use crate::pages::not_found::NotFound;
use crate::pages::people::unread::Unread;
use crate::session::use_profile;
use crate::task::Task;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use serde_json::json;
use shared::connections::{Deliveries, DeliveryState, DeliveryView, SwitchWebhook, WebhookView};
use shared::id::WebhookId;
use shared::key;

/// What is read of a webhook.
#[derive(Clone, Copy)]
struct Reading {
    webhook: WebhookId,
    all: ConnectionsReading,
    told: RwSignal<Option<Vec<DeliveryView>>>,
    error: RwSignal<Option<ApiError>>,
}

impl Reading {
    fn begin(webhook: WebhookId) -> Self {
        let reading = Self {
            webhook,
            all: ConnectionsReading::new(),
            told: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        reading.read();
        reading
    }

    fn path(self) -> String {
        format!("{PATH}/webhooks/{}", self.webhook)
    }

    fn read(self) {
        self.all.read();
        spawn_local(async move {
            let path = format!("{}/deliveries", self.path());
            match api::get::<Deliveries>(&path).await {
                Ok(told) => {
                    self.error.try_set(None);
                    self.told.try_set(Some(told.deliveries));
                }
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }

    fn view(self) -> Option<WebhookView> {
        let page = self.all.page.get()?;
        let mut hooks = page.webhooks.into_iter();
        hooks.find(|hook| hook.webhook_id == self.webhook)
    }
}

/// One webhook.
#[component]
pub fn Told(
    /// Which.
    webhook: WebhookId,
) -> impl IntoView {
    let reading = Reading::begin(webhook);
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
fn Screen(reading: Reading) -> impl IntoView {
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
fn Head(reading: Reading, webhook: WebhookView) -> impl IntoView {
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

/// Tells the server something of this webhook, says what came of it, and reads again.
fn tells(
    reading: Reading,
    task: Task,
    (path, body, done): (String, serde_json::Value, &'static str),
    toasts: crate::components::toast::Toasts,
) {
    task.run(async move {
        match api::announce(&path, &body).await {
            Ok(()) => toasts.say(done),
            Err(error) => toasts.warn(t(&error.text_key())),
        }
        reading.read();
    });
}

#[component]
fn Test(reading: Reading) -> impl IntoView {
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
fn Switch(reading: Reading, is_on: bool) -> impl IntoView {
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
fn End(reading: Reading, address: String) -> impl IntoView {
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

/// What it was told, the latest first.
#[component]
fn Log(reading: Reading, told: Vec<DeliveryView>) -> impl IntoView {
    let rows = told.into_iter();
    let rows = rows.map(|told| view! { <li><Row reading told/></li> });
    view! {
        <ul class="list" aria-label=t(key!("connections.deliveries.title"))>
            {rows.collect_view()}
        </ul>
    }
}

#[component]
fn Row(reading: Reading, told: DeliveryView) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let tone = match told.state {
        DeliveryState::Waits => Tone::Warning,
        DeliveryState::Arrived => Tone::Neutral,
        DeliveryState::GivenUp => Tone::Danger,
    };
    let waits = told.state == DeliveryState::Waits;
    let id = told.delivery_id;
    view! {
        <div class="list-item">
            <span class="list-main">
                <span class="list-title">
                    {t_of("connections.event", told.event.text_name())}
                    <span class="soft tabular people-number">{told.subject.clone()}</span>
                </span>
                <span class="list-detail">{facts(&told, offset)}</span>
            </span>
            <Chip label=t_of("connections.delivery", told.state.as_str()) tone/>
            {(!waits).then(|| view! { <Again reading id/> })}
        </div>
    }
}

/// When, how often, what was answered, and when next.
fn facts(told: &DeliveryView, offset: i32) -> String {
    let tries = (told.tries > 0).then(|| {
        let n = told.tries.to_string();
        tf(key!("connections.deliveries.tries"), &[("n", &n)])
    });
    let answer = told.answer.map(|status| {
        let status = status.to_string();
        tf(
            key!("connections.deliveries.answer"),
            &[("status", &status)],
        )
    });
    let failure = told
        .failure
        .map(|it| t_of("connections.failure", it.as_str()).to_owned());
    let next = told.due_at.filter(|_| told.tries > 0).map(|at| {
        let at = format::moment(at, offset);
        tf(key!("connections.deliveries.next"), &[("at", &at)])
    });
    let at = format::moment(told.tried_at.unwrap_or(told.made_at), offset);
    let facts: Vec<String> = [Some(at), tries, answer, failure, next]
        .into_iter()
        .flatten()
        .collect();
    facts.join(" · ")
}

#[component]
fn Again(reading: Reading, id: shared::id::DeliveryId) -> impl IntoView {
    let (toasts, task) = (use_toasts(), Task::new());
    let press = Callback::new(move |()| {
        let path = format!("{PATH}/deliveries/{id}/again");
        let done = t(key!("connections.deliveries.sent_again"));
        tells(reading, task, (path, json!({}), done), toasts);
    });
    view! {
        <Button
            label=t(key!("connections.deliveries.again")).to_owned()
            weight=Weight::Quiet
            busy=task.is_busy()
            on_press=press
        />
    }
}
