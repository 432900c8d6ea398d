//! It is on its way: the number, where it is, what happens next.

use super::address;
use super::came_back::CameBack;
use super::frame::Missing;
use super::head::Title;
use super::push_offer::PushOffer;
use super::unsent::Unsent;
use crate::components::button::{LinkButton, Weight};
use crate::components::icon::{Icon, IconName};
use crate::drafting::{OpenDraft, Whereabouts, entry_of, use_open_draft, whereabouts};
use crate::pages::set_aside::Place;
use crate::pages::take_back::TakeBack;
use crate::store::Draft;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;

/// What is said once a record was put on its way: where it is, by what this phone knows and no more.
#[component]
pub fn Sent() -> impl IntoView {
    let open = use_open_draft();
    let place = whereabouts(open.work, open.key());
    let shown = move || match place.get() {
        None => ().into_any(),
        Some(Whereabouts::Waiting) => {
            let entry = open
                .work
                .outbox
                .with_untracked(|outbox| entry_of(outbox, &open.key()).cloned());
            view! {
                <OnItsWay open place=t(key!("form.sent.saved"))/>
                {entry.map(|entry| view! { <TakeBack entry/> })}
            }
            .into_any()
        }
        Some(Whereabouts::Received) => {
            view! { <OnItsWay open place=t(key!("form.sent.received"))/> }.into_any()
        }
        Some(Whereabouts::SetAside) => view! {
            <Title title=t_of("states.kind", open.kind.as_str()).to_owned()/>
            <CameBack work=open.work key=open.key() place=Place::Elsewhere/>
        }
        .into_any(),
        Some(Whereabouts::Draft) => view! {
            <Title title=t_of("states.kind", open.kind.as_str()).to_owned()/>
            <Unsent href=address::changing(&open.key())/>
        }
        .into_any(),
        Some(Whereabouts::Unknown) => view! { <Missing/> }.into_any(),
    };
    let is_sent = move || {
        let place = place.get();
        matches!(place, Some(Whereabouts::Waiting | Whereabouts::Received))
    };
    view! {
        {shown}
        <Show when=is_sent>
            <PushOffer/>
        </Show>
    }
}

/// The number and what happens next.
#[component]
fn OnItsWay(open: OpenDraft, place: &'static str) -> impl IntoView {
    let (number, record) = open
        .draft
        .with_untracked(|draft| (draft.number.clone(), draft.record_id));
    let number = number.map(|number| number.to_string());
    let kind = open.kind;
    if open.draft.with_untracked(Draft::is_of_arrived) {
        return view! { <ChangeOnItsWay record=record.to_string() place/> }.into_any();
    }
    let steps = ["first", "second", "third"]
        .map(|step| view! { <li>{t_of(&format!("form.sent.{}", kind.as_str()), step)}</li> });
    view! {
        <section class="sent">
            <span class="sent-mark"><Icon name=IconName::Done/></span>
            <Title title=t_of("form.sent.title", kind.as_str()).to_owned()/>
            <p role="status">{place}</p>
            <p class="sent-number">
                <span class="soft small">{t(key!("form.sent.number"))}</span>
                <strong class="number">{number}</strong>
            </p>
        </section>
        <section class="card stack-tight">
            <h2>{t(key!("form.sent.next"))}</h2>
            <ol class="next-steps">{steps.collect_view()}</ol>
        </section>
        <div class="stack-tight">
            <LinkButton label=t(key!("form.sent.open")) href=format!("/records/{record}") weight=Weight::Primary/>
            <LinkButton label=t(key!("form.sent.home")) href="/"/>
        </div>
    }
    .into_any()
}

/// A change to what was submitted.
#[component]
fn ChangeOnItsWay(record: String, place: &'static str) -> impl IntoView {
    view! {
        <section class="sent">
            <span class="sent-mark"><Icon name=IconName::Done/></span>
            <Title title=t(key!("form.amend.sent_title")).to_owned()/>
            <p role="status">{place}</p>
            <p class="soft">{t(key!("form.amend.sent_text"))}</p>
        </section>
        <div class="stack-tight">
            <LinkButton label=t(key!("form.sent.open")) href=format!("/records/{record}") weight=Weight::Primary/>
            <LinkButton label=t(key!("form.sent.home")) href="/"/>
        </div>
    }
}
