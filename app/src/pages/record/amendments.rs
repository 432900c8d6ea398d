//! What the agent corrected after it was submitted: why, and each answer before and after.

use super::told::{Telling, card};
use crate::format::moment;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::record::RecordView;
use shared::submission::{AmendedAnswer, Amendment, Review};

/// Corrections, the latest first; nothing if there are none.
#[component]
pub fn Amendments(
    /// The office's document.
    review: Review,
    /// As the server has it.
    record: RecordView,
) -> impl IntoView {
    let heading = t(key!("ui.record.amendments"));
    card("amendments", heading, record, move |telling| {
        let latest_first = review.amendments.iter().rev();
        latest_first
            .map(|amendment| told(amendment, telling))
            .collect_view()
    })
}

fn told(amendment: &Amendment, telling: Telling<'_>) -> impl IntoView + use<> {
    let offset = use_profile().get_untracked().branch.offset_minutes;
    let answers = amendment.answers.iter();
    let answers = answers.map(|answer| amended(answer, telling));
    view! {
        <div class="stack-tight">
            <p class="small soft tabular">{moment(amendment.at, offset)}</p>
            <p>{amendment.note.clone()}</p>
            <ul class="asked">{answers.collect_view()}</ul>
        </div>
    }
}

fn amended(answer: &AmendedAnswer, telling: Telling<'_>) -> impl IntoView + use<> {
    view! {
        <li>
            <strong>{telling.name(&answer.path)}</strong>
            {telling.change(&answer.path, &answer.before, &answer.after)}
        </li>
    }
}
