//! What the agent corrected after it arrived: why, and each answer before and after.

use super::answers::Changed;
use super::happened::Happened;
use crate::format::moment;
use crate::pages::desk::sheet::{Laying, Sheet};
use crate::text::tf;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::desk::Case;
use shared::key;
use shared::submission::{AmendedAnswer, Amendment};
use std::sync::Arc;

/// Corrections, the latest first.
#[component]
pub fn Amendments(
    /// The case.
    case: Signal<Arc<Case>>,
    /// The case laid out: it changes with what the corrections are told in.
    sheet: Memo<Sheet>,
) -> impl IntoView {
    view! { <Happened title=key!("desk.case.amendments") case sheet entries=|review| &review.amendments told/> }
}

fn told(case: &Case, amendment: &Amendment, laying: &Laying<'_>, offset: i32) -> AnyView {
    let when = moment(amendment.at, offset);
    let answers = amendment
        .answers
        .iter()
        .map(|answer| amended(case, answer, laying));
    view! {
        <li class="desk-query">
            <p class="small soft tabular">{tf(key!("desk.case.amended_at"), &[("when", &when)])}</p>
            <p>{amendment.note.clone()}</p>
            <ul class="desk-query-items">{answers.collect_view()}</ul>
        </li>
    }
    .into_any()
}

fn amended(case: &Case, answer: &AmendedAnswer, laying: &Laying<'_>) -> impl IntoView + use<> {
    let path = &answer.path;
    let said = |text: &str| {
        let mut content: Answers = case.record.content.clone();
        content.set(path, text);
        laying.said(case, path, &content).unwrap_or_default()
    };
    let (before, after) = (said(&answer.before), said(&answer.after));
    view! {
        <li>
            <h3>{laying.name_of(case, path)}</h3>
            <p><Changed before after/></p>
        </li>
    }
}
