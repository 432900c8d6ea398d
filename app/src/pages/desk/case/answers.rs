//! Everything that was answered, section by section, with what the rules found beside it.

use super::matters::Matters;
use super::replies::Replies;
use super::seen::Seen;
use crate::components::icon::{Icon, IconName};
use crate::pages::desk::difference::Difference;
use crate::pages::desk::sheet::{Asked, Follows, Group, Remark, Row, Sheet, SheetSection, Weight};
use crate::store::CaseDraft;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;

/// What the keys move along.
pub const PICK: &str = ".desk-pick";
/// Where the key for findings goes.
pub const FINDING: &str = ".desk-remark";
/// From this many characters on an answer has the whole width to itself.
const LONG: usize = 40;

/// Everything that was answered.
#[component]
pub fn Answers(
    /// The case laid out.
    sheet: Memo<Sheet>,
    /// Which of what matters was on the screen.
    seen: Seen,
    /// What is being written about it.
    draft: RwSignal<CaseDraft>,
    /// Whether fields can be chosen for a query.
    selecting: Signal<bool>,
) -> impl IntoView {
    view! {
        <section class="desk-answers" aria-label=t(key!("desk.case.answers"))>
            {move || {
                let sheet = sheet.get();
                view! {
                    <Matters sheet=sheet.clone() seen decides=selecting/>
                    {sheet
                        .sections
                        .into_iter()
                        .map(|section| view! { <AnswerSection section draft selecting/> })
                        .collect_view()}
                }
            }}
        </section>
    }
}

#[component]
fn AnswerSection(
    /// Which.
    section: SheetSection,
    /// What is being written.
    draft: RwSignal<CaseDraft>,
    /// Whether fields can be chosen.
    selecting: Signal<bool>,
) -> impl IntoView {
    let group = move |group: Group| {
        let rows = group.rows.into_iter();
        view! {
            {group.title.map(|title| view! { <h3>{title}</h3> })}
            <dl class="desk-rows">
                {rows.map(|row| view! { <AnswerRow row draft selecting/> }).collect_view()}
            </dl>
        }
    };
    view! {
        <section class="desk-section">
            <h2>{section.title}</h2>
            {section.groups.into_iter().map(group).collect_view()}
            {(!section.follows.is_empty()).then(|| view! { <FollowsFrom follows=section.follows/> })}
        </section>
    }
}

/// No answer, so nothing to ask about.
#[component]
fn FollowsFrom(
    /// What follows from the answers of a section.
    follows: Vec<Follows>,
) -> impl IntoView {
    let line = |it: Follows| {
        view! {
            <div class="desk-answer">
                <dt>{it.label}</dt>
                <dd>{it.text}</dd>
            </div>
        }
    };
    view! { <dl class="desk-rows">{follows.into_iter().map(line).collect_view()}</dl> }
}

#[component]
fn AnswerRow(
    /// The answer.
    row: Row,
    /// What is being written.
    draft: RwSignal<CaseDraft>,
    /// Whether it can be chosen.
    selecting: Signal<bool>,
) -> impl IntoView {
    let path = StoredValue::new(row.path.clone());
    let chosen = Memo::new(move |_| draft.with(|draft| path.with_value(|path| draft.asks(path))));
    let stands_out = row.weight != Weight::Usual;
    let text = row.text.as_deref().unwrap_or_default();
    let is_long = text.chars().count() >= LONG;
    let wide = stands_out || is_long || !row.remarks.is_empty() || row.asked != Asked::No;
    let ask_about = tf(key!("desk.case.ask_about"), &[("field", &row.label)]);
    let pick = move || {
        match selecting.get() {
        true => view! {
            <dd>
                <label class="desk-pick-frame">
                    <input
                        type="checkbox"
                        class="desk-pick"
                        aria-label=ask_about.clone()
                        prop:checked=move || chosen.get()
                        on:change=move |_| draft.update(|draft| path.with_value(|path| draft.toggle(path)))
                    />
                </label>
            </dd>
        }
        .into_any(),
        false => ().into_any(),
    }
    };
    // Where nothing can be chosen the keys move along the rows themselves.
    let stop = move || (!selecting.get()).then_some("-1");
    view! {
        <div
            class="desk-answer"
            class:desk-pick=move || !selecting.get()
            class:desk-answer-wide=wide
            class:desk-answer-yes=stands_out
            class:desk-answer-chosen=move || chosen.get()
            tabindex=stop
            data-path=row.path
        >
            <dt>{row.label}</dt>
            <dd>
                <AnswerText text=row.text asked=row.asked weight=row.weight/>
                <Replies replies=row.replies/>
                <Remarks remarks=row.remarks/>
            </dd>
            {pick}
        </div>
    }
}

/// The answer; changed after a query, with what stood there.
#[component]
fn AnswerText(
    /// What it says now.
    text: Option<String>,
    /// What a query did to it.
    asked: Asked,
    /// Whether it stands out.
    weight: Weight,
) -> impl IntoView {
    let now = text.clone();
    let plain = match text {
        Some(text) if weight == Weight::Yes => view! {
            <strong class="desk-value desk-yes">
                <Icon name=IconName::Alert/>
                {text}
            </strong>
        }
        .into_any(),
        Some(text) => view! { <span class="desk-value">{text}</span> }.into_any(),
        None => view! { <span class="desk-value soft">{t(key!("desk.case.not_answered"))}</span> }
            .into_any(),
    };
    match asked {
        Asked::No => plain,
        Asked::Unchanged => view! {
            {plain}
            <span class="desk-asked">{t(key!("desk.case.unchanged"))}</span>
        }
        .into_any(),
        Asked::Changed(before) => view! {
            <Changed before after=now.unwrap_or_default()/>
            <span class="desk-asked desk-asked-changed">{t(key!("desk.case.changed"))}</span>
        }
        .into_any(),
    }
}

/// Two versions of an answer, the difference marked.
#[component]
pub fn Changed(
    /// What stood there.
    before: String,
    /// What stands there.
    after: String,
) -> impl IntoView {
    let Difference {
        begin,
        removed,
        added,
        end,
    } = Difference::between(&before, &after);
    let is_something = |text: &str| !text.is_empty();
    let removed =
        is_something(&removed).then(|| view! { <mark class="desk-removed">{removed}</mark> });
    let added = is_something(&added).then(|| view! { <mark class="desk-added">{added}</mark> });
    view! {
        <span class="desk-change">
            <del>
                <span class="visually-hidden">{t(key!("desk.case.before"))}" "</span>
                {begin.clone()}
                {removed}
                {end.clone()}
            </del>
            <Icon name=IconName::Forward/>
            <ins>
                {begin}
                {added}
                {end}
            </ins>
        </span>
    }
}

#[component]
fn Remarks(
    /// What the rules found.
    remarks: Vec<Remark>,
) -> impl IntoView {
    let line = |remark: Remark| {
        let (class, kind) = match remark.is_error {
            true => ("desk-remark desk-remark-error", t(key!("desk.case.error"))),
            false => ("desk-remark", t(key!("desk.case.warning"))),
        };
        view! {
            <li class=class tabindex="-1">
                <Icon name=IconName::Alert/>
                <span><strong>{kind}</strong>" "{remark.text}</span>
            </li>
        }
    };
    (!remarks.is_empty()).then(|| {
        view! { <ul class="desk-remarks">{remarks.into_iter().map(line).collect_view()}</ul> }
    })
}
