//! What an entry of the log changed: before and after, as far as an auditor is told.

use super::words;
use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::components::icon::{Icon, IconName};
use crate::reason_text::reason_text;
use crate::text::{language, t, t_of, tf};
use crate::work::use_work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::audit::{ChangedAnswer, ChangedPresence, LogEntry, LogSubject};
use shared::form::{Discreet, Form};
use shared::key;
use shared::kinds::form_of;
use shared::people::difference_words;
use shared::product::Catalogue;
use shared::submission::Status;
use shared::training::Presence;

/// So many people's presence is shown at once; more are behind a line that opens.
const FEW: usize = 3;

/// What the entry changed; nothing, if it only read.
#[component]
pub fn Changes(
    /// The entry.
    entry: LogEntry,
) -> impl IntoView {
    let says_nothing = entry.moved.is_none()
        && entry.reason.is_none()
        && entry.asked.is_empty()
        && entry.refused.is_none()
        && entry.answers.is_empty()
        && entry.differences.is_empty()
        && entry.looked.is_none();
    let form = match &entry.subject {
        LogSubject::Record { kind, .. } => Some(form_of(*kind)),
        _ => None,
    };
    let catalogue = use_work().catalogue;
    let answers = entry.answers;
    let changed = move || {
        let form = form?;
        let rows = catalogue.with(|catalogue| rows(form, &answers, catalogue.as_deref()));
        Some(rows.into_iter().map(row).collect_view())
    };
    let status = |status: Status| t_of("desk.status", status.as_str());
    let moved = entry.moved.map(|moved| {
        row(Row {
            name: t(key!("audit.status")).to_owned(),
            before: moved.before.map(|before| status(before).to_owned()),
            after: status(moved.after).to_owned(),
        })
    });
    let reason = entry
        .reason
        .map(|code| said(key!("audit.reason"), reason_text(&code)));
    let asked = form.filter(|_| !entry.asked.is_empty()).map(|form| {
        let names = entry
            .asked
            .iter()
            .map(|path| answer_name(language(), form, path));
        said(key!("audit.asked"), names.collect::<Vec<_>>().join("; "))
    });
    let refused = entry.refused.map(|n| {
        let n = n.to_string();
        said(
            key!("audit.refused"),
            tf(key!("audit.refused_times"), &[("n", &n)]),
        )
    });
    let looked = entry
        .looked
        .map(|looked| said(key!("audit.looked"), words::looked_for(&looked)));
    let different = entry.differences.iter().map(|difference| {
        let (name, said) = difference_words(language(), difference);
        let said = match said.is_empty() {
            true => t(key!("audit.not_kept")).to_owned(),
            false => said,
        };
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{said}</dd>
            </div>
        }
    });
    let different = different.collect_view();
    let list = (!says_nothing).then(|| {
        view! { <dl class="audit-changes">{moved}{reason}{asked}{refused}{changed}{different}{looked}</dl> }
    });
    view! {
        {list}
        <Presences presences=entry.presences/>
    }
}

/// Something before and after, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    name: String,
    /// Not said of what was not there.
    before: Option<String>,
    after: String,
}

fn row(row: Row) -> impl IntoView {
    let before = row.before.map(|before| {
        view! {
            <del>
                <span class="visually-hidden">{t(key!("audit.before"))}" "</span>
                {before}
            </del>
            <Icon name=IconName::Forward/>
        }
    });
    view! {
        <div>
            <dt>{row.name}</dt>
            <dd class="audit-change">
                {before}
                <ins>
                    <span class="visually-hidden">{t(key!("audit.after"))}" "</span>
                    {row.after}
                </ins>
            </dd>
        </div>
    }
}

fn said(name: &'static str, text: String) -> impl IntoView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>{text}</dd>
        </div>
    }
}

/// The changed answers by the names that people know.
fn rows(form: &Form, changed: &[ChangedAnswer], catalogue: Option<&Catalogue>) -> Vec<Row> {
    let told = |of: fn(&ChangedAnswer) -> Option<&Discreet>| -> Answers {
        let plain = changed.iter().filter_map(|answer| match of(answer)? {
            Discreet::Answer(text) => Some((answer.path.clone(), text.clone())),
            Discreet::Masked(_) | Discreet::Withheld => None,
        });
        plain.collect()
    };
    let before = told(|answer| answer.before.as_ref());
    let after = told(|answer| answer.after.as_ref());
    let row = |answer: &ChangedAnswer| {
        let words = |told: Option<&Discreet>, all: &Answers| match told {
            None => t(key!("audit.unanswered")).to_owned(),
            Some(Discreet::Withheld) => t(key!("audit.withheld")).to_owned(),
            Some(Discreet::Masked(text)) => text.clone(),
            Some(Discreet::Answer(text)) => form
                .field_at(&answer.path)
                .and_then(|field| answer_text(language(), field, &answer.path, all, catalogue))
                .unwrap_or_else(|| text.clone()),
        };
        let (before, after) = (
            words(answer.before.as_ref(), &before),
            words(answer.after.as_ref(), &after),
        );
        let is_withheld = answer.after == Some(Discreet::Withheld) && before == after;
        let after = match before == after && !is_withheld {
            true => format!("{after} ({})", t(key!("audit.masked_differ"))),
            false => after,
        };
        Row {
            name: answer_name(language(), form, &answer.path),
            before: (!is_withheld).then_some(before),
            after,
        }
    };
    changed.iter().map(row).collect()
}

/// Whose presence is another.
#[component]
fn Presences(
    /// Each.
    presences: Vec<ChangedPresence>,
) -> impl IntoView {
    let n = presences.len();
    let word = |presence: Option<Presence>| match presence {
        Some(presence) => t_of("states.presence", presence.as_str()),
        None => t(key!("audit.unknown_presence")),
    };
    let rows = presences.into_iter().map(|changed| {
        row(Row {
            name: changed.person.name,
            before: Some(word(changed.before).to_owned()),
            after: word(changed.after).to_owned(),
        })
    });
    let list = view! { <dl class="audit-changes">{rows.collect_view()}</dl> };
    match n {
        0 => ().into_any(),
        1..=FEW => list.into_any(),
        n => view! {
            <details>
                <summary>{tf(key!("audit.presences"), &[("n", &n.to_string())])}</summary>
                {list}
            </details>
        }
        .into_any(),
    }
}
