//! Premiums that bring nobody commission, and why. Pay that is not due because of a slip in a contract or an event
//! looks like pay that nobody expected: so each is named, when it is told and in the statement in which it would stand.

use super::policy_accrual::Accruing;
use crate::commission::posting::problems::{
    COMMISSION_AGENT_NOT_CONTRACTED, COMMISSION_AGENT_UNKNOWN, COMMISSION_POLICY_ENDED,
};
use crate::facts::{Fact, FactId, History, PolicyHistory, Received};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::month::Month;
use chrono::NaiveDate;

/// Why a premium brings nobody commission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpaid {
    /// Of who serves the policy no contract is known.
    AgentUnknown,
    /// Who served the policy was not under contract on the day the premium was received.
    NotContracted,
    /// The policy had ended before.
    Ended(NaiveDate),
}

impl Unpaid {
    fn finding(self, received: &Received<'_>, issued_on: NaiveDate) -> Finding {
        let premium = received.premium;
        let code = match self {
            Self::AgentUnknown => COMMISSION_AGENT_UNKNOWN,
            Self::NotContracted => COMMISSION_AGENT_NOT_CONTRACTED,
            Self::Ended(_) => COMMISSION_POLICY_ENDED,
        };
        let finding = Finding::error(code, premium.policy.as_str());
        let finding = finding.with("product", &premium.product);
        match self {
            Self::AgentUnknown => finding.with("on", issued_on),
            Self::NotContracted => named(finding, received),
            Self::Ended(on) => named(finding, received).with("limit", on),
        }
    }
}

fn named(finding: Finding, received: &Received<'_>) -> Finding {
    finding
        .with("due_on", received.premium.due_on)
        .with("on", received.on)
        .with("amount", received.premium.amount)
        .with("fact", received.fact)
}

/// Why a premium brings nobody commission; nothing if it can bring some. One that was received after the client
/// had given the policy up brings none, nor one that fell due after the policy ended otherwise.
pub(super) fn why_unpaid(
    history: &History<'_>,
    policy: &PolicyHistory<'_>,
    received: &Received<'_>,
) -> Option<Unpaid> {
    let agent = policy.agent_on(received.on);
    if history.joined_on(agent, NaiveDate::MAX).is_none() {
        return Some(Unpaid::AgentUnknown);
    }
    if !history.is_contracted(agent, received.on) {
        return Some(Unpaid::NotContracted);
    }
    // What is reinstated on the day itself is in force again.
    let (on, event) = policy.ending(received.on)?;
    let before = received.on.pred_opt().and_then(|day| policy.ending(day));
    match before {
        Some((on, event)) if event.ends_early() => Some(Unpaid::Ended(on)),
        _ => {
            let is_due_after = !event.ends_early() && on < received.premium.due_on;
            is_due_after.then_some(Unpaid::Ended(on))
        }
    }
}

impl Accruing<'_, '_> {
    /// Names the premiums that bring nobody commission: those received in the last month or learned since the close
    /// before it, and all those of somebody unknown, which are a gap until that is filled.
    pub(super) fn look_for_unpaid(&mut self, last: Month) {
        let (policy, closed) = (self.policy, self.close(last.plus(-1)));
        for received in &policy.premiums {
            let Some(unpaid) = why_unpaid(self.history, policy, received) else {
                continue;
            };
            let month = Month::of(received.on);
            let is_new = month == last || received.known > closed;
            if month <= last && (is_new || unpaid == Unpaid::AgentUnknown) {
                let finding = unpaid.finding(received, policy.issued_on);
                self.name(policy.agent_on(received.on), finding);
            }
        }
    }

    /// Names what somebody's pay lacks, once.
    pub(super) fn name(&mut self, agent: PersonId, finding: Finding) {
        let problem = (agent, finding);
        if !self.accrual.problems.contains(&problem) {
            self.accrual.problems.push(problem);
        }
    }
}

/// Of these facts the premiums that bring nobody commission, each with the id of its fact.
pub fn unpaid(facts: &[Fact], day: NaiveDate) -> Vec<(FactId, Finding)> {
    let history = History::known_by(facts, day);
    let mut unpaid = vec![];
    for policy in history.policies() {
        for received in &policy.premiums {
            if let Some(why) = why_unpaid(&history, policy, received) {
                let finding = why.finding(received, policy.issued_on);
                unpaid.push((received.fact.clone(), finding));
            }
        }
    }
    unpaid
}
