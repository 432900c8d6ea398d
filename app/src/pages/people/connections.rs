//! The keys and webhooks of other systems.

mod deliveries;
mod form;
mod keys;
mod new_key;
mod new_webhook;
mod reading;
mod secret;
mod ticks;
mod webhook;
mod webhook_reading;
mod webhooks;

pub use reading::ConnectionsReading;

use super::unread::Unread;
use crate::components::icon::{Icon, IconName};
use crate::text::t;
use keys::Keys;
use leptos::prelude::*;
use leptos_router::components::A;
use new_key::NewKey;
use new_webhook::NewWebhook;
use secret::Secret;
use shared::id::WebhookId;
use shared::key;
use webhook::Told;
use webhooks::Webhooks;

/// What of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionsPart {
    /// All of them.
    Whole,
    /// A key is made.
    NewKey,
    /// A webhook is made.
    NewWebhook,
    /// What a webhook was told.
    Webhook(WebhookId),
}

impl ConnectionsPart {
    /// What an address below `/connections` names.
    pub fn of_address(first: &str, rest: &str) -> Option<Self> {
        match (first, rest) {
            ("", "") => Some(Self::Whole),
            ("new-key", "") => Some(Self::NewKey),
            ("new-webhook", "") => Some(Self::NewWebhook),
            (id, "") => id.parse().ok().map(Self::Webhook),
            _ => None,
        }
    }
}

/// The page of a webhook.
fn page_of(webhook: WebhookId) -> String {
    format!("{PAGE}/{webhook}")
}

/// Where all of them are.
const PAGE: &str = "/connections";

/// What the address names.
#[component]
pub fn ConnectionsScreen(
    /// What of them.
    part: ConnectionsPart,
    /// What is read.
    reading: ConnectionsReading,
) -> impl IntoView {
    match part {
        ConnectionsPart::Whole => view! { <Whole reading/> }.into_any(),
        ConnectionsPart::NewKey => view! { <NewKey reading/> }.into_any(),
        ConnectionsPart::NewWebhook => view! { <NewWebhook reading/> }.into_any(),
        ConnectionsPart::Webhook(webhook) => view! { <Told webhook/> }.into_any(),
    }
}

/// All of them.
#[component]
fn Whole(reading: ConnectionsReading) -> impl IntoView {
    reading.read();
    let page = reading.page;
    view! {
        <div class="page page-wide page-people">
            <h1>{t(key!("connections.title"))}</h1>
            <p class="soft">{t(key!("connections.lead"))}</p>
            <Secret reading/>
            <Unread
                error=reading.error
                is_read=Signal::derive(move || page.with(Option::is_some))
                reading=t(key!("connections.reading"))
                again=Callback::new(move |()| reading.read())
            />
            {move || page.get().map(|page| view! {
                <Keys reading keys=page.keys/>
                <Webhooks webhooks=page.webhooks calls_out=page.calls_out/>
            })}
            <p class="small connections-describe">
                <a href="/api/openapi.json" rel="external" target="_blank">
                    {t(key!("connections.describes"))}
                </a>
            </p>
        </div>
    }
}

/// The way back to all of them.
#[component]
fn BackToAll() -> impl IntoView {
    view! {
        <A href=PAGE attr:class="training-back">
            <Icon name=IconName::Back/>
            {t(key!("ui.back"))}
        </A>
    }
}
