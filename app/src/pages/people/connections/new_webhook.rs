//! A webhook is made.

use super::super::change::Typed;
use super::super::units::Units;
use super::form::{Answering, NewForm, own_unit};
use super::reading::{ConnectionsReading, Made, PATH};
use super::ticks::{Tick, Ticks};
use crate::api;
use crate::components::field::{Entry, InputFormat, Select};
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::connections::{MOST_ADDRESS, MakeWebhook, WebhookEvent, WebhookMade};
use shared::id::UnitId;
use shared::key;

/// The form of a webhook.
#[component]
pub fn NewWebhook(
    /// Where its secret is shown.
    reading: ConnectionsReading,
) -> impl IntoView {
    let units = Units::begin();
    let (address, unit) = (Typed::new("address", ""), Typed::new("unit", own_unit()));
    let ticked = RwSignal::new(Vec::<&'static str>::new());
    let send = Callback::new(move |()| {
        let to = address.needed(t(key!("connections.webhook.address")), address.text());
        let bound: Option<UnitId> = unit.text().and_then(|id| id.parse().ok());
        let bound = unit.needed(t(key!("connections.webhook.unit")), bound);
        match (to, bound) {
            (Ok(address), Ok(unit)) => {
                let events = ticked.get_untracked();
                let events = events.into_iter().filter_map(WebhookEvent::from_name);
                let asked = MakeWebhook {
                    address,
                    events: events.collect(),
                    unit,
                };
                let answering: Answering = Box::pin(make(asked));
                Ok(answering)
            }
            (to, bound) => Err([to.err(), bound.err()].into_iter().flatten().collect()),
        }
    });
    let ticks = WebhookEvent::CHOSEN.map(|event| Tick {
        value: event.as_str(),
        label: t_of("connections.event", event.text_name()),
    });
    view! {
        <NewForm
            title=t(key!("connections.webhook.make"))
            lead=t(key!("connections.webhook.make_lead"))
            submit=t(key!("connections.webhook.submit"))
            reading
            send
        >
            <Entry
                question=address.question(
                    t(key!("connections.webhook.address")),
                    Some(t(key!("connections.webhook.address_hint"))),
                    false,
                )
                format=InputFormat::text(MOST_ADDRESS)
            />
            <Ticks
                id="events"
                label=t(key!("connections.webhook.events"))
                ticks=ticks.to_vec()
                ticked
            />
            {move || view! {
                <Select
                    question=unit.question(t(key!("connections.webhook.unit")), None, false)
                    options=units.offers()
                />
            }}
        </NewForm>
    }
}

async fn make(asked: MakeWebhook) -> Result<Made, api::ApiError> {
    let made: WebhookMade = api::post(&format!("{PATH}/webhooks"), &asked).await?;
    Ok(Made {
        title: t(key!("connections.webhook.made_title")).to_owned(),
        once: t(key!("connections.webhook.made_once")),
        seen: t(key!("connections.webhook.made_seen")),
        secret: made.secret,
    })
}
