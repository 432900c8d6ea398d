//! What our own records say of the insured: what the office refused, what was claimed, what is held; above
//! all where an answer says otherwise.

use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::input;
use crate::kinds::application::parties;
use crate::money::Money;
use crate::record::RecordKind;
use crate::rules::Context;
use crate::rules::other_record::{Decided, MOST_NAMED, OtherRecord, named};
use crate::rules::party::{Party, insured_of};

/// What is lost there says nothing of the person.
const LOSSES_OF_THINGS: [&str; 3] = ["motor", "property", "liability"];

/// Warnings for the desk.
pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let parties = parties(answers);
    let Some(insured) = insured_of(&parties) else {
        return;
    };
    let others = context.others.iter();
    let theirs = || others.clone().filter(move |other| other.is_of(insured));
    let refused = theirs().filter_map(|other| refused(answers, other, context));
    findings.extend(refused.take(MOST_NAMED));
    let claimed = theirs().filter_map(|other| claimed(answers, other, context));
    findings.extend(claimed.take(MOST_NAMED));
    findings.extend(held(answers, insured, theirs(), context));
}

/// An application of the same insured that the office refused. Whoever is asked whether they were declined
/// knows of it once it is decided, and only of what is about them.
fn refused(answers: &Answers, other: &OtherRecord, context: &Context<'_>) -> Option<Finding> {
    let path = "health.declined_before";
    let (
        RecordKind::Application,
        Some(Decided::Rejected {
            reason,
            declines,
            on,
        }),
    ) = (other.kind, &other.decided)
    else {
        return None;
    };
    let is_denied = answers.is(path, "no") && *declines && *on <= context.today;
    let code = if is_denied {
        "refusal_denied"
    } else {
        "refused_here"
    };
    let finding = Finding::warning(code, path);
    Some(
        finding
            .with("number", &other.number)
            .with("on", on)
            .with("reason", reason),
    )
}

/// A claim report of the same insured, whatever became of it.
fn claimed(answers: &Answers, other: &OtherRecord, context: &Context<'_>) -> Option<Finding> {
    let path = "health.claimed_before";
    let loss = other.loss.as_ref()?;
    if LOSSES_OF_THINGS.contains(&loss.kind.as_str()) {
        return None;
    }
    let is_denied = answers.is(path, "no") && other.captured_on <= context.today;
    let code = if is_denied {
        "claim_denied"
    } else {
        "claimed_here"
    };
    let finding = Finding::warning(code, path);
    Some(
        finding
            .with("number", &other.number)
            .with("on", loss.occurred_at.date())
            .with("loss", &loss.kind),
    )
}

/// Cover held is said to be none, and there is some: policies of the client book, applications that
/// were accepted.
fn held<'a>(
    answers: &Answers,
    insured: &Party,
    theirs: impl Iterator<Item = &'a OtherRecord>,
    context: &'a Context<'_>,
) -> Option<Finding> {
    let path = "needs.cover_held";
    let (_, document) = insured.identity.as_ref()?.of_person();
    let is_none = read::money_at(answers, path)? == Money::ZERO;
    let book = context.policies.unwrap_or_default().iter();
    let policies = book.filter(|policy| {
        policy.in_force && input::compact(&policy.insured_identity_number).starts_with(document)
    });
    let accepted = theirs.filter(|other| {
        other.kind == RecordKind::Application && other.decided == Some(Decided::Accepted)
    });
    let policies = policies.map(|policy| policy.number.as_str());
    let numbers: Vec<&str> = policies
        .chain(accepted.map(|other| other.number.as_str()))
        .collect();
    (is_none && !numbers.is_empty())
        .then(|| Finding::warning("cover_held_denied", path).with("numbers", named(&numbers)))
}
