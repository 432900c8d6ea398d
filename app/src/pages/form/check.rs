//! Check your answers: everything by section, what is still to mend, and sending.

use super::address;
use super::amending::Amending;
use super::banners::lines_of;
use super::came_back::CameBack;
use super::check_answers::sections;
use super::delete::Delete;
use super::head::Title;
use super::new_draft::replacing;
use super::of_another::OfAnother;
use super::sold_anew::SoldAnew;
use super::too_late::{TooLate, too_late};
use crate::components::button::{LinkButton, Weight};
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::icon::{Icon, IconName};
use crate::drafting::{OpenDraft, use_open_draft};
use crate::pages::store_failed::StoreFailed;
use crate::store::StoreError;
use crate::task::Task;
use crate::text::{t, t_of};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use shared::finding::{Severity, has_errors};
use shared::key;
use shared::record::RecordView;

/// All answers, then sending.
#[component]
pub fn Check() -> impl IntoView {
    let open = use_open_draft();
    move || {
        if open.on_its_way.get() {
            view! { <super::sent::Sent/> }.into_any()
        } else {
            view! { <AllAnswers open/> }.into_any()
        }
    }
}

#[component]
fn AllAnswers(open: OpenDraft) -> impl IntoView {
    let key = open.key();
    let back = back(open, &key);
    let lines = Signal::derive(move || {
        let mut lines = open
            .findings
            .with(|found| lines_of(open, found, address::page_from_check));
        lines.sort_by_key(|line| line.severity == Severity::Warning);
        lines
    });
    let steps = open.steps.get_untracked();
    let sold_before = Memo::new(move |_| open.draft.with(|draft| draft.sold_before.clone()));
    // What is sold may change while somebody reads what they are about to send.
    let answers = move || {
        sold_before.track();
        sections(open, &steps)
    };
    let (title, lead) = match (open.is_amendment(), open.is_answer()) {
        (true, _) => (key!("form.amend.title"), key!("form.amend.lead")),
        (_, true) => (key!("form.beside.title"), key!("form.beside.lead")),
        _ => (key!("form.check.title"), key!("form.check.lead")),
    };
    view! {
        <header class="form-head">
            <div class="form-bar">
                <A href=back attr:class="form-back">
                    <Icon name=IconName::Back/>
                    <span>{t(key!("ui.back"))}</span>
                </A>
                <A href=address::overview(&key) attr:class="form-sections">{t(key!("form.sections"))}</A>
            </div>
            <Title title=t(title).to_owned()/>
            <p class="soft">{t(lead)}</p>
        </header>
        <SoldAnew open/>
        <OfAnother open/>
        {match open.is_answer() {
            true => view! {
                <Amending open asked_for=RwSignal::new(0)/>
                <div class="answers">{answers}</div>
                <div class="form-actions">
                    <LinkButton
                        label=t(key!("form.beside.back"))
                        href=address::answer(&key)
                        weight=Weight::Primary
                    />
                </div>
            }
            .into_any(),
            false => view! {
                <Sending open lines>
                    <div class="answers">{answers}</div>
                </Sending>
            }
            .into_any(),
        }}
    }
}

/// To the last page; from a change, to the record that it changes; from what goes with an answer, to that.
fn back(open: OpenDraft, key: &str) -> String {
    if open.is_answer() {
        return address::answer(key);
    }
    if open.is_amendment() {
        let record = open.draft.with_untracked(|draft| draft.record_id);
        return format!("/records/{record}");
    }
    open.steps.with_untracked(|steps| {
        steps.last().map_or_else(
            || address::overview(key),
            |step| address::page(key, step.id(), None),
        )
    })
}

/// The summary on top and the button below belong together: pressing it with errors leads up.
#[component]
fn Sending(
    open: OpenDraft,
    lines: Signal<Vec<SummaryLine>>,
    /// All answers, between the summary and the button.
    children: Children,
) -> impl IntoView {
    let asked_for = RwSignal::new(0);
    let lines = Signal::derive(move || {
        let unsaid = (asked_for.get() > 0).then(|| open.unsaid());
        let mut lines = lines.get();
        lines.extend(unsaid.into_iter().flatten());
        lines
    });
    let too_late = Memo::new(move |_| {
        let changed = open
            .draft
            .with(|draft| draft.is_amendment().then_some(draft.record_id))?;
        open.work
            .all::<RecordView>()
            .with(|records| too_late(records, changed))
    });
    let task = Task::new();
    let busy = task.is_busy();
    let failed = RwSignal::new(None::<StoreError>);
    let navigate = StoredValue::new_local(use_navigate());
    let send = move |_| {
        let incomplete = open.findings.with_untracked(|found| has_errors(found));
        if incomplete || !untrack(|| open.unsaid()).is_empty() {
            asked_for.update(|asked| *asked += 1);
            return;
        }
        task.run(async move {
            match put_on_its_way(open).await {
                Ok(()) => navigate
                    .with_value(|navigate| navigate(&address::sent(&open.key()), replacing())),
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    view! {
        <CameBack work=open.work key=open.key()/>
        <ErrorSummary heading=t(key!("form.check.to_mend")).to_owned() lines asked_for=asked_for.into()/>
        {move || {
            let title = t(key!("form.check.failed"));
            failed.get().map(|error| view! { <StoreFailed title error/> })
        }}
        {move || too_late.get().map(|why| view! { <TooLate open why/> })}
        {open.is_amendment().then(|| view! { <Amending open asked_for/> })}
        {children()}
        {move || too_late.get().is_none().then(|| view! {
            <div class="form-actions">
                <button
                    type="button"
                    class="button button-primary button-wide button-large"
                    aria-disabled=move || busy.get().then_some("true")
                    on:click=send
                >
                    {match open.is_amendment() {
                        true => t(key!("form.amend.send")),
                        false => t_of("form.send", open.kind.as_str()),
                    }}
                </button>
                <p class="soft small">{t(key!("form.check.promise"))}</p>
            </div>
        })}
        {open.is_amendment().then(|| view! { <Delete work=open.work key=open.key() saver=open.saver/> })}
    }
}

/// Keeps the draft, then makes the outbox entry of it.
async fn put_on_its_way(open: OpenDraft) -> Result<(), StoreError> {
    // Whoever sends it has told the client.
    open.draft.update(|draft| draft.sold_before.clear());
    open.saver.finish().await?;
    let operation = open.operation().ok_or(StoreError::Missing)?;
    let key = open.key();
    open.saver.ends_with(open.work.send(&key, operation)).await
}
