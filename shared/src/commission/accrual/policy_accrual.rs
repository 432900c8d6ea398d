//! What one policy accrues on its way through the months: what it estimates, earns, holds, releases,
//! forfeits and gives back.

use super::first_year::Commission;
use super::gates::{cooling_off_steps, cooling_off_until, delivery_hint_on, holding_row};
use super::replacement::Replacement;
use crate::commission::posting::entry::{Entry, Item, Kind, Subject};
use crate::commission::posting::problems::{
    COMMISSION_DELIVERY_UNKNOWN, COMMISSION_PREMIUM_UNKNOWN,
};
use crate::commission::posting::trace::{Step, Trace};
use crate::commission::tables::close::close_of;
use crate::commission::tables::rules::Rules;
use crate::facts::{History, PolicyHistory, Received};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What one policy brought, up to a month.
#[derive(Debug, Default)]
pub(in crate::commission) struct PolicyAccrual {
    /// In the order of the months.
    pub entries: Vec<Entry>,
    /// First-year commission that counts for bonuses, by month.
    pub counted: Vec<Counted>,
    /// Commission that is still estimated.
    pub estimated: Vec<Commission>,
    /// What could not be computed, with whose pay it might have been.
    pub problems: Vec<(PersonId, Finding)>,
}

/// First-year commission that counts in a month, held or not.
#[derive(Debug, Clone)]
pub(in crate::commission) struct Counted {
    pub month: Month,
    pub agent: PersonId,
    pub amount: Money,
}

/// An amount that waits for documents.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub since: Month,
    pub agent: PersonId,
    pub item: Item,
    pub subject: Subject,
    pub amount: Money,
}

/// A policy on its way through the months.
pub(in crate::commission) struct Accruing<'a, 'f> {
    pub(super) rules: &'a Rules,
    pub(super) history: &'a History<'f>,
    pub(super) policy: &'a PolicyHistory<'f>,
    pub(super) replaced: &'a [Replacement<'f>],
    pub(super) pending: Vec<Received<'f>>,
    pub(super) held: Vec<Held>,
    pub(super) paid: BTreeMap<PersonId, Money>,
    /// Premium that has counted, by the number of the product line and the policy year.
    pub(super) counting: BTreeMap<(u16, u8), Money>,
    /// When it lapsed, and what that took back of whom, while it is lapsed.
    pub(super) lapse: Option<(NaiveDate, Vec<(PersonId, Money)>)>,
    pub(super) known_by: NaiveDate,
    pub(super) accrual: PolicyAccrual,
}

