//! 13-month persistency (13个月继续率; domain, 6): premium received at month 13 of a cohort / cohort premium.
//!
//! The cohort is the long-term policies that took effect in certain months, with what their
//! regular products cost a year. A product is kept if its first premium of policy year 2 was
//! received by its due date and the days of grace. Left out are single premiums, and policies
//! withdrawn in the cooling-off period, ended by a claim, or moved.

use super::facts::{HappenedTo, PolicyLine};
use super::history::{History, PolicyHistory, Received};
use super::name::PolicyNumber;
use crate::money::Money;
use crate::month::{Month, full_months};
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
    /// Yearly premium of it for which month 13 was paid.
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
pub(super) fn cohort_among<'h, 'f: 'h>(
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
        let regular = || policy.issued.lines.iter().filter(|line| line.is_regular());
        let kept: Vec<&PolicyLine> = regular().filter(|line| of.keeps(policy, line)).collect();
        let number = &policy.issued.policy;
        cohort.premium += regular().map(|line| line.premium).sum();
        cohort.kept += kept.iter().map(|line| line.premium).sum();
        cohort
            .policies
            .extend(regular().next().map(|_| number.clone()));
        cohort
            .kept_policies
            .extend(kept.first().map(|_| number.clone()));
    }
    cohort
}

impl CohortOf {
    fn admits(self, policy: &PolicyHistory) -> bool {
        let left_out = [
            HappenedTo::Withdrawn,
            HappenedTo::ClaimTerminated,
            HappenedTo::Moved,
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

    fn keeps(self, policy: &PolicyHistory, line: &PolicyLine) -> bool {
        let of_line = |received: &&Received| received.premium.product == line.product;
        let mut received = policy.premiums.iter().filter(of_line);
        received.any(|received| self.is_month_13(policy, received))
    }

    fn is_month_13(self, policy: &PolicyHistory, received: &Received) -> bool {
        let due_on = received.premium.due_on;
        let grace_ends = due_on.checked_add_days(Days::new(self.grace_days.into()));
        full_months(policy.issued.effective_on, due_on) == 12
            && received.on <= self.by
            && grace_ends.is_none_or(|end| received.on <= end)
    }
}
