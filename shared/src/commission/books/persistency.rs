//! 13-month persistency (13个月继续率; domain, 6): premium received at month 13 of a cohort / cohort premium.
//!
//! The cohort is the long-term policies that took effect in certain months, with what their
//! regular products cost a year. Of a product is kept what was received of the premium due in month 13, by
//! its due date and the days of grace: 750.00 of 1,000.00 is 75 %. Of instalments the one of month 13 is
//! set against the last one of the first year. Left out are single premiums, and policies withdrawn in
//! the cooling-off period, ended by a claim, or moved.

use crate::commission::tables::rate::share;
use crate::facts::{History, PolicyEventKind, PolicyHistory, PolicyLine, PolicyNumber, Received};
use crate::money::Money;
use crate::month::{Month, contract_year, full_months};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A cohort and what was kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// First month of effect.
    pub from: Month,
    /// Last month of effect.
    pub to: Month,
    /// Yearly premium of the cohort.
    pub premium: Money,
    /// Yearly premium of it that was kept in month 13.
    pub kept: Money,
    /// The policies of the cohort.
    pub policies: Vec<PolicyNumber>,
    /// Those of them of which anything was kept.
    pub kept_policies: Vec<PolicyNumber>,
}

/// Which policies belong to a cohort, and how long a premium may take.
#[derive(Debug, Clone, Copy)]
pub struct CohortOf {
    /// First month of effect.
    pub from: Month,
    /// Last month of effect.
    pub to: Month,
    /// Days after the due date in which a premium still counts.
    pub grace_days: u16,
    /// Only what happened by this day counts.
    pub by: NaiveDate,
}

/// The cohort among the policies that `belongs` lets in.
pub fn cohort(history: &History, of: CohortOf, belongs: impl Fn(&PolicyHistory) -> bool) -> Cohort {
    cohort_among(history.policies().filter(|policy| belongs(policy)), of)
}

/// The cohort among these policies.
pub(in crate::commission) fn cohort_among<'h, 'f: 'h>(
    policies: impl Iterator<Item = &'h PolicyHistory<'f>>,
    of: CohortOf,
) -> Cohort {
    let CohortOf { from, to, .. } = of;
    let (premium, kept) = (Money::ZERO, Money::ZERO);
    let mut cohort = Cohort {
        from,
        to,
        premium,
        kept,
        policies: vec![],
        kept_policies: vec![],
    };
    for policy in policies.filter(|policy| of.admits(policy)) {
        let lines = policy.issued.numbered_lines();
        let regular: Vec<_> = lines.filter(|(_, line)| line.is_regular()).collect();
        let kept: Money = regular.iter().map(|line| of.kept(policy, *line)).sum();
        let number = &policy.issued.policy;
        cohort.premium += regular.iter().map(|(_, line)| line.premium).sum();
        cohort.kept += kept;
        cohort
            .policies
            .extend(regular.first().map(|_| number.clone()));
        let is_kept = kept > Money::ZERO;
        cohort.kept_policies.extend(is_kept.then(|| number.clone()));
    }
    cohort
}

impl CohortOf {
    fn admits(self, policy: &PolicyHistory) -> bool {
        let left_out = [
            PolicyEventKind::Withdrawn,
            PolicyEventKind::ClaimTerminated,
            PolicyEventKind::Moved,
        ];
        let month = Month::of(policy.issued.effective_on);
        policy.issued.is_long_term()
            && self.from <= month
            && month <= self.to
            && policy.issued_on <= self.by
            && !left_out
                .iter()
                .any(|event| policy.first(*event, self.by).is_some())
    }

    /// The yearly premium of a product line that was kept.
    fn kept(self, policy: &PolicyHistory, (number, line): (u16, &PolicyLine)) -> Money {
        let of_line = |received: &&Received| {
            let found = policy.issued.line_of(received.premium);
            found.is_ok_and(|(found, _)| found == number)
        };
        let received = policy.premiums.iter().filter(of_line);
        let month_13 = received
            .clone()
            .filter(|received| self.is_month_13(policy, received));
        let paid: Money = month_13.map(|received| received.premium.amount).sum();
        let due = instalment(policy, received)
            .unwrap_or(line.premium)
            .min(line.premium);
        share(line.premium, paid.min(due).fen(), due.fen())
    }

    fn is_month_13(self, policy: &PolicyHistory, received: &Received) -> bool {
        let due_on = received.premium.due_on;
        let grace_ends = due_on.checked_add_days(Days::new(self.grace_days.into()));
        full_months(policy.issued.effective_on, due_on) == 12
            && received.on <= self.by
            && grace_ends.is_none_or(|end| received.on <= end)
    }
}

/// What falls due at once: the last premium of the first policy year.
fn instalment<'r, 'f: 'r>(
    policy: &PolicyHistory,
    received: impl Iterator<Item = &'r Received<'f>>,
) -> Option<Money> {
    let premiums = received.map(|received| received.premium);
    let first_year = premiums.filter(|p| contract_year(policy.issued.effective_on, p.due_on) == 1);
    let last = first_year.max_by_key(|premium| premium.due_on)?;
    Some(last.amount)
}