impl<'a, 'f> Accruing<'a, 'f> {
    pub(in crate::commission) fn new(
        rules: &'a Rules,
        history: &'a History<'f>,
        policy: &'a PolicyHistory<'f>,
        replaced: &'a [Replacement<'f>],
        known_by: NaiveDate,
    ) -> Self {
        Self {
            rules,
            history,
            policy,
            replaced,
            pending: policy.premiums.clone(),
            held: vec![],
            paid: BTreeMap::new(),
            counting: BTreeMap::new(),
            lapse: None,
            known_by,
            accrual: PolicyAccrual::default(),
        }
    }

    /// Walks through every month up to the last.
    pub(in crate::commission) fn to(mut self, last: Month) -> PolicyAccrual {
        for month in Month::of(self.policy.issued_on).through(last) {
            self.claw_back_replaced(month);
            self.accrue(month);
            self.release(month);
            self.forfeit(month);
            self.forfeit_of_ended(month);
            self.claw_back_ended(month);
        }
        self.look_for_a_delivery(last);
        self.estimate(last);
        self.look_for_a_premium(last);
        self.look_for_unpaid(last);
        self.accrual
    }

    /// A policy is issued against its first premium: one without any is a gap in the facts.
    fn look_for_a_premium(&mut self, last: Month) {
        let close = self.close(last);
        let policy = self.policy;
        if policy.issued_on <= close && policy.premiums.is_empty() && !policy.is_ended(close) {
            let number = policy.issued.policy.as_str();
            let finding = Finding::error(COMMISSION_PREMIUM_UNKNOWN, number);
            self.name(policy.issued.agent, finding.with("on", policy.issued_on));
        }
    }

    /// Commission that waits for a delivery may wait for ever: after some days that is worth a hint.
    fn look_for_a_delivery(&mut self, last: Month) {
        let (close, policy) = (self.close(last), self.policy);
        let waits = !self.pending.is_empty() && policy.received_by_client(close).is_none();
        if waits && !policy.is_ended(close) && delivery_hint_on(policy, self.rules) <= close {
            let number = policy.issued.policy.as_str();
            let finding = Finding::warning(COMMISSION_DELIVERY_UNKNOWN, number);
            self.name(policy.issued.agent, finding.with("on", policy.issued_on));
        }
    }

    /// The close of a month, or the day up to which everything is known, if that is earlier.
    pub(super) fn close(&self, month: Month) -> NaiveDate {
        close_of(self.rules, month).min(self.known_by)
    }

    /// Commission on every premium whose cooling-off period is over at the close of the month.
    fn accrue(&mut self, month: Month) {
        let close = self.close(month);
        let Some(until) = cooling_off_until(self.policy, self.rules, close) else {
            return;
        };
        let ended = self.ended_by(until) && self.ended_by(close);
        if until >= close || ended || self.was_withdrawn(close) {
            return;
        }
        let due = |received: &Received| Month::of(received.on) <= month;
        let (now, later) = core::mem::take(&mut self.pending)
            .into_iter()
            .partition(due);
        self.pending = later;
        for received in now {
            self.accrue_premium(received, month);
        }
    }

    fn accrue_premium(&mut self, received: Received<'f>, month: Month) {
        let Some(mut commission) = self.commission(received, month) else {
            return;
        };
        let gates = cooling_off_steps(self.policy, self.rules, self.close(month));
        commission.trace.0.extend(gates);
        let documents = self.documents(month);
        commission.trace.0.extend(documents.steps(commission.item));
        self.count(&commission, month);
        if documents.are_complete_for(commission.item) {
            self.earn(commission, month);
        } else {
            self.earn_a_part(commission, month);
        }
    }

    fn count(&mut self, commission: &Commission, month: Month) {
        if commission.item == Item::FirstYearCommission {
            let Commission { agent, amount, .. } = *commission;
            self.accrual.counted.push(Counted {
                month,
                agent,
                amount,
            });
        }
    }

    fn earn(&mut self, commission: Commission, month: Month) {
        *self.paid.entry(commission.agent).or_default() += commission.amount;
        self.post(month, Kind::Earned, commission);
    }

    /// A document is missing: a part is earned, the rest held.
    fn earn_a_part(&mut self, commission: Commission, month: Month) {
        let (rate, row) = holding_row(self.rules, month);
        let earned = rate.of(commission.amount);
        let rest = commission.amount - earned;
        let times = Step::Times {
            base: commission.amount,
            rate,
            amount: earned,
        };
        let part = |amount, step: Option<Step>| {
            let mut part = Commission {
                amount,
                ..commission.clone()
            };
            part.trace.0.push(row.clone());
            part.trace.0.extend(step);
            part
        };
        self.earn(part(earned, Some(times)), month);
        if !rest.is_zero() {
            let held = part(rest, None);
            self.hold(&held, month);
            self.post(month, Kind::Held, held);
        }
    }

    fn hold(&mut self, commission: &Commission, since: Month) {
        self.held.push(Held {
            since,
            agent: commission.agent,
            item: commission.item,
            subject: commission.subject.clone(),
            amount: commission.amount,
        });
    }

    /// What is not through the cooling-off period yet.
    fn estimate(&mut self, month: Month) {
        let close = self.close(month);
        if self.ended_by(close) {
            return;
        }
        let gates = cooling_off_steps(self.policy, self.rules, close);
        for received in core::mem::take(&mut self.pending) {
            if Month::of(received.on) > month {
                continue;
            }
            if let Some(mut commission) = self.commission(received, month) {
                commission.trace.0.extend(gates.clone());
                self.accrual.estimated.push(commission);
            }
        }
    }

    pub(super) fn post(&mut self, month: Month, kind: Kind, commission: Commission) {
        let Commission {
            agent,
            item,
            subject,
            amount,
            trace,
        } = commission;
        self.accrual.entries.push(Entry {
            posted: month,
            about: month,
            agent,
            kind,
            item,
            subject,
            amount,
            trace,
        });
    }

    /// An entry about the policy as a whole.
    pub(super) fn post_on_policy(
        &mut self,
        month: Month,
        kind: Kind,
        agent: PersonId,
        amount: Money,
        trace: Trace,
    ) {
        let subject = Subject::Policy(self.policy.issued.policy.clone());
        let item = Item::FirstYearCommission;
        self.post(
            month,
            kind,
            Commission {
                agent,
                item,
                subject,
                amount,
                trace,
            },
        );
    }
}
