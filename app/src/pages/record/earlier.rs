//! Queries that are answered: what was asked, what stood there, what the agent said.

use super::standing::field_label;
use crate::format::moment;
use crate::session::use_profile;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::record::RecordKind;
use shared::submission::{Query, QueryItem, Review};

/// Queries that are answered; nothing if there are none.
#[component]
pub fn EarlierQueries(
    /// The office's document.
    review: Review,
    /// Which form.
    kind: RecordKind,
) -> impl IntoView {
    let answered: Vec<Query> = review
        .queries
        .into_iter()
        .filter(|query| !query.is_open())
        .collect();
    (!answered.is_empty()).then(|| {
        view! {
            <section class="card stack" aria-labelledby="earlier">
                <h2 id="earlier">{t(key!("ui.record.earlier_queries"))}</h2>
                {answered.into_iter().map(|query| view! { <Earlier query kind/> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Earlier(query: Query, kind: RecordKind) -> impl IntoView {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let when = moment(query.raised_at, offset);
    view! {
        <div class="stack-tight">
            <p class="small soft tabular">{when}" · "{query.raised_by.name}</p>
            <ul class="asked">
                {query.items.into_iter().map(|item| answered(item, kind)).collect_view()}
            </ul>
        </div>
    }
}

fn answered(item: QueryItem, kind: RecordKind) -> impl IntoView {
    view! {
        <li>
            <strong>{field_label(kind, &item.raised.path)}</strong>
            <span>{t_of("reasons", &item.raised.reason)}" · "{item.raised.note}</span>
            {said(key!("ui.record.stood_there"), item.before)}
            {said(key!("ui.record.your_remark"), item.remark)}
        </li>
    }
}

fn said(label: &'static str, text: String) -> impl IntoView {
    (!text.trim().is_empty()).then(|| {
        view! { <span class="small"><span class="soft">{t(label)}" "</span>{text}</span> }
    })
}
