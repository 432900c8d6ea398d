//! What the desk says, put together from the catalogue.

use super::age::Age;
use super::sitting::Next;
use crate::answer_text::{choice_text, product_text};
use crate::api::ApiError;
use crate::components::chip::Tone;
use crate::components::field::typed::with_separators;
use crate::components::icon::IconName;
use crate::store::KeptDecision;
use crate::text::{language, t, t_of, tf};
use leptos::prelude::*;
use shared::desk::{Decision, Service};
use shared::key;
use shared::kinds::{self, Subject};
use shared::money::Money;
use shared::problem::Problem;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::submission::{AuthorityNeeded, Refusal, Status};
use shared::text::{fill, lookup};
use std::sync::Arc;

/// What a status is called at the desk, how it looks.
pub fn status(status: Status) -> (&'static str, Tone, IconName) {
    let (tone, icon) = match status {
        Status::Received => (Tone::Accent, IconName::Note),
        Status::InReview => (Tone::Accent, IconName::Seen),
        Status::Queried => (Tone::Neutral, IconName::Waiting),
        Status::Answered => (Tone::Warning, IconName::Query),
        Status::Accepted => (Tone::Success, IconName::Accepted),
        Status::Rejected => (Tone::Danger, IconName::Rejected),
        Status::Withdrawn => (Tone::Neutral, IconName::Withdrawn),
    };
    (t_of("desk.status", status.as_str()), tone, icon)
}

/// An age, short: 3 h, 2 d.
pub fn age(age: Age) -> String {
    let (key, n) = match age {
        Age::Minutes(n) => (key!("desk.age.minutes"), n),
        Age::Hours(n) => (key!("desk.age.hours"), n),
        Age::Days(n) => (key!("desk.age.days"), n),
    };
    tf(key, &[("n", &n.to_string())])
}

/// What the service level says, if it presses.
pub fn service(service: Service) -> Option<&'static str> {
    match service {
        Service::InTime => None,
        Service::DueToday => Some(t(key!("desk.age.due_today"))),
        Service::Overdue => Some(t(key!("desk.age.overdue"))),
    }
}

/// Whose level an amount needs.
pub fn authority(needed: AuthorityNeeded) -> String {
    let key = match needed.four_eyes {
        true => key!("desk.authority.four_eyes"),
        false => key!("desk.authority.level"),
    };
    tf(key, &[("n", &needed.level.0.to_string())])
}

/// Why the person may not, in a sentence.
pub fn refusal(refusal: Refusal) -> String {
    refused("refusals", refusal)
}

/// The same in two words, for a table.
pub fn short_refusal(refusal: Refusal) -> String {
    refused("desk.short", refusal)
}

fn refused(group: &str, refusal: Refusal) -> String {
    let key = format!("{group}.{}", refusal.as_str());
    match refusal {
        Refusal::AboveAuthority { needed } => tf(&key, &[("needed", &needed.0.to_string())]),
        _ => t(&key).to_owned(),
    }
}

/// What a record is about, in words: the product's name, the type of loss.
pub fn subject(kind: RecordKind, subject: &str, catalogue: Option<&Arc<Catalogue>>) -> String {
    match kinds::of(kind).subject {
        Subject::Choice(set) => choice_text(language(), set.name, subject)
            .unwrap_or(subject)
            .to_owned(),
        Subject::Product => product(subject, catalogue),
        Subject::None => subject.to_owned(),
    }
}

/// The product's name; its code while the catalogue is not there or does not know it.
pub fn product(code: &str, catalogue: Option<&Arc<Catalogue>>) -> String {
    let name = catalogue.and_then(|catalogue| product_text(language(), catalogue, code));
    name.unwrap_or_else(|| code.to_owned())
}

/// An amount in yuan with separators; nothing if there is none.
pub fn amount(amount: Option<Money>) -> String {
    amount
        .map(|amount| with_separators(&amount.to_string()))
        .unwrap_or_default()
}

/// What was decided: "A-0001 accepted".
pub fn decided(decided: &KeptDecision) -> String {
    let first_of_two = decided.read.first_of_two;
    let key = match decided.request.decision {
        Decision::Accept {} if first_of_two => key!("desk.undo.approved"),
        Decision::Accept {} => key!("desk.undo.accepted"),
        Decision::Reject { .. } if first_of_two => key!("desk.undo.rejection_proposed"),
        Decision::Reject { .. } => key!("desk.undo.rejected"),
        Decision::Reopen { .. } => key!("desk.undo.reopened"),
        Decision::Query { .. } => key!("desk.undo.queried"),
    };
    with_number(key, decided)
}

/// The same for screen readers, with the way back.
pub fn decided_said(made: &KeptDecision) -> String {
    untrack(|| tf(key!("desk.undo.said"), &[("decided", &decided(made))]))
}

/// That a decision was taken back.
pub fn undone_said(made: &KeptDecision) -> String {
    untrack(|| with_number(key!("desk.undo.undone"), made))
}

/// That the time to take a decision back at once is over, while these wait for the server.
pub fn too_late(waiting: &[KeptDecision]) -> String {
    let key = match waiting {
        [] => key!("desk.undo.too_late"),
        some if some.iter().any(KeptDecision::may_be_taken_back) => key!("desk.undo.not_sent"),
        _ => key!("desk.undo.on_its_way"),
    };
    untrack(|| t(key).to_owned())
}

/// `key` with the number of the case.
pub fn with_number(key: &str, decided: &KeptDecision) -> String {
    tf(key, &[("number", decided.number.as_str())])
}

/// What is left where a list ends; of a next case nothing is said.
pub fn end_of_list(next: Next) -> String {
    untrack(|| match next {
        Next::Case(_) => String::new(),
        Next::Elsewhere(left) => {
            let n = left.to_string();
            tf(key!("desk.queue.finished_here"), &[("n", &n)])
        }
        Next::Nothing => t(key!("desk.queue.finished")).to_owned(),
        Next::Unknown => t(key!("desk.queue.finished_unknown")).to_owned(),
    })
}

/// What somebody did to a case: the step by its name in `states.step`.
pub fn step_by(name: &str, step: &str) -> String {
    let step = t_of("states.step", step);
    tf(
        key!("desk.case.changed_steps"),
        &[("name", name), ("step", step)],
    )
}

/// That the rules find this, and did not before.
pub fn newly_found(finding: &str) -> String {
    tf(key!("desk.case.changed_found"), &[("finding", finding)])
}

/// The name of the colleague who has the case, if that is what was in the way.
fn taken_over_by(problem: &Problem) -> Option<&str> {
    let found = problem.findings.iter();
    let mut held = found.filter(|finding| finding.code.as_str() == "held_by_another");
    held.find_map(|finding| finding.params.get("name"))
        .map(String::as_str)
}

/// Why a request brought nothing: a refusal has a text of its own, with what it needs.
pub fn api_error(error: &ApiError) -> String {
    let ApiError::Problem(problem) = error else {
        return t(&error.text_key()).to_owned();
    };
    if let Some(name) = taken_over_by(problem) {
        return tf(key!("desk.held_by.refused"), &[("name", name)]);
    }
    let Some(text) = lookup(language(), &format!("refusals.{}", problem.code)) else {
        return t(&error.text_key()).to_owned();
    };
    let params = problem.findings.iter().flat_map(|finding| &finding.params);
    fill(
        text,
        params.map(|(name, value)| (name.as_str(), value.as_str())),
    )
}
