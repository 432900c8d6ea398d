//! Queries that are answered: what was asked, what stood there, what the agent made of it.

use super::told::{BeforeAndAfter, Telling};
use crate::answer_name::answer_name;
use crate::format::moment;
use crate::session::use_profile;
use crate::text::{language, t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use shared::form::form_of;
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
    let catalogue = use_work().catalogue;
    let told = move || {
        let catalogue = catalogue.get();
        let telling = Telling::of(&record, catalogue.as_deref());
        let latest_first = review.queries.iter().rev();
        latest_first
            .filter_map(|query| Some(earlier(&review, query, query.answered_at?, telling)))
            .collect_view()
    };
    view! {
        <section class="card stack" aria-labelledby="earlier">
            <h2 id="earlier">{t(key!("ui.record.earlier_queries"))}</h2>
            {told}
        </section>
    }
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
    let name = answer_name(language(), form_of(telling.kind), path);
    let before = telling.said(path, &item.before);
    let after = telling.said(path, after);
    let remark = item.remark.clone();
    let remark = (!remark.trim().is_empty()).then(|| {
        let label = t(key!("ui.record.your_remark"));
        view! { <span class="small"><span class="soft">{label}" "</span>{remark}</span> }
    });
    view! {
        <li>
            <strong>{name}</strong>
            <span>{t_of("reasons", &item.raised.reason)}" · "{item.raised.note.clone()}</span>
            <BeforeAndAfter before after/>
            {remark}
        </li>
    }
}
