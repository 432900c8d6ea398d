//! Queries that are answered: what was asked, what stood there, what the agent made of it.

use super::told::{Telling, card};
use crate::format::moment;
use crate::reason_text::reason_text;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::record::RecordView;
use shared::submission::{Query, QueryItem, Review};
use shared::time::Timestamp;

/// Queries that are answered, the latest first.
#[component]
pub fn EarlierQueries(
    /// The office's document.
    review: Review,
    /// As the server has it.
    record: RecordView,
) -> impl IntoView {
    let heading = t(key!("ui.record.earlier_queries"));
    card("earlier", heading, record, move |telling| {
        let latest_first = review.queries.iter().rev();
        latest_first
            .filter_map(|query| Some(earlier(&review, query, query.answered_at?, telling)))
            .collect_view()
    })
}

fn earlier(
    review: &Review,
    query: &Query,
    answered_at: Timestamp,
    telling: Telling<'_>,
) -> impl IntoView + use<> {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let items = query.items.iter().map(|item| {
        let after = review.stood_at(&item.raised.path, answered_at, telling.content);
        answered(item, after, telling)
    });
    view! {
        <div class="stack-tight">
            <p class="small soft tabular">
                {moment(query.raised_at, offset)}" · "{query.raised_by.name.clone()}
            </p>
            <ul class="asked">{items.collect_view()}</ul>
        </div>
    }
}

fn answered(item: &QueryItem, after: &str, telling: Telling<'_>) -> impl IntoView + use<> {
    let path = &item.raised.path;
    let remark = item.remark.clone();
    let remark = (!remark.trim().is_empty()).then(|| {
        let label = t(key!("ui.record.your_remark"));
        view! { <span class="small"><span class="soft">{label}" "</span>{remark}</span> }
    });
    view! {
        <li>
            <strong>{telling.name(path)}</strong>
            <span>{reason_text(&item.raised.reason)}" · "{item.raised.note.clone()}</span>
            {telling.change(path, &item.before, after)}
            {remark}
        </li>
    }
}
