//! Decisions that the server has not taken though their time is over: what waits, and what was refused.

use super::case_address;
use super::sitting::Sitting;
use super::words::{self, with_number};
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::finding_text::finding_text;
use crate::pages::waiting_decisions::WaitingDecisions;
use crate::store::{DecisionState, KeptDecision};
use crate::text::{language, t, tf};
use crate::work::decisions::{CHANGED, Contact};
use crate::work::use_work;
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::problem::{CHANGED_BY, Problem};
use shared::product::Catalogue;

/// Decisions the server has not taken.
#[component]
pub fn FailedDecisions(
    /// Whose they are.
    sitting: Sitting,
    /// The case that is open: of what waits, what is about others is listed in the queue.
    about: Signal<Option<RecordId>>,
) -> impl IntoView {
    let refused = move || {
        let mut kept = sitting.decisions.kept.get();
        kept.retain(KeptDecision::is_refused);
        kept
    };
    view! {
        <div class="desk-failed">
            <Waiting sitting about/>
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
    /// The case that is open.
    about: Signal<Option<RecordId>>,
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
                    icon=IconName::Offline
                >
                    <p>{t(key!("desk.failed.waiting_text"))}</p>
                    <WaitingDecisions about/>
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
    let catalogue = use_work().catalogue;
    let (id, record) = (decision.id(), decision.record_id);
    let title = with_number(key!("desk.failed.title"), &decision);
    let DecisionState::Refused { problem } = decision.state else {
        return ().into_any();
    };
    view! {
        <Notice title tone=Tone::Danger>
            <p>{cause(&problem)}</p>
            {move || catalogue.with(|catalogue| changes(&problem, catalogue.as_deref()))}
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

/// Who did what meanwhile, and what is new that nobody has seen, each in a line.
fn changes(problem: &Problem, catalogue: Option<&Catalogue>) -> impl IntoView + use<> {
    let is_told = problem.code == CHANGED;
    let lines = problem.findings.iter().filter(|_| is_told);
    let lines = lines.map(|finding| {
        let told = |name: &str| finding.params.get(name).map_or("", String::as_str);
        match finding.code.as_str() {
            CHANGED_BY => words::step_by(told("name"), told("step")),
            _ => words::newly_found(&finding_text(language(), finding, catalogue)),
        }
    });
    lines.map(|line| view! { <p>{line}</p> }).collect_view()
}

/// Why the server did not take it.
fn cause(problem: &Problem) -> String {
    match problem.code.as_str() {
        CHANGED => t(key!("desk.failed.changed")).to_owned(),
        _ => words::api_error(&ApiError::Problem(problem.clone())),
    }
}
