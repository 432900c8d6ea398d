//! Earlier queries: what was asked, what stood there, what the agent made of it.

use super::answers::Changed;
use super::happened::Happened;
use crate::clock::today;
use crate::format::{date, moment};
use crate::pages::desk::course::content_after;
use crate::pages::desk::sheet::{Laying, Sheet};
use crate::reason_text::reason_text;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::desk::Case;
use shared::key;
use shared::submission::{Query, QueryItem};
use std::sync::Arc;

/// Earlier queries, the latest first.
#[component]
pub fn Queries(
    /// The case.
    case: Signal<Arc<Case>>,
    /// The case laid out: it changes with what the queries are told in.
    sheet: Memo<Sheet>,
) -> impl IntoView {
    view! { <Happened title=key!("desk.case.queries") case sheet entries=|review| &review.queries told/> }
}

fn told(case: &Case, query: &Query, laying: &Laying<'_>, offset: i32) -> AnyView {
    let items = query
        .items
        .iter()
        .map(|item| asked(case, query, item, laying));
    let by = tf(
        key!("desk.case.query_by"),
        &[
            ("name", &query.raised_by.name),
            ("when", &moment(query.raised_at, offset)),
        ],
    );
    view! {
        <li class="desk-query">
            <p class="small soft tabular">{by}</p>
            <ul class="desk-query-items">{items.collect_view()}</ul>
            <p class="small tabular">{state(query, offset)}</p>
        </li>
    }
    .into_any()
}

/// When it was answered, or how long it may take.
fn state(query: &Query, offset: i32) -> String {
    if let Some(answered_at) = query.answered_at {
        let when = moment(answered_at, offset);
        return tf(key!("desk.case.query_answered"), &[("when", &when)]);
    }
    let due = tf(key!("desk.case.query_due"), &[("date", &date(query.due))]);
    let open = match query.due < today(offset) {
        true => t(key!("desk.case.query_overdue")),
        false => t(key!("desk.case.query_open")),
    };
    format!("{due} · {open}")
}

fn asked(
    case: &Case,
    query: &Query,
    item: &QueryItem,
    laying: &Laying<'_>,
) -> impl IntoView + use<> {
    let path = &item.raised.path;
    let before = case.record.content.clone().with(path, &item.before);
    let before = laying.said(case, path, &before).unwrap_or_default();
    let after = content_after(case, query)
        .map(|content| laying.said(case, path, content).unwrap_or_default());
    let change = match after {
        Some(after) if after != before => view! { <Changed before after/> }.into_any(),
        Some(_) => view! {
            <span class="desk-value">{before}</span>
            " "
            <span class="desk-asked">{t(key!("desk.case.unchanged"))}</span>
        }
        .into_any(),
        None => view! { <span class="desk-value">{before}</span> }.into_any(),
    };
    let remark = (!item.remark.is_empty()).then(|| {
        view! { <p><span class="soft">{t(key!("desk.case.remark"))}": "</span>{item.remark.clone()}</p> }
    });
    view! {
        <li>
            <h3>{laying.name_of(case, path)}</h3>
            <p>
                <strong>{reason_text(&item.raised.reason)}</strong>
                " "
                {item.raised.note.clone()}
            </p>
            <p>{change}</p>
            {remark}
        </li>
    }
}
