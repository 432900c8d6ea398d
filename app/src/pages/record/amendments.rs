//! What the agent corrected after it was submitted: why, and each answer before and after.

use super::told::{BeforeAndAfter, Telling};
use crate::answer_name::answer_name;
use crate::format::moment;
use crate::session::use_profile;
use crate::text::{language, t};
use crate::work::use_work;
use leptos::prelude::*;
use shared::form::form_of;
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
    let catalogue = use_work().catalogue;
    let told = move || {
        let catalogue = catalogue.get();
        let telling = Telling::of(&record, catalogue.as_deref());
        let latest_first = review.amendments.iter().rev();
        latest_first
            .map(|amendment| told(amendment, telling))
            .collect_view()
    };
    view! {
        <section class="card stack" aria-labelledby="amendments">
            <h2 id="amendments">{t(key!("ui.record.amendments"))}</h2>
            {told}
        </section>
    }
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
    let path = &answer.path;
    let name = answer_name(language(), form_of(telling.kind), path);
    let before = telling.said(path, &answer.before);
    let after = telling.said(path, &answer.after);
    view! {
        <li>
            <strong>{name}</strong>
            <BeforeAndAfter before after/>
        </li>
    }
}
