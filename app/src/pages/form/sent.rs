//! It is on its way: the number, where it is, what happens next.

use super::head::Title;
use super::open_draft::use_open_draft;
use super::refusal::entry_of;
use crate::components::button::{LinkButton, Weight};
use crate::components::icon::{Icon, Name};
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::sync::EntryState;

/// What is said once a record was put on its way.
#[component]
pub fn Sent() -> impl IntoView {
    let open = use_open_draft();
    let (number, record) = open
        .draft
        .with_untracked(|draft| (draft.number.to_string(), draft.record_id));
    let kind = open.form.kind;
    let waits = Memo::new(move |_| {
        let key = open.key();
        open.work.outbox.with(|outbox| {
            entry_of(outbox, &key).is_some_and(|entry| entry.state == EntryState::Waiting)
        })
    });
    let place = move || match waits.get() {
        true => t(key!("form.sent.saved")),
        false => t(key!("form.sent.received")),
    };
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
}
