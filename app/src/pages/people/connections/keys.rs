//! The keys, as they are listed.

use super::reading::{ConnectionsReading, PATH};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::{Chip, Tone};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::task::Task;
use crate::text::{t, t_of, tf};
use crate::{api, format};
use leptos::prelude::*;
use shared::connections::KeyView;
use shared::key;

/// The keys, with the way to another.
#[component]
pub fn Keys(
    /// What is read.
    reading: ConnectionsReading,
    /// As they were read.
    keys: Vec<KeyView>,
) -> impl IntoView {
    let is_empty = keys.is_empty();
    let rows = keys.into_iter();
    let rows = rows.map(|key| view! { <li><Row reading key/></li> });
    view! {
        <section class="stack" aria-labelledby="keys">
            <header class="row-between row-wrap">
                <h2 id="keys">{t(key!("connections.key.title"))}</h2>
                <LinkButton
                    label=t(key!("connections.key.make"))
                    href="/connections/new-key"
                    icon=IconName::Add
                />
            </header>
            {match is_empty {
                true => view! { <p class="soft">{t(key!("connections.key.none"))}</p> }.into_any(),
                false => view! {
                    <ul class="list" aria-label=t(key!("connections.key.title"))>
                        {rows.collect_view()}
                    </ul>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn Row(reading: ConnectionsReading, key: KeyView) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let scopes: Vec<&str> = key
        .scopes
        .iter()
        .map(|scope| t_of("connections.scope", scope.text_name()))
        .collect();
    let made_on = key.made_at.civil_date(offset).unwrap_or_default();
    let by = tf(
        key!("connections.by"),
        &[
            ("name", &key.made_by.name),
            ("date", &format::date(made_on)),
        ],
    );
    let used = match key.used_on {
        Some(day) => tf(
            key!("connections.key.used_on"),
            &[("date", &format::date(day))],
        ),
        None => t(key!("connections.key.used_never")).to_owned(),
    };
    let until = key.last_day.filter(|_| key.ended.is_none()).map(|day| {
        tf(
            key!("connections.key.until"),
            &[("date", &format::date(day))],
        )
    });
    let facts: Vec<String> = [Some(key.unit.name.clone()), Some(by), Some(used), until]
        .into_iter()
        .flatten()
        .collect();
    let ended = key.ended.map(|ended| {
        let on = ended.at.civil_date(offset).unwrap_or_default();
        let why = t_of("connections.key_end", ended.because.as_str());
        let label = tf(
            key!("connections.key.ended_on"),
            &[("date", &format::date(on)), ("why", why)],
        );
        view! { <Chip label tone=Tone::Neutral/> }
    });
    let holds = key.ended.is_none();
    view! {
        <div class="list-item connection">
            <span class="list-main">
                <span class="list-title">
                    {key.name.clone()}
                    <span class="soft tabular people-number">{key.beginning.clone()}"…"</span>
                </span>
                <span class="list-detail">{scopes.join(" · ")}</span>
                <span class="list-detail">{facts.join(" · ")}</span>
                {ended}
            </span>
            {holds.then(|| view! { <End reading key=key.clone()/> })}
        </div>
    }
}

/// Ends it, after asking.
#[component]
fn End(reading: ConnectionsReading, key: KeyView) -> impl IntoView {
    let asking = RwSignal::new(false);
    let (toasts, task) = (use_toasts(), Task::new());
    let path = format!("{PATH}/keys/{}", key.key_id);
    let end = Callback::new(move |()| {
        let path = path.clone();
        task.run(async move {
            let answer = api::delete(&path).await;
            asking.try_set(false);
            match answer {
                Ok(()) => toasts.say(t(key!("connections.key.ended"))),
                Err(error) => toasts.warn(t(&error.text_key())),
            }
            reading.read();
        });
    });
    let text = tf(key!("connections.key.end_text"), &[("name", &key.name)]);
    view! {
        <Button
            label=t(key!("connections.key.end")).to_owned()
            weight=Weight::Quiet
            on_press=Callback::new(move |()| asking.set(true))
        />
        <Dialog
            open=asking
            title=t(key!("connections.key.end_title"))
            confirm=t(key!("connections.key.end_confirm"))
            weight=Weight::Danger
            busy=task.is_busy()
            on_confirm=end
        >
            <p>{text.clone()}</p>
        </Dialog>
    }
}
