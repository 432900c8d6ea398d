//! What one more case would change (domain, 5.8): the difference of two statements.
//!
//! The case is taken as issued on the first day of the month on which the agent is under contract,
//! with its first-year premium paid, the cooling-off period over and every document in by the
//! close, so that the statement shows what it can bring. Nothing is asked of a network.
//!
//! ```
//! use shared::commission::{Item, MoreCase, example, what_if};
//! let case = MoreCase { insured: None, lines: vec![example::line("5000.00")] };
//! let answer =
//!     what_if(&example::facts(), &example::rules(), example::AGENT, "2026-01".parse()?, &case);
//! // 2,000.00 more commission lifts the month to 6,000.00, and so the production bonus from 5 to 8 %
//! let bonus = answer.changes.iter().find(|change| change.item == Item::ProductionBonus);
//! let amounts = bonus.map(|change| (change.was.to_string(), change.now.to_string()));
//! assert_eq!(amounts, Some(("200.00".into(), "480.00".into())));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::calculate;
use super::totals::Totals;
use crate::commission::ledger::difference::{Difference, Line, differences};
use crate::commission::posting::entry::{Item, Kind, Subject};
use crate::commission::posting::trace::Trace;
use crate::commission::tables::close::close_of;
use crate::commission::tables::rules::Rules;
use crate::facts::{
    Fact, FactId, FactKind, History, InsuredKey, Issued, NotAName, PolicyEvent, PolicyEventKind,
    PolicyLine, PolicyNumber, Premium,
};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One more case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoreCase {
    /// Who would be insured: a replacement counts only if it is known. Somebody new unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured: Option<InsuredKey>,
    /// Its products.
    pub lines: Vec<PolicyLine>,
}

/// What a case would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The sums as they are.
    pub before: Totals,
    /// The sums as they would be.
    pub after: Totals,
    /// The lines that would differ.
    pub changes: Vec<Change>,
}

/// A line that would differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What the line does.
    pub kind: Kind,
    /// What it is for.
    pub item: Item,
    /// What it stands on.
    pub subject: Subject,
    /// How much it is; zero if there is none.
    pub was: Money,
    /// How much it would be; zero if there would be none.
    pub now: Money,
    /// Why it would be that much; why it was, if it would be gone.
    pub trace: Trace,
}

/// What an agent's statement of a month would be with one more case.
pub fn what_if(
    facts: &[Fact],
    rules: &Rules,
    agent: PersonId,
    month: Month,
    case: &MoreCase,
) -> WhatIf {
    let before = calculate(facts, rules, agent, month);
    let joined_on =
        History::known_by(facts, close_of(rules, month)).joined_on(agent, month.last_day());
    let issued_on = joined_on.map_or(month.first_day(), |day| day.max(month.first_day()));
    let more = case_facts(agent, issued_on, case).unwrap_or_default();
    let more: Vec<Fact> = facts.iter().cloned().chain(more).collect();
    let after = calculate(&more, rules, agent, month);
    let differences = differences(before.entries.iter(), after.entries.iter());
    let changes = differences.into_iter().map(Change::from).collect();
    WhatIf {
        before: before.totals,
        after: after.totals,
        changes,
    }
}

impl From<Difference> for Change {
    fn from(
        Difference {
            line,
            was,
            now,
            trace,
        }: Difference,
    ) -> Self {
        let Line {
            kind,
            item,
            subject,
            ..
        } = line;
        Self {
            kind,
            item,
            subject,
            was,
            now,
            trace,
        }
    }
}

/// The facts of a case that went well.
fn case_facts(agent: PersonId, on: NaiveDate, case: &MoreCase) -> Result<Vec<Fact>, NotAName> {
    let policy: PolicyNumber = "what-if".parse()?;
    let insured = case.insured.clone().map_or_else(|| "what-if".parse(), Ok)?;
    let (application, effective_on, lines) = (None, on, case.lines.clone());
    let number = policy.clone();
    let issued = Issued {
        policy: number,
        application,
        agent,
        insured,
        effective_on,
        lines,
    };
    let premiums = issued
        .numbered_lines()
        .map(|line| (on, first_premium(&policy, line, on)));
    let premiums: Vec<(NaiveDate, FactKind)> = premiums.collect();
    let happened = core::iter::once((on, FactKind::Issued(issued))).chain(premiums);
    let fact = |(number, (on, what))| {
        let id: FactId = format!("what-if/{number}").parse()?;
        Ok(Fact {
            on,
            id,
            known: None,
            what,
        })
    };
    happened
        .chain(papers(&policy, on))
        .enumerate()
        .map(fact)
        .collect()
}

/// Delivered on the first of the month, so that the cooling-off period is over by its close, and
/// both documents in.
fn papers(policy: &PolicyNumber, on: NaiveDate) -> impl Iterator<Item = (NaiveDate, FactKind)> {
    let events = [
        PolicyEventKind::Delivered,
        PolicyEventKind::ReceiptReturned,
        PolicyEventKind::CalledBack,
    ];
    let first_day = Month::of(on).first_day();
    events.into_iter().map(move |event| {
        (
            first_day,
            FactKind::PolicyEvent(PolicyEvent {
                policy: policy.clone(),
                event,
            }),
        )
    })
}

fn first_premium(
    policy: &PolicyNumber,
    (number, line): (u16, &PolicyLine),
    due_on: NaiveDate,
) -> FactKind {
    let (policy, product) = (policy.clone(), line.product.clone());
    FactKind::Premium(Premium {
        policy,
        product,
        line: Some(number),
        due_on,
        amount: line.premium,
    })
}
