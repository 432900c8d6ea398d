//! From facts in any order to the life of each policy.

use super::{PolicyLife, Terms};
use crate::commission::{
    Dated, Fact, Gates, HappenedTo, History, Issued, PolicyHistory, PolicyNumber, What,
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
/// policy, or one that cannot have happened, is a finding.
pub fn policies(facts: &[Fact], day: NaiveDate, gates: &Dated<Gates>) -> Policies {
    let history = History::known_by(facts, day);
    let mut findings = issue_findings(&history);
    let lives = history
        .policies()
        .filter(|policy| policy.issued_on <= day)
        .map(|policy| life(policy, day, gates, &mut findings))
        .collect();
    findings.sort();
    findings.dedup();
    Policies { lives, findings }
}

fn life(
    policy: &PolicyHistory<'_>,
    day: NaiveDate,
    gates: &Dated<Gates>,
    findings: &mut Vec<Finding>,
) -> PolicyLife {
    let number = &policy.issued.policy;
    let terms = Terms::of(policy.issued_on, gates);
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
fn in_order(policy: &PolicyHistory<'_>, day: NaiveDate) -> Vec<(NaiveDate, HappenedTo)> {
    let happened = policy.events.iter().filter(|(on, _)| *on <= day);
    let mut events: Vec<_> = happened.copied().collect();
    events.sort_by_key(|&(on, event)| (on, ends(event), event));
    events.dedup();
    events
}

/// Whether it comes last on its day.
const fn ends(event: HappenedTo) -> bool {
    !matches!(
        event,
        HappenedTo::Delivered
            | HappenedTo::ReceiptReturned
            | HappenedTo::CalledBack
            | HappenedTo::Lapsed
            | HappenedTo::Reinstated
    )
}

/// Policies issued twice with different words, and events of policies that never were.
fn issue_findings(history: &History<'_>) -> Vec<Finding> {
    let mut issued: BTreeMap<&PolicyNumber, (NaiveDate, &Issued)> = BTreeMap::new();
    let mut findings = Vec::new();
    for fact in history.facts() {
        if let What::Issued(issue) = &fact.what {
            let first = *issued.entry(&issue.policy).or_insert((fact.on, issue));
            if first != (fact.on, issue) {
                let finding = Finding::error("policy_issued_twice", issue.policy.as_str());
                findings.push(finding.with("on", fact.on).with("limit", first.0));
            }
        }
    }
    let unknown = history
        .facts()
        .iter()
        .filter_map(|fact| Some((fact.on, about(&fact.what)?)))
        .filter(|(_, policy)| !issued.contains_key(policy))
        .map(|(on, policy)| Finding::error("policy_not_issued", policy.as_str()).with("on", on));
    findings.extend(unknown);
    findings
}

/// The policy something happened to.
const fn about(what: &What) -> Option<&PolicyNumber> {
    match what {
        What::Premium(premium) => Some(&premium.policy),
        What::PolicyEvent(event) => Some(&event.policy),
        What::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}
