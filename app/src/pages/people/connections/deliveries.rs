//! What a webhook was told.

use super::reading::PATH;
use super::webhook_reading::{WebhookReading, tells};
use crate::components::button::{Button, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::toast::use_toasts;
use crate::format;
use crate::session::use_profile;
use crate::task::Task;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use serde_json::json;
use shared::connections::{DeliveryState, DeliveryView};
use shared::id::DeliveryId;
use shared::key;

/// What it was told, the latest first.
#[component]
pub fn Log(
    /// Of which webhook.
    reading: WebhookReading,
    /// Each.
    told: Vec<DeliveryView>,
) -> impl IntoView {
    let rows = told.into_iter();
    let rows = rows.map(|told| view! { <li><Row reading told/></li> });
    view! {
        <ul class="list" aria-label=t(key!("connections.deliveries.title"))>
            {rows.collect_view()}
        </ul>
    }
}

#[component]
fn Row(reading: WebhookReading, told: DeliveryView) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let tone = match told.state {
        DeliveryState::Waits => Tone::Warning,
        DeliveryState::Arrived => Tone::Neutral,
        DeliveryState::GivenUp => Tone::Danger,
    };
    let waits = told.state == DeliveryState::Waits;
    let id = told.delivery_id;
    view! {
        <div class="list-item connection">
            <span class="list-main">
                <span class="list-title">
                    {t_of("connections.event", told.event.text_name())}
                    <span class="soft tabular people-number">{told.subject.clone()}</span>
                </span>
                <span class="list-detail">{facts(&told, offset)}</span>
            </span>
            <span class="list-end">
                <Chip label=t_of("connections.delivery", told.state.as_str()) tone/>
                {(!waits).then(|| view! { <Again reading id/> })}
            </span>
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
fn Again(reading: WebhookReading, id: DeliveryId) -> impl IntoView {
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
