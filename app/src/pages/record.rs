//! One record: where it stands first, then its course, then everything that was captured.

mod amendments;
mod content;
mod course;
mod decided;
mod earlier;
mod proof;
mod standing;
mod told;
mod withdraw;

use self::amendments::Amendments;
use self::content::Content;
use self::course::Course;
use self::earlier::EarlierQueries;
use self::proof::Proofs;
use self::standing::Standing;
use self::withdraw::Withdraw;
use crate::components::button::{LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::icon::{Icon, IconName};
use crate::components::record_row::PlaceChip;
use crate::components::toast::use_toasts;
use crate::store::Draft;
use crate::text::{t, t_of};
use crate::work::item::{Part, WorkItem};
use crate::work::use_work;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::answers::Answers;
use shared::id::RecordId;
use shared::key;
use shared::record::{Office, RecordView};
use shared::submission::{Query, Review};
use shared::sync::OutboxEntry;
use shared::time::Timestamp;

/// Everything this phone has of one record.
#[derive(Debug, Clone, PartialEq)]
struct RecordOnPhone {
    item: WorkItem,
    /// As the server has it.
    record: Option<RecordView>,
    /// As it was captured here, if it is not there yet.
    draft: Option<Draft>,
    /// The newest entry that waits.
    entry: Option<OutboxEntry>,
}

impl RecordOnPhone {
    fn review(&self) -> Option<&Review> {
        match &self.record.as_ref()?.office {
            Office::Review(review) => Some(review),
            Office::Roster(_) | Office::CheckIn(_) => None,
        }
    }

    /// What waits for the agent's answer.
    fn open_query(&self) -> Option<&Query> {
        self.review()?.open_query()
    }

    /// The record, if the agent may still take it back.
    fn withdrawable(&self) -> Option<RecordView> {
        let undecided = self
            .review()
            .is_some_and(|review| !review.status.is_final());
        (undecided && self.entry.is_none())
            .then(|| self.record.clone())
            .flatten()
    }

    /// The record, if the agent may still correct it: while a query is open, what is asked is answered.
    fn amendable(&self) -> Option<RecordId> {
        let record = self
            .withdrawable()
            .filter(|_| self.open_query().is_none())?;
        Some(record.record_id)
    }

    fn content(&self) -> Answers {
        let of_record = self.record.as_ref().map(|record| &record.content);
        let of_draft = self.draft.as_ref().map(|draft| &draft.answers);
        of_record.or(of_draft).cloned().unwrap_or_default()
    }

    /// When it was captured.
    fn captured_at(&self) -> Timestamp {
        match (&self.record, &self.draft) {
            (Some(record), _) => record.captured_at,
            (None, Some(draft)) => draft.updated_at,
            (None, None) => self.item.changed_at,
        }
    }
}

/// The record that the address names.
#[component]
pub fn Record() -> impl IntoView {
    let params = use_params_map();
    let work = use_work();
    let whole = Memo::new(move |_| {
        let id: RecordId = params.with(|params| params.get("id"))?.parse().ok()?;
        let (drafts, outbox, records) = (
            work.drafts.get(),
            work.outbox.get(),
            work.all::<RecordView>().get(),
        );
        let mut items = work.items().into_iter();
        let item = items.find(|item| item.record_id == id && item.part == Part::Record)?;
        Some(RecordOnPhone {
            item,
            record: records.into_iter().find(|it| it.record_id == id),
            draft: drafts.into_iter().find(|it| it.is_new_record(id)),
            entry: outbox.into_iter().rev().find(|it| it.record_id == id),
        })
    });
    move || match whole.get() {
        Some(whole) => view! { <Shown whole/> }.into_any(),
        None => view! { <Missing/> }.into_any(),
    }
}

#[component]
fn Shown(whole: RecordOnPhone) -> impl IntoView {
    let review = whole.review().cloned();
    view! {
        <article class="page page-record">
            <Head item=whole.item.clone()/>
            <Standing whole=whole.clone()/>
            <aside class="stack record-side">
                <Course record=whole.record.clone()/>
                {whole.amendable().map(|record| view! { <Amend record/> })}
                {whole.withdrawable().map(|record| view! { <Withdraw record/> })}
                // Comes a moment later, and moves no button away from under the finger.
                <Proofs record=whole.record.clone()/>
            </aside>
            {review.zip(whole.record.clone()).map(|(review, record)| {
                let amended = !review.amendments.is_empty();
                let answered = review.queries.iter().any(|query| !query.is_open());
                view! {
                    {amended.then(|| view! {
                        <Amendments review=review.clone() record=record.clone()/>
                    })}
                    {answered.then(|| view! { <EarlierQueries review record/> })}
                }
            })}
            <Content
                kind=whole.item.kind
                content=whole.content()
                captured_at=whole.captured_at()
            />
        </article>
    }
}

#[component]
fn Head(item: WorkItem) -> impl IntoView {
    let toasts = use_toasts();
    let number = item.number.map(|number| number.to_string());
    let number = number.unwrap_or_default();
    let copied = number.clone();
    let title = if item.title.is_empty() {
        t(key!("ui.work.no_name")).to_owned()
    } else {
        item.title
    };
    view! {
        <header class="page-head record-head">
            <p class="small soft">{t_of("states.kind", item.kind.as_str())}</p>
            <div class="record-title">
                <h1>{title}</h1>
                <PlaceChip place=item.place/>
            </div>
            <p class="row">
                <span class="number soft">{number}</span>
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=t(key!("ui.record.share_number"))
                    on:click=move |_| {
                        crate::clipboard::copy(copied.clone());
                        toasts.say(t(key!("ui.copied")));
                    }
                >
                    <Icon name=IconName::Copy/>
                </button>
            </p>
        </header>
    }
}

/// The way to the correction, begun or not.
#[component]
fn Amend(record: RecordId) -> impl IntoView {
    let begun = use_work()
        .drafts
        .with_untracked(|drafts| drafts.iter().any(|draft| draft.is_amendment_of(record)));
    let label = match begun {
        true => t(key!("ui.record.amend_continue")),
        false => t(key!("ui.record.amend")),
    };
    view! { <LinkButton label href=format!("/amend/{record}") weight=Weight::Secondary/> }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="page">
            <Empty
                is_page=true
                icon=IconName::Search
                title=t(key!("ui.record.not_found_title"))
                text=t(key!("ui.record.not_found_text"))
            >
                <LinkButton label=t(key!("ui.nav.work")) href="/work"/>
            </Empty>
        </div>
    }
}
