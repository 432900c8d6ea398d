//! Check your answers: everything by section, what is still to mend, and sending.

use super::address;
use super::banners::lines_of;
use super::head::Title;
use super::new_draft::replacing;
use super::open_draft::{OpenDraft, use_open_draft};
use super::said::said;
use super::steps::Step;
use crate::answer_text::answer_text;
use crate::components::chip::Tone;
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::components::icon::{Icon, Name};
use crate::components::notice::Notice;
use crate::store::StoreError;
use crate::text::{language, t, t_of, tf};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use shared::finding::{Finding, Severity, has_errors};
use shared::form::{FieldKind, PlacedField, PlacedPage};
use shared::key;
use shared::sync::Operation;

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
    let back = open.steps.with_untracked(|steps| {
        steps.last().map_or_else(
            || address::overview(&key),
            |step| address::page(&key, step.id(), None),
        )
    });
    let lines = Signal::derive(move || {
        let mut lines = open.findings.with(|found| lines_of(open, found));
        lines.sort_by_key(|line| line.severity == Severity::Warning);
        lines
    });
    let steps = open.steps.get_untracked();
    view! {
        <header class="form-head">
            <div class="form-bar">
                <A href=back attr:class="form-back">
                    <Icon name=Name::Back/>
                    <span>{t(key!("ui.back"))}</span>
                </A>
                <A href=address::overview(&key) attr:class="form-sections">{t(key!("form.sections"))}</A>
            </div>
            <Title title=t(key!("form.check.title")).to_owned()/>
            <p class="soft">{t(key!("form.check.lead"))}</p>
        </header>
        <Sending open lines>
            <div class="answers">{sections(open, &steps)}</div>
        </Sending>
    }
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
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<StoreError>);
    let navigate = StoredValue::new_local(use_navigate());
    let send = move |_| {
        if open.findings.with_untracked(|found| has_errors(found)) {
            asked_for.update(|asked| *asked += 1);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match put_on_its_way(open).await {
                Ok(()) => navigate
                    .with_value(|navigate| navigate(&address::sent(&open.key()), replacing())),
                Err(error) => failed.set(Some(error)),
            }
            // Gone with the page.
            let _ = busy.try_set(false);
        });
    };
    view! {
        <ErrorSummary heading=t(key!("form.check.to_mend")).to_owned() lines asked_for=asked_for.into()/>
        {move || {
            failed.get().map(|error| {
                view! {
                    <Notice title=t(key!("form.check.failed")) tone=Tone::Danger>
                        <p>{t(error.text_key())}</p>
                    </Notice>
                }
            })
        }}
        {children()}
        <div class="form-actions">
            <button
                type="button"
                class="button button-primary button-wide button-large"
                aria-disabled=move || busy.get().then_some("true")
                on:click=send
            >
                {t_of("form.send", open.form.kind.as_str())}
            </button>
            <p class="soft small">{t(key!("form.check.promise"))}</p>
        </div>
    }
}

/// Keeps the draft, then makes the outbox entry of it.
async fn put_on_its_way(open: OpenDraft) -> Result<(), StoreError> {
    open.saver.finish().await?;
    let number = open.draft.with_untracked(|draft| draft.number.clone());
    let content = open.content();
    open.saver.stop();
    open.work
        .send(&open.key(), Operation::Submit { number, content })
        .await
}

fn sections(open: OpenDraft, steps: &[Step]) -> impl IntoView + use<> {
    open.form
        .sections
        .iter()
        .map(|section| {
            let pages: Vec<_> = steps
                .iter()
                .filter(|step| step.section() == section.id)
                .flat_map(|step| step.pages().to_vec())
                .filter(|page| !page.fields.iter().all(is_secret))
                .collect();
            (!pages.is_empty()).then(|| {
                view! {
                    <section>
                        <h2>{t_of("sections", section.id)}</h2>
                        {pages
                            .into_iter()
                            .map(|page| view! { <PageAnswers open page/> })
                            .collect_view()}
                    </section>
                }
            })
        })
        .collect_view()
}

const fn is_secret(placed: &PlacedField) -> bool {
    matches!(placed.field.kind, FieldKind::SessionSecret)
}

/// The answers of one page, with the way to change them.
#[component]
fn PageAnswers(open: OpenDraft, page: PlacedPage) -> impl IntoView {
    let title = match page.item {
        None => t_of("pages", page.id).to_owned(),
        Some(item) => tf(
            key!("form.item_title"),
            &[
                ("title", t_of("pages", page.id)),
                ("n", &(item + 1).to_string()),
            ],
        ),
    };
    let href = address::page_from_check(&open.key(), page.id, page.item);
    let fields = untrack(|| open.fields_to_show(page.fields));
    let answers = fields
        .into_iter()
        .filter(|placed| !is_secret(placed))
        .map(|placed| view! { <AnswerRow open placed/> });
    view! {
        <div class="card answers-page">
            <div class="row-between">
                <h3>{title.clone()}</h3>
                <A href=href attr:class="button button-quiet">
                    {t(key!("form.change"))}
                    <span class="visually-hidden">{title}</span>
                </A>
            </div>
            <dl class="facts">{answers.collect_view()}</dl>
        </div>
    }
}

#[component]
fn AnswerRow(open: OpenDraft, placed: PlacedField) -> impl IntoView {
    let catalogue = open.work.catalogue.get_untracked();
    let answer = open.answers.with_untracked(|answers| {
        answer_text(
            language(),
            placed.field,
            &placed.path,
            answers,
            catalogue.as_deref(),
        )
    });
    let found: Vec<Finding> = open.findings.with_untracked(|findings| {
        let here = findings
            .iter()
            .filter(|finding| finding.path == placed.path);
        here.cloned().collect()
    });
    let unanswered = answer.is_none();
    let messages = found.into_iter().map(|finding| {
        let message = crate::components::field::Message {
            text: said(open.form, &finding, catalogue.as_deref()),
            severity: finding.severity,
        };
        view! { <crate::components::field::MessageLine message/> }
    });
    view! {
        <div>
            <dt>{t_of("fields", placed.field.label)}</dt>
            <dd>
                <span class:soft=unanswered>
                    {answer.unwrap_or_else(|| t(key!("form.not_answered")).to_owned())}
                </span>
                {messages.collect_view()}
            </dd>
        </div>
    }
}
