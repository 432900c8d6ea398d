//! The course of a case: who did what, when; the verdict, and the first of two approvals.

use crate::components::chip::Tone;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::format::moment;
use crate::pages::desk::course::review;
use crate::reason_text::reason_text;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use leptos::prelude::*;
use shared::desk::Case;
use shared::key;
use shared::submission::{Approval, Review, Step, Verdict};
use std::sync::Arc;

/// The course of a case.
#[component]
pub fn CoursePanel(
    /// The case.
    case: Signal<Arc<Case>>,
) -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let step = move |(name, step): (&'static str, &Step)| {
        view! {
            <li>
                <strong>{t_of("states.step", name)}</strong>
                <span class="soft small tabular">
                    {step.by.name.clone()}" · "{moment(step.at, offset)}
                </span>
            </li>
        }
    };
    let steps = move || {
        case.with(|case| review(case).map(|review| review.course().map(step).collect_view()))
    };
    let end = move || case.with(|case| review(case).map(verdict));
    let why = move || case.with(|case| review(case).map(explained));
    let eyes = move || case.with(|case| four_eyes(case, offset));
    view! {
        <section class="desk-panel">
            <h2>{t(key!("desk.case.course"))}</h2>
            {end}
            {why}
            {eyes}
            <ol class="course">{steps}</ol>
        </section>
    }
}

/// Why it ended, in the words of who ended it.
fn verdict(review: &Review) -> impl IntoView + use<> {
    let (title, note) = match review.verdict.as_ref()? {
        Verdict::Accepted => return None,
        Verdict::Rejected { reason, note } => {
            let reason = reason_text(reason);
            (
                tf(key!("desk.case.verdict_rejected"), &[("reason", &reason)]),
                note.clone(),
            )
        }
        Verdict::Withdrawn { note } => (t(key!("desk.status.withdrawn")).to_owned(), note.clone()),
    };
    Some(view! {
        <Notice title tone=Tone::Neutral>
            <p>{note}</p>
        </Notice>
    })
}

/// What the office explained and is not over: a rejection that waits, a decision taken up again.
fn explained(review: &Review) -> impl IntoView + use<> {
    let proposed = review.proposed_rejection();
    let proposed = proposed.map(|it| (key!("desk.case.proposed_rejection"), &it.reason, &it.note));
    let reopened = review.reopening();
    let reopened = reopened.map(|it| (key!("desk.case.reopened"), &it.reason, &it.note));
    let notices = proposed
        .into_iter()
        .chain(reopened)
        .map(|(key, reason, note)| {
            let title = tf(key, &[("reason", &reason_text(reason))]);
            let note = note.clone();
            view! {
                <Notice title tone=Tone::Warning>
                    <p>{note}</p>
                </Notice>
            }
        });
    notices.collect_view()
}

/// Who decided first, where two have to.
fn four_eyes(case: &Case, offset: i32) -> impl IntoView + use<> {
    let review =
        review(case).filter(|review| case.needed.four_eyes && !review.status.is_final())?;
    let given = |key: &str, approval: &Approval| {
        tf(
            key,
            &[
                ("name", &approval.by.name),
                ("level", &approval.level.0.to_string()),
                ("when", &moment(approval.at, offset)),
            ],
        )
    };
    let approved = review.approvals.first();
    let approved = approved.map(|it| given(key!("desk.case.first_approval"), it));
    let proposed = review.proposed_rejection();
    let proposed = proposed.and_then(|it| it.approvals.first());
    let proposed = proposed.map(|it| given(key!("desk.case.first_rejection"), it));
    let text = approved.or(proposed);
    let text = text.unwrap_or_else(|| t(key!("desk.case.needs_two")).to_owned());
    Some(view! {
        <p class="desk-four-eyes">
            <Icon name=IconName::People/>
            {text}
        </p>
    })
}
