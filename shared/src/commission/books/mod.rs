//! The books as they stand with what is known on a day: what every policy accrues, everybody's
//! first-year commission month by month, and what follows from it.

pub(super) mod figures;
pub(super) mod late_impact;
pub(super) mod persistency;

use crate::commission::accrual::policy_accrual::{Accruing, PolicyAccrual};
use crate::commission::accrual::replacement::replacements;
use crate::commission::posting::trace::{Part, Step};
use crate::commission::tables::close::close_of;
use crate::commission::tables::rules::Rules;
use crate::facts::{Fact, History, PolicyHistory, PolicyNumber};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use late_impact::LateImpact;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The books up to a month. The months in them are as they would be if what is known had been
/// known all along; [`super::ledger()`] turns that into entries and corrections.
#[derive(Debug)]
pub struct Books<'f> {
    history: History<'f>,
    rules: &'f Rules,
    counted: BTreeMap<(PersonId, Month), Money>,
    recruits: BTreeMap<PersonId, Vec<PersonId>>,
    accruals: BTreeMap<&'f PolicyNumber, Arc<PolicyAccrual>>,
    known_by: NaiveDate,
    through: Month,
}

impl<'f> Books<'f> {
    /// The books up to a month, as known at its close.
    pub fn at_close(facts: &'f [Fact], rules: &'f Rules, month: Month) -> Self {
        Self::known_by(facts, rules, close_of(rules, month), month)
    }

    /// The books up to a month, with what is known on a day.
    pub fn known_by(facts: &'f [Fact], rules: &'f Rules, day: NaiveDate, through: Month) -> Self {
        let history = History::known_by(facts, day);
        let accruals = accruals(&history, rules, day, through);
        Self::of(history, rules, accruals, day, through)
    }

    /// Earlier books: only what late facts changed since is accrued anew; the rest is as these books have it.
    pub(in crate::commission) fn earlier(
        &self,
        since: &LateImpact<'f>,
        day: NaiveDate,
        through: Month,
    ) -> Self {
        let mut history = History::of(since.facts(), day);
        let mut accruals = accruals(&history, self.rules, day, through);
        let policies = self.history.shared_policies().iter();
        let untouched = policies
            .filter(|(number, policy)| policy.issued_on <= day && !since.has(number))
            .map(|(number, policy)| (*number, Arc::clone(policy)));
        history.take_in(untouched);
        let others = self.accruals.iter();
        let others = others.filter(|(number, _)| {
            history.shared_policies().contains_key(*number) && !since.has(number)
        });
        let others: Vec<_> = others
            .map(|(number, accrual)| (*number, Arc::clone(accrual)))
            .collect();
        accruals.extend(others);
        Self::of(history, self.rules, accruals, day, through)
    }

    fn of(
        history: History<'f>,
        rules: &'f Rules,
        accruals: BTreeMap<&'f PolicyNumber, Arc<PolicyAccrual>>,
        known_by: NaiveDate,
        through: Month,
    ) -> Self {
        let mut books = Self {
            counted: counted(&accruals, through),
            recruits: recruits(&history),
            history,
            rules,
            accruals,
            known_by,
            through,
        };
        books.counted.retain(|_, amount| !amount.is_zero());
        books
    }

    /// What the policies accrued that somebody sold or was given, by number.
    pub(in crate::commission) fn accruals_of(
        &self,
        agent: PersonId,
    ) -> impl Iterator<Item = &PolicyAccrual> {
        let policies = self.history.policies_of(agent);
        policies.filter_map(|policy| {
            let accrual = self.accruals.get(&policy.issued.policy);
            accrual.map(|accrual| &**accrual)
        })
    }

    /// Whom somebody recruited.
    pub(in crate::commission) fn recruits_of(&self, agent: PersonId) -> &[PersonId] {
        self.recruits.get(&agent).map_or(&[], Vec::as_slice)
    }

    /// The last month in them.
    pub const fn through(&self) -> Month {
        self.through
    }

    /// The close of a month, or the day up to which everything is known, if that is earlier: the
    /// gates cannot look ahead.
    pub fn close(&self, month: Month) -> NaiveDate {
        close_of(self.rules, month).min(self.known_by)
    }

    /// What is known.
    pub const fn history(&self) -> &History<'f> {
        &self.history
    }

    /// The rules the books are kept by.
    pub const fn rules(&self) -> &'f Rules {
        self.rules
    }

    /// The day up to which everything is known.
    pub const fn known_until(&self) -> NaiveDate {
        self.known_by
    }

    /// First-year commission of an agent that counts in a month, held or not.
    pub fn first_year_commission(&self, agent: PersonId, month: Month) -> Money {
        self.counted
            .get(&(agent, month))
            .copied()
            .unwrap_or_default()
    }

    /// The same of several agents, and the step that shows it.
    pub(in crate::commission) fn first_year_commission_of(
        &self,
        agents: &[PersonId],
        month: Month,
    ) -> (Money, Step) {
        let part = |agent: &PersonId| {
            let amount = self.first_year_commission(*agent, month);
            Part {
                agent: *agent,
                amount,
            }
        };
        let parts: Vec<Part> = agents.iter().map(part).collect();
        let amount = parts.iter().map(|part| part.amount).sum();
        (
            amount,
            Step::FirstYearCommission {
                month,
                amount,
                parts,
            },
        )
    }

    /// What could not be computed on the policies that an agent sold, or of what would have been theirs.
    pub fn problems(&self, agent: PersonId) -> Vec<Finding> {
        let policies = self.history.policies_of(agent);
        let problems = policies.flat_map(|policy| {
            let is_sold = policy.issued.agent == agent;
            let accrual = self.accruals.get(&policy.issued.policy);
            let problems = accrual.into_iter().flat_map(|accrual| &accrual.problems);
            problems.filter(move |(whose, _)| is_sold || *whose == agent)
        });
        problems.map(|(_, finding)| finding.clone()).collect()
    }
}

fn accruals<'f>(
    history: &History<'f>,
    rules: &Rules,
    known_by: NaiveDate,
    through: Month,
) -> BTreeMap<&'f PolicyNumber, Arc<PolicyAccrual>> {
    let replaced = replacements(history, rules);
    let accrual = |policy: &PolicyHistory<'f>| {
        let number = &policy.issued.policy;
        let replaced = replaced.get(number).map_or(&[][..], Vec::as_slice);
        let accruing = Accruing::new(rules, history, policy, replaced, known_by);
        (number, Arc::new(accruing.to(through)))
    };
    history.policies().map(accrual).collect()
}

fn counted(
    accruals: &BTreeMap<&PolicyNumber, Arc<PolicyAccrual>>,
    through: Month,
) -> BTreeMap<(PersonId, Month), Money> {
    let mut sums = BTreeMap::new();
    let counted = accruals.values().flat_map(|accrual| &accrual.counted);
    for counted in counted.filter(|counted| counted.month <= through) {
        *sums
            .entry((counted.agent, counted.month))
            .or_insert(Money::ZERO) += counted.amount;
    }
    sums
}

fn recruits(history: &History) -> BTreeMap<PersonId, Vec<PersonId>> {
    let mut recruits: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for (recruit, _) in history.people() {
        if let Some(recruiter) = history.recruiter_of(recruit, NaiveDate::MAX) {
            recruits.entry(recruiter).or_default().push(recruit);
        }
    }
    recruits
}
