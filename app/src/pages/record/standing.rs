//! Where a record stands: the reason of a query or a rejection is the first thing seen.

use super::RecordOnPhone;
use super::decided::Decided;
use crate::answer_name::answer_name;
use crate::components::button::{LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::format::date;
use crate::pages::form::{Unsent, answer_page, overview_page};
use crate::pages::set_aside::{self, SetAsideNotice};
use crate::pages::take_back::TakeBack;
use crate::reason_text::reason_text;
use crate::store::DraftKey;
use crate::text::{language, t, tf};
use crate::work::item::Outgoing;
use crate::work::place::Place;
use crate::work::use_work;
use leptos::prelude::*;
use shared::key;
use shared::kinds::form_of;
use shared::record::RecordKind;
use shared::submission::{Explained, Query, QueryItem, Status};
use shared::sync::{OutboxEntry, still_to_take_back};

/// Where the record stands, and what can be done about it. What was decided comes before what came back.
#[component]
pub fn Standing(whole: RecordOnPhone) -> impl IntoView {
    let kind = whole.item.kind;
    let query = whole.open_query().cloned();
    match (whole.item.place, whole.entry.clone()) {
        (Place::SetAside, Some(entry)) => {
            // The answer that came back leads to where it is answered again.
            let query = query.filter(|query| entry.draft != DraftKey::Answer(query.id).to_string());
            view! {
                <Outcome whole/>
                {query.map(|query| view! { <Asked query kind/> })}
                <SetAsideNotice entry place=set_aside::Place::Record/>
            }
            .into_any()
        }
        (Place::Ready, entry) => {
            let outgoing = whole.item.outgoing;
            view! { <Ready entry outgoing/> }.into_any()
        }
        (Place::At(Status::Queried), _) => {
            query.map(|query| view! { <Asked query kind/> }).into_any()
        }
        (Place::Draft, _) => whole
            .draft
            .map(|draft| view! { <Unsent href=overview_page(&draft.key)/> })
            .into_any(),
        (_, entry) => {
            // Decided while something was on its way.
            let outgoing = whole.item.outgoing;
            let waits = outgoing.map(|_| view! { <Ready entry outgoing/> });
            view! {
                <Outcome whole/>
                {waits}
            }
            .into_any()
        }
    }
}

/// What was decided, and whether that is taken up again; nothing before.
#[component]
fn Outcome(whole: RecordOnPhone) -> impl IntoView {
    let review = whole.review().cloned();
    review.zip(whole.record).map(|(review, record)| {
        let reopened = review.reopening().map(reopened);
        let decided = review.verdict;
        view! {
            {reopened}
            {decided.map(|verdict| view! { <Decided record verdict/> })}
        }
    })
}

/// Saved here, on its way: a new record, the answer to a query, or a withdrawal.
#[component]
fn Ready(entry: Option<OutboxEntry>, outgoing: Option<Outgoing>) -> impl IntoView {
    let title = t(match outgoing {
        Some(Outgoing::Answer) => key!("ui.record.answer_sent"),
        Some(Outgoing::Amendment) => key!("ui.record.amend_waiting"),
        Some(Outgoing::Withdrawal) => key!("ui.record.withdraw_waiting"),
        None => key!("ui.record.ready_title"),
    });
    let work = use_work();
    let seq = entry.as_ref().map(|entry| entry.seq);
    // What may have been sent is no longer surely on this phone alone; what can be done about it says so.
    let only_here = Memo::new(move |_| {
        let own = |seq| {
            work.outbox
                .with(|outbox| still_to_take_back(outbox, seq).is_some())
        };
        seq.is_none_or(own)
    });
    view! {
        <Notice title tone=Tone::Neutral icon=IconName::Waiting>
            {move || only_here.get().then(|| view! { <p>{t(key!("ui.record.ready_text"))}</p> })}
            {entry.map(|entry| view! { <TakeBack entry/> })}
        </Notice>
    }
}

#[component]
fn Asked(query: Query, kind: RecordKind) -> impl IntoView {
    let key = DraftKey::Answer(query.id).to_string();
    let begun = use_work()
        .drafts
        .with_untracked(|drafts| drafts.iter().any(|draft| draft.key == key));
    let label = if begun {
        t(key!("ui.record.answer_continue"))
    } else {
        t(key!("ui.record.answer"))
    };
    let due = date(query.due);
    view! {
        <Notice title=t(key!("ui.record.query_title")) tone=Tone::Warning icon=IconName::Query>
            <p>{tf(key!("ui.record.query_due"), &[("date", &due)])}</p>
            <ul class="asked">
                {query.items.into_iter().map(|item| asked(item, kind)).collect_view()}
            </ul>
            <LinkButton label href=answer_page(&key) weight=Weight::Primary/>
        </Notice>
    }
}

/// One thing asked: the field, the reason and the reviewer's words.
fn asked(item: QueryItem, kind: RecordKind) -> impl IntoView {
    view! {
        <li>
            <strong>{answer_name(language(), form_of(kind), &item.raised.path)}</strong>
            <span>{reason_text(&item.raised.reason)}</span>
            <span>{item.raised.note}</span>
        </li>
    }
}

/// The office takes its decision up again.
fn reopened(why: &Explained) -> impl IntoView + use<> {
    let (reason, note) = (reason_text(&why.reason), why.note.clone());
    view! {
        <Notice title=t(key!("ui.record.reopened_title")) tone=Tone::Neutral icon=IconName::Waiting>
            <p><strong>{reason}</strong></p>
            <p>{note}</p>
        </Notice>
    }
}
