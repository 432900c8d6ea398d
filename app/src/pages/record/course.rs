//! The course of a record, with times; the first line is its arrival.

use crate::format::moment;
use crate::session::use_profile;
use crate::text::{t, t_of};
use leptos::prelude::*;
use shared::key;
use shared::record::{Office, RecordView};
use shared::submission::Step;

/// The course of a record; nothing while only this phone has it.
#[component]
pub fn Course(
    /// As the server has it.
    record: Option<RecordView>,
) -> impl IntoView {
    let Some(record) = record else {
        return ().into_any();
    };
    let Office::Review(review) = record.office else {
        return ().into_any();
    };
    view! {
        <section class="card" aria-labelledby="course">
            <div class="section-head"><h2 id="course">{t(key!("ui.record.course"))}</h2></div>
            <ol class="course">{review.course().map(step).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn step((name, step): (&'static str, &Step)) -> impl IntoView + use<> {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    view! {
        <li>
            <strong>{t_of("states.step", name)}</strong>
            <span class="small soft tabular">{moment(step.at, offset)}" · "{step.by.name.clone()}</span>
        </li>
    }
}
