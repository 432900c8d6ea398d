//! From facts in any order to the life of each policy.

use super::{PolicyLife, Terms};
use crate::facts::{
    Fact, FactKind, History, Issued, PolicyEventKind, PolicyHistory, PolicyNumber, Received,
};
use crate::finding::Finding;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// All policies on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    /// By number.
    pub lives: Vec<PolicyLife>,
    /// What cannot have happened, sorted; its path is the policy's number.
    pub findings: Vec<Finding>,
}

/// Every policy as the office knows it at the end of a day.
///
/// Facts may come in any order and twice; what was retracted does not count. An event without its
/// policy, or one that cannot have happened, is a finding. `cooling_off_days` says how long the cooling-off period
/// is of a policy issued on a day.
pub fn policies(
    facts: &[Fact],
    day: NaiveDate,
    cooling_off_days: impl Fn(NaiveDate) -> u16,
) -> Policies {
    let history = History::known_by(facts, day);
    let mut findings = issue_findings(&history);
    let lives = history
        .policies()
        .filter(|policy| policy.issued_on <= day)
        .map(|policy| {
            let terms = Terms::of(policy.issued_on, cooling_off_days(policy.issued_on));
            life(policy, day, terms, &mut findings)
        })
        .collect();
    findings.sort();
    findings.dedup();
    Policies { lives, findings }
}

fn life(
    policy: &PolicyHistory<'_>,
    day: NaiveDate,
    terms: Terms,
    findings: &mut Vec<Finding>,
) -> PolicyLife {
    let number = &policy.issued.policy;
    let issued = PolicyLife::issued(number.clone(), policy.issued_on, terms);
    let events = in_order(policy, day);
    events.into_iter().fold(issued, |life, (on, event)| {
        life.after(event, on).unwrap_or_else(|impossible| {
            findings.push(impossible.finding(number, event, on));
            life
        })
    })
}

/// What happened by a day, each thing once a day; on the same day in the order in which it can happen.
fn in_order(policy: &PolicyHistory<'_>, day: NaiveDate) -> Vec<(NaiveDate, PolicyEventKind)> {
    let happened = policy.events.iter().filter(|(on, _)| *on <= day);
    let mut events: Vec<_> = happened.copied().collect();
    events.sort_by_key(|&(on, event)| (on, ends(event), event));
    events.dedup();
    events
}

/// Whether it comes last on its day.
const fn ends(event: PolicyEventKind) -> bool {
    !matches!(
        event,
        PolicyEventKind::Delivered
            | PolicyEventKind::ReceiptReturned
            | PolicyEventKind::CalledBack
            | PolicyEventKind::Lapsed
            | PolicyEventKind::Reinstated
    )
}

/// Issues and premiums told twice, and what happened to policies that never were.
fn issue_findings(history: &History<'_>) -> Vec<Finding> {
    let issued: BTreeMap<&PolicyNumber, &PolicyHistory<'_>> = history
        .policies()
        .map(|policy| (&policy.issued.policy, policy))
        .collect();
    let facts = history.facts().iter();
    let mut findings: Vec<Finding> = facts
        .filter_map(|fact| match &fact.what {
            FactKind::Issued(issue) => issued_again(fact.on, issue, issued.get(&issue.policy)?),
            what => {
                let policy = about(what).filter(|policy| !issued.contains_key(policy))?;
                Some(Finding::error("policy_not_issued", policy.as_str()).with("on", fact.on))
            }
        })
        .collect();
    let policies = history.policies();
    findings.extend(policies.flat_map(|policy| policy.repeated.iter().map(received_again)));
    findings
}

/// An issue that was told after the one that counts: harmless, if it says the same.
fn issued_again(on: NaiveDate, issue: &Issued, counts: &PolicyHistory<'_>) -> Option<Finding> {
    let number = issue.policy.as_str();
    let finding = match (on, issue) == (counts.issued_on, counts.issued) {
        _ if core::ptr::eq(issue, counts.issued) => return None,
        true => Finding::warning("policy_issue_repeated", number),
        false => Finding::error("policy_issued_twice", number),
    };
    Some(finding.with("on", on).with("limit", counts.issued_on))
}

/// A premium that was told after the one that counts: harmless, if it says the same.
fn received_again((again, counts): &(Received<'_>, Received<'_>)) -> Finding {
    let (premium, told) = (again.premium, counts.premium);
    let finding = match premium.amount == told.amount {
        true => Finding::warning,
        false => Finding::error,
    };
    finding("policy_premium_repeated", premium.policy.as_str())
        .with("product", &premium.product)
        .with("due_on", premium.due_on)
        .with("amount", premium.amount)
        .with("fact", again.fact)
        .with("limit", counts.fact)
}

/// The policy something happened to.
const fn about(what: &FactKind) -> Option<&PolicyNumber> {
    match what {
        FactKind::Premium(premium) => Some(&premium.policy),
        FactKind::PolicyEvent(event) => Some(&event.policy),
        FactKind::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}
