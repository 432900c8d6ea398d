//! It is on its way: the number, where it is, what happens next.

use super::address;
use super::head::Title;
use super::open_draft::{OpenDraft, use_open_draft};
use super::push_offer::PushOffer;
use super::refusal::entry_of;
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::{Icon, Name};
use crate::components::notice::Notice;
use crate::pages::take_back::TakeBack;
use crate::store::Draft;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::sync::EntryState;

/// Where what was sent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On this phone, to be sent.
    Phone,
    /// The server has it.
    Server,
    /// The server has sent it back.
    SetAside,
}

/// What is said once a record was put on its way; if it came back, that.
#[component]
pub fn Sent() -> impl IntoView {
    let open = use_open_draft();
    let place = Memo::new(move |_| {
        let key = open.key();
        open.work.outbox.with(
            |outbox| match entry_of(outbox, &key).map(|entry| &entry.state) {
                Some(EntryState::Waiting) => Place::Phone,
                Some(EntryState::SetAside(_)) => Place::SetAside,
                Some(EntryState::Applied { .. }) | None => Place::Server,
            },
        )
    });
    let shown = move || match place.get() {
        Place::Phone => {
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
        Place::Server => view! { <OnItsWay open place=t(key!("form.sent.received"))/> }.into_any(),
        Place::SetAside => view! { <CameBack open/> }.into_any(),
    };
    view! {
        {shown}
        <Show when=move || place.get() != Place::SetAside>
            <PushOffer/>
        </Show>
    }
}

/// The server found something: back to the draft, where it stands.
#[component]
fn CameBack(open: OpenDraft) -> impl IntoView {
    view! {
        <Notice title=t(key!("form.refused")) tone=Tone::Danger>
            <LinkButton
                label=t(key!("form.go_on"))
                href=address::overview(&open.key())
                weight=Weight::Primary
            />
        </Notice>
    }
}

/// The number and what happens next.
#[component]
fn OnItsWay(open: OpenDraft, place: &'static str) -> impl IntoView {
    let (number, record) = open
        .draft
        .with_untracked(|draft| (draft.number.clone(), draft.record_id));
    let number = number.map(|number| number.to_string());
    let kind = open.form.kind;
    if open.draft.with_untracked(Draft::is_of_arrived) {
        return view! { <ChangeOnItsWay record=record.to_string() place/> }.into_any();
    }
    let steps = ["first", "second", "third"]
        .map(|step| view! { <li>{t_of(&format!("form.sent.{}", kind.as_str()), step)}</li> });
    view! {
        <section class="sent">
            <span class="sent-mark"><Icon name=Name::Done/></span>
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
            <span class="sent-mark"><Icon name=Name::Done/></span>
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
