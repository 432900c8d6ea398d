//! Facts that lead nowhere: what they speak of is not known, or cannot be so.

use super::{Attendance, Fact, FactId, FactKind, History, Target};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A policy was sold by or given to somebody who was not under contract on that day.
const FACT_AGENT_NOT_CONTRACTED: &str = "fact_agent_not_contracted";
/// A fact about somebody of whom no contract is known.
const FACT_AGENT_UNKNOWN: &str = "fact_agent_unknown";
/// A month's attendance was told, and sessions of that month are known besides.
const FACT_ATTENDANCE_OF_BOTH: &str = "fact_attendance_of_both";
/// More sessions attended than there were.
const FACT_ATTENDED_MORE: &str = "fact_attended_more";
/// A premium that is not above zero.
const FACT_PREMIUM_NOT_POSITIVE: &str = "fact_premium_not_positive";
/// A retraction of what was never told.
const FACT_RETRACTS_NOTHING: &str = "fact_retracts_nothing";
/// Two facts with one id: only the earlier one counts.
const FACT_TOLD_DIFFERENTLY: &str = "fact_told_differently";

/// Every code of [`loose_ends()`], sorted.
pub const LOOSE_ENDS: &[&str] = &[
    FACT_AGENT_NOT_CONTRACTED,
    FACT_AGENT_UNKNOWN,
    FACT_ATTENDANCE_OF_BOTH,
    FACT_ATTENDED_MORE,
    FACT_PREMIUM_NOT_POSITIVE,
    FACT_RETRACTS_NOTHING,
    FACT_TOLD_DIFFERENTLY,
];

/// The facts known on a day that lead nowhere, by id; the path of a finding is the fact's id. What
/// concerns policies alone is told by [`policies`](crate::policy::policies).
///
/// ```
/// use shared::commission::example;
/// use shared::facts::loose_ends;
/// let day = "2026-12-31".parse().unwrap_or_default();
/// assert_eq!(loose_ends(&example::facts(), day), []);
/// // without the first fact nobody has joined
/// let findings = loose_ends(&example::facts()[1..], day);
/// assert_eq!(findings[0].code.as_str(), "fact_agent_unknown");
/// ```
pub fn loose_ends(facts: &[Fact], day: NaiveDate) -> Vec<Finding> {
    let history = History::known_by(facts, day);
    let told = facts.iter().filter(|fact| fact.known_on() <= day);
    let ids: BTreeSet<&FactId> = told.clone().map(|fact| &fact.id).collect();
    let known = history.facts().iter().copied();
    let mut findings: Vec<Finding> = known
        .clone()
        .filter_map(|fact| loose_end(fact, &history, &ids))
        .collect();
    let counted: BTreeSet<&Fact> = known.collect();
    let counted_ids: BTreeSet<&FactId> = counted.iter().map(|fact| &fact.id).collect();
    let differs = |fact: &&Fact| counted_ids.contains(&fact.id) && !counted.contains(*fact);
    findings.extend(
        told.filter(differs)
            .map(|fact| Finding::error(FACT_TOLD_DIFFERENTLY, fact.id.as_str())),
    );
    findings.sort();
    findings
}

fn loose_end(fact: &Fact, history: &History, ids: &BTreeSet<&FactId>) -> Option<Finding> {
    let finding = |code| Finding::error(code, fact.id.as_str()).with("on", fact.on);
    let is_known = |agent: PersonId| history.joined_on(agent, NaiveDate::MAX).is_some();
    if let Some(agent) = agents(&fact.what)
        .into_iter()
        .find(|agent| !is_known(*agent))
    {
        return Some(finding(FACT_AGENT_UNKNOWN).with("agent", agent));
    }
    let serves = match &fact.what {
        FactKind::Issued(issued) => Some(issued.agent),
        FactKind::Reassigned(reassigned) => Some(reassigned.agent),
        _ => None,
    };
    if let Some(agent) = serves.filter(|agent| !history.is_contracted(*agent, fact.on)) {
        let finding = Finding::warning(FACT_AGENT_NOT_CONTRACTED, fact.id.as_str());
        return Some(finding.with("on", fact.on).with("agent", agent));
    }
    match &fact.what {
        FactKind::Attendance(of) if of.required < of.attended => Some(
            finding(FACT_ATTENDED_MORE)
                .with("required", of.required)
                .with("attended", of.attended),
        ),
        FactKind::Attendance(of) if !fact.is_derived() => of_both(of, history, fact),
        FactKind::Premium(premium) if premium.amount <= Money::ZERO => {
            Some(finding(FACT_PREMIUM_NOT_POSITIVE).with("amount", premium.amount))
        }
        FactKind::Retracted(retracted) if !ids.contains(&retracted.fact) => {
            Some(finding(FACT_RETRACTS_NOTHING).with("fact", &retracted.fact))
        }
        _ => None,
    }
}

/// Told attendance and that of the sessions are counted together: whoever told it sees what that comes to.
fn of_both(told: &Attendance, history: &History, fact: &Fact) -> Option<Finding> {
    let person = history.person_history(told.agent)?;
    let (last, in_sessions) = person.attendance_by_source(told.month, NaiveDate::MAX);
    let in_sessions = in_sessions.filter(|_| last == Some(told))?;
    let finding = Finding::warning(FACT_ATTENDANCE_OF_BOTH, fact.id.as_str());
    Some(
        finding
            .with("month", told.month)
            .with("told", format!("{}/{}", told.attended, told.required))
            .with(
                "sessions",
                format!("{}/{}", in_sessions.attended, in_sessions.required),
            ),
    )
}

/// The agents that a fact takes for known.
fn agents(what: &FactKind) -> Vec<PersonId> {
    match what {
        FactKind::Joined(joined) => joined.recruiter.into_iter().collect(),
        FactKind::Left(left) => vec![left.agent],
        FactKind::Placed(placed) => vec![placed.agent],
        FactKind::Appointed(appointed) => appointed.leader.into_iter().collect(),
        FactKind::Split(split) => vec![split.nurturer],
        FactKind::Confirmed(confirmed) => vec![confirmed.agent],
        FactKind::Trained(trained) => vec![trained.agent],
        FactKind::Licensed(licensed) => vec![licensed.agent],
        FactKind::Submitted(submitted) => vec![submitted.agent],
        FactKind::Issued(issued) => vec![issued.agent],
        FactKind::Reassigned(reassigned) => vec![reassigned.agent],
        FactKind::Attendance(attendance) => vec![attendance.agent],
        FactKind::Exam(exam) => vec![exam.agent],
        FactKind::Decided(decided) => vec![decided.agent],
        FactKind::Planned(planned) => match planned.target {
            Target::Agent(agent) => vec![agent],
            Target::Unit(_) | Target::Company => vec![],
        },
        FactKind::Rated(_)
        | FactKind::Founded(_)
        | FactKind::Concluded(_)
        | FactKind::Premium(_)
        | FactKind::PolicyEvent(_)
        | FactKind::Session(_)
        | FactKind::Retracted(_) => vec![],
    }
}
