//! Decisions that the server has not taken though their time is over: what waits, and what was refused.

use super::case_address;
use super::sitting::Sitting;
use super::words::{self, with_number};
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::store::{DecisionState, KeptDecision};
use crate::text::{t, tf};
use crate::work::decisions::{CHANGED, Contact};
use leptos::prelude::*;
use shared::key;
use shared::problem::Problem;

/// Decisions the server has not taken.
#[component]
pub fn FailedDecisions(
    /// Whose they are.
    sitting: Sitting,
) -> impl IntoView {
    let refused = move || {
        let mut kept = sitting.decisions.kept.get();
        kept.retain(KeptDecision::is_refused);
        kept
    };
    view! {
        <div class="desk-failed">
            <Waiting sitting/>
            <For each=refused key=KeptDecision::id let:decision>
                <FailedDecision decision sitting/>
            </For>
        </div>
    }
}

/// That decisions wait until the server can be reached.
#[component]
fn Waiting(
    /// Whose.
    sitting: Sitting,
) -> impl IntoView {
    let decisions = sitting.decisions;
    let waiting = Memo::new(move |_| match decisions.contact.get() {
        Contact::Unreachable => decisions.on_their_way(),
        Contact::Open | Contact::SignInNeeded => 0,
    });
    move || {
        let n = waiting.get();
        (n > 0).then(|| {
            let n = n.to_string();
            view! {
                <Notice
                    title=tf(key!("desk.failed.waiting_title"), &[("n", &n)])
                    tone=Tone::Neutral
                    icon=Name::Offline
                >
                    <p>{t(key!("desk.failed.waiting_text"))}</p>
                    <Button
                        label=t(key!("desk.failed.again")).to_owned()
                        on_press=Callback::new(move |()| decisions.go_on())
                    />
                </Notice>
            }
        })
    }
}

#[component]
fn FailedDecision(
    /// Which.
    decision: KeptDecision,
    /// Whose.
    sitting: Sitting,
) -> impl IntoView {
    let (id, record) = (decision.id(), decision.record_id);
    let title = with_number(key!("desk.failed.title"), &decision);
    let DecisionState::Refused { problem } = decision.state else {
        return ().into_any();
    };
    view! {
        <Notice title tone=Tone::Danger>
            <p>{cause(&problem)}</p>
            <div class="button-row">
                <LinkButton label=t(key!("desk.failed.open")) href=case_address(record)/>
                <Button
                    label=t(key!("desk.failed.drop")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| sitting.decisions.forget(id))
                />
            </div>
        </Notice>
    }
    .into_any()
}

/// Why the server did not take it.
fn cause(problem: &Problem) -> String {
    match problem.code.as_str() {
        CHANGED => t(key!("desk.failed.changed")).to_owned(),
        _ => words::api_error(&ApiError::Problem(problem.clone())),
    }
}
