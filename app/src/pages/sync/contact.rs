//! When the last exchange was, what stands in the way of the next, and a button for it.

use crate::clock::now;
use crate::components::badge::{icon_of, words};
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::format::{ago, count, moment};
use crate::session::use_profile;
use crate::sync::{Badge, SyncStatus};
use crate::text::{t, tf};
use crate::update::use_updates;
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::sync::Phase;

/// The last exchange, what stands in the way of the next, and a button for it.
#[component]
pub fn Contact() -> impl IntoView {
    let work = use_work();
    let busy = Signal::derive(move || work.status.with(|status| status.phase == Phase::Busy));
    let asked = RwSignal::new(false);
    let sync_now = Callback::new(move |()| {
        asked.set(true);
        work.ask();
    });
    view! {
        <section class="card stack">
            <div class="row">
                <span class="list-icon">
                    {move || view! { <Icon name=icon_of(work.badge.get())/> }}
                </span>
                <div class="list-main">
                    <strong>{move || words(work.badge.get())}</strong>
                    <span class="small soft">{move || last(work.status.get())}</span>
                </div>
            </div>
            <div class="stack-tight">
                <Button
                    label=Signal::derive(|| t(key!("ui.sync.now")).to_owned())
                    icon=IconName::Sending
                    busy
                    on_press=sync_now
                />
                <p role="status" class="small">
                    {move || asked.get().then(|| answer(work.status.get(), work.badge.get()))}
                </p>
            </div>
        </section>
        {move || obstacle(work.status.get().phase)}
        {new_version}
    }
}

fn last(status: SyncStatus) -> String {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    match status.last_exchange {
        None => t(key!("ui.sync.never")).to_owned(),
        Some(at) => {
            let when = format!("{} · {}", ago(at, now(), offset), moment(at, offset));
            tf(key!("ui.sync.last"), &[("when", &when)])
        }
    }
}

/// What came of asking; the button always answers.
fn answer(status: SyncStatus, badge: Badge) -> String {
    match status.phase {
        Phase::Busy if status.progress.remaining > 0 => {
            let (n, m) = (count(status.progress.fetched), count(status.progress.all()));
            tf(key!("ui.first_sync.progress"), &[("n", &n), ("m", &m)])
        }
        Phase::Busy => t(key!("ui.sync.busy")).to_owned(),
        Phase::Unreachable => t(key!("ui.sync.failed")).to_owned(),
        Phase::Idle if badge == Badge::UpToDate => t(key!("ui.sync.done")).to_owned(),
        _ => words(badge),
    }
}

/// What only the person can mend: cause, effect, next step, one button.
fn obstacle(phase: Phase) -> Option<AnyView> {
    let work = use_work();
    let updates = use_updates();
    let (name, button) = match phase {
        Phase::SignInNeeded => {
            let label = t(key!("ui.sync.sign_in_button"));
            let button = view! { <LinkButton label href="/sign-in" weight=Weight::Primary/> };
            ("sign_in", button.into_any())
        }
        Phase::Refused => {
            let check = Callback::new(move |()| updates.check());
            let label = t(key!("ui.sync.refused_button")).to_owned();
            let button = view! { <Button label weight=Weight::Primary on_press=check/> };
            ("refused", button.into_any())
        }
        Phase::StoreFull => {
            let again = Callback::new(move |()| work.ask());
            let label = t(key!("ui.sync.full_button")).to_owned();
            let button = view! { <Button label weight=Weight::Primary on_press=again/> };
            ("full", button.into_any())
        }
        Phase::Idle | Phase::Busy | Phase::Unreachable => return None,
    };
    let text = move |part: &str| t(&format!("ui.sync.{name}_{part}"));
    Some(
        view! {
            <Notice title=text("cause") tone=Tone::Danger>
                <p>{text("effect")}</p>
                <p>{text("next")}</p>
                {button}
            </Notice>
        }
        .into_any(),
    )
}

/// A new version offers itself; nothing while a form is open.
fn new_version() -> Option<AnyView> {
    let updates = use_updates();
    let apply = Callback::new(move |()| updates.apply());
    updates.is_ready().then(|| {
        let label = t(key!("ui.update.offer_button")).to_owned();
        view! {
            <Notice title=t(key!("ui.update.offer_title")) tone=Tone::Accent icon=IconName::Update>
                <p>{t(key!("ui.update.offer_text"))}</p>
                <Button label weight=Weight::Primary on_press=apply/>
            </Notice>
        }
        .into_any()
    })
}
