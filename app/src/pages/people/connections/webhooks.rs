//! The webhooks, as they are listed.

use super::page_of;
use crate::components::button::LinkButton;
use crate::components::chip::{Chip, Tone};
use crate::components::icon::{Icon, IconName};
use crate::format;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::connections::WebhookView;
use shared::key;

/// The webhooks, with the way to another.
#[component]
pub fn Webhooks(
    /// As they were read.
    webhooks: Vec<WebhookView>,
    /// Whether this server calls other systems at all.
    calls_out: bool,
) -> impl IntoView {
    let is_empty = webhooks.is_empty();
    let rows = webhooks.into_iter();
    let rows = rows.map(|webhook| view! { <li><Row webhook/></li> });
    view! {
        <section class="stack" aria-labelledby="webhooks">
            <header class="row-between row-wrap">
                <h2 id="webhooks">{t(key!("connections.webhook.title"))}</h2>
                {calls_out.then(|| view! {
                    <LinkButton
                        label=t(key!("connections.webhook.make"))
                        href="/connections/new-webhook"
                        icon=IconName::Add
                    />
                })}
            </header>
            {(!calls_out).then(|| view! {
                <p class="soft">{t(key!("connections.webhook.off_here"))}</p>
            })}
            {match is_empty {
                true => view! { <p class="soft">{t(key!("connections.webhook.none"))}</p> }.into_any(),
                false => view! {
                    <ul class="list" aria-label=t(key!("connections.webhook.title"))>
                        {rows.collect_view()}
                    </ul>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn Row(webhook: WebhookView) -> impl IntoView {
    let events: Vec<&str> = webhook
        .events
        .iter()
        .map(|event| t_of("connections.event", event.text_name()))
        .collect();
    let detail = format!("{} · {}", webhook.unit.name, events.join(" · "));
    view! {
        <A href=page_of(webhook.webhook_id) attr:class="list-item connection">
            <span class="list-main">
                <span class="list-title">{webhook.address.clone()}</span>
                <span class="list-detail">{detail}</span>
                <Standing webhook=webhook.clone()/>
            </span>
            <Icon name=IconName::Forward/>
        </A>
    }
}

/// That it is off, or that nothing arrives; nothing if all is well.
#[component]
pub fn Standing(
    /// Of which.
    webhook: WebhookView,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let off = webhook.off.map(|off| {
        let on = off.at.civil_date(offset).unwrap_or_default();
        let why = t_of("connections.off", off.because.as_str());
        let label = tf(
            key!("connections.webhook.off"),
            &[("date", &format::date(on)), ("why", why)],
        );
        (label, Tone::Danger)
    });
    let failing = webhook.failing_since.map(|since| {
        let at = format::moment(since, offset);
        let label = tf(key!("connections.webhook.failing"), &[("at", &at)]);
        (label, Tone::Warning)
    });
    off.or(failing)
        .map(|(label, tone)| view! { <Chip label tone/> })
}
