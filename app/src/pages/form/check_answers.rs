//! All answers by section and page, each page with the way to change it.

use super::address;
use super::finding_message::message;
use crate::answer_text::answer_text;
use crate::components::field::{Message, MessageLine};
use crate::drafting::{OpenDraft, Step};
use crate::text::{language, t, t_of, tf};
use leptos::prelude::*;
use leptos_router::components::A;
use shared::finding::Finding;
use shared::form::{FieldKind, PlacedField, PlacedPage};
use shared::key;

/// The answers of these steps.
pub fn sections(open: OpenDraft, steps: &[Step]) -> impl IntoView + use<> {
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
        let message = Message {
            text: message(open.form, &finding, catalogue.as_deref()),
            severity: finding.severity,
        };
        view! { <MessageLine message/> }
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
