//! Reading one webhook, and having the server do something with it.

use super::reading::{ConnectionsReading, PATH};
use crate::api::{self, ApiError};
use crate::components::toast::Toasts;
use crate::task::Task;
use crate::text::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use shared::connections::{Deliveries, DeliveryView, WebhookView};
use shared::id::WebhookId;

/// What is read of a webhook.
#[derive(Clone, Copy)]
pub struct WebhookReading {
    /// Which.
    pub webhook: WebhookId,
    all: ConnectionsReading,
    /// What it was told; `None` until the first answer.
    pub told: RwSignal<Option<Vec<DeliveryView>>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
}

impl WebhookReading {
    /// Begins to read.
    pub fn begin(webhook: WebhookId) -> Self {
        let reading = Self {
            webhook,
            all: ConnectionsReading::new(),
            told: RwSignal::new(None),
            error: RwSignal::new(None),
        };
        reading.read();
        reading
    }

    /// Where the server tells it.
    pub fn path(self) -> String {
        format!("{PATH}/webhooks/{}", self.webhook)
    }

    /// Asks the server. What was read stays meanwhile.
    pub fn read(self) {
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

    /// As it is listed.
    pub fn view(self) -> Option<WebhookView> {
        let page = self.all.page.get()?;
        let mut hooks = page.webhooks.into_iter();
        hooks.find(|hook| hook.webhook_id == self.webhook)
    }
}

/// Tells the server something of this webhook, says what came of it, and reads again.
pub fn tells(
    reading: WebhookReading,
    task: Task,
    (path, body, done): (String, Value, &'static str),
    toasts: Toasts,
) {
    task.run(async move {
        match api::announce(&path, &body).await {
            Ok(()) => toasts.say(done),
            Err(error) => toasts.warn(t(&error.text_key())),
        }
        reading.read();
    });
}
