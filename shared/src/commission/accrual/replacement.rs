//! Replacement (domain, 5.3): a new long-term policy of the same insured within 180 days before or
//! after a surrender brings first-year commission only on the excess of its first-year premium
//! over that of the surrendered one.
//!
//! A surrendered policy is set against new ones once: the pairs are taken in the order in which
//! both had happened, each up to what is left of either premium. The new one must have been issued
//! after the old one. If the surrender comes after commission was paid, the part that no longer
//! counts goes back in the month of the surrender.

use super::policy_accrual::Accruing;
use crate::commission::posting::entry::Kind;
use crate::commission::posting::trace::Step;
use crate::commission::tables::rate::share;
use crate::commission::tables::rules::Rules;
use crate::facts::{History, PolicyEventKind, PolicyHistory, PolicyNumber};
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How much of a new policy's first-year premium is set against a surrendered one's.
#[derive(Debug, Clone)]
pub(in crate::commission) struct Replacement<'f> {
    pub old: &'f PolicyNumber,
    /// The later of issue and surrender.
    pub on: NaiveDate,
    pub set_against: Money,
}

/// A policy can be set against an older one and a newer one, with its whole premium each time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    New,
    Old,
}

struct Pair<'a, 'f> {
    on: NaiveDate,
    new: &'a PolicyHistory<'f>,
    old: &'a PolicyHistory<'f>,
}

/// Every replacement, by the new policy, in the order they happened.
pub(in crate::commission) fn replacements<'f>(
    history: &History<'f>,
    rules: &Rules,
) -> BTreeMap<&'f PolicyNumber, Vec<Replacement<'f>>> {
    let mut left: BTreeMap<(&PolicyNumber, Side), Money> = BTreeMap::new();
    let mut replacements: BTreeMap<&PolicyNumber, Vec<Replacement>> = BTreeMap::new();
    for Pair { on, new, old } in pairs(history, rules) {
        let (new, old) = (new.issued, old.issued);
        let left_of_new = *left
            .entry((&new.policy, Side::New))
            .or_insert(new.first_year_premium());
        let left_of_old = *left
            .entry((&old.policy, Side::Old))
            .or_insert(old.first_year_premium());
        let set_against = left_of_new.min(left_of_old);
        if set_against > Money::ZERO {
            left.insert((&new.policy, Side::New), left_of_new - set_against);
            left.insert((&old.policy, Side::Old), left_of_old - set_against);
            let replacement = Replacement {
                old: &old.policy,
                on,
                set_against,
            };
            replacements
                .entry(&new.policy)
                .or_default()
                .push(replacement);
        }
    }
    replacements
}

fn pairs<'a, 'f>(history: &'a History<'f>, rules: &Rules) -> Vec<Pair<'a, 'f>> {
    let mut by_insured: BTreeMap<_, Vec<&PolicyHistory>> = BTreeMap::new();
    for policy in history
        .policies()
        .filter(|policy| policy.issued.is_long_term())
    {
        by_insured
            .entry(&policy.issued.insured)
            .or_default()
            .push(policy);
    }
    let mut pairs: Vec<Pair> = by_insured
        .values()
        .flat_map(|same| {
            same.iter()
                .flat_map(move |old| same.iter().map(move |new| (*old, *new)))
        })
        .filter_map(|(old, new)| pair(old, new, rules))
        .collect();
    pairs.sort_by_key(|Pair { on, new, old }| {
        (*on, new.issued_on, &new.issued.policy, &old.issued.policy)
    });
    pairs
}

fn pair<'a, 'f>(
    old: &'a PolicyHistory<'f>,
    new: &'a PolicyHistory<'f>,
    rules: &Rules,
) -> Option<Pair<'a, 'f>> {
    let surrendered = old.first(PolicyEventKind::Surrendered, NaiveDate::MAX)?;
    let on = surrendered.max(new.issued_on);
    let days = rules.clawback.at(on).table.replacement_days;
    let apart = new
        .issued_on
        .signed_duration_since(surrendered)
        .num_days()
        .unsigned_abs();
    let withdrawn = new.first(PolicyEventKind::Withdrawn, on).is_some();
    let replaces = new.issued_on > old.issued_on && apart <= u64::from(days) && !withdrawn;
    replaces.then_some(Pair { on, new, old })
}

impl Accruing<'_, '_> {
    /// The first-year premium that still counts in a month, and all of it.
    pub(super) fn counting_premium(&self, month: Month) -> (Money, Money) {
        let whole = self.policy.issued.first_year_premium();
        let so_far = self
            .replaced
            .iter()
            .filter(|replaced| Month::of(replaced.on) <= month);
        (
            whole - so_far.map(|replaced| replaced.set_against).sum(),
            whole,
        )
    }

    pub(super) fn replacement_steps(&self, month: Month) -> Vec<Step> {
        let so_far = self
            .replaced
            .iter()
            .filter(|replaced| Month::of(replaced.on) <= month);
        so_far.map(Replacement::step).collect()
    }

    /// Takes back what a premium had brought that is set against a policy surrendered in this month.
    pub(super) fn claw_back_replaced(&mut self, month: Month) {
        let (before, _) = self.counting_premium(month.plus(-1));
        let (after, _) = self.counting_premium(month);
        let part = (before - after).fen();
        if part <= 0 || before <= Money::ZERO {
            return;
        }
        let this_month = |replaced: &&Replacement| Month::of(replaced.on) == month;
        let why: Vec<Step> = self
            .replaced
            .iter()
            .filter(this_month)
            .map(Replacement::step)
            .collect();
        self.forfeit_a_part(month, part, before.fen(), &why);
        self.take_back(month, part, before.fen(), &why);
    }

    fn forfeit_a_part(&mut self, month: Month, part: i64, whole: i64, why: &[Step]) {
        for mut held in core::mem::take(&mut self.held) {
            let lost = share(held.amount, part, whole);
            let mut forfeited = held.clone().into_commission(why.to_vec());
            let base = held.amount;
            forfeited.trace.0.push(Step::Share {
                base,
                part,
                whole,
                amount: lost,
            });
            forfeited.amount = -lost;
            held.amount -= lost;
            self.post(month, Kind::Forfeited, forfeited);
            self.held.extend((!held.amount.is_zero()).then_some(held));
        }
    }
}

impl Replacement<'_> {
    fn step(&self) -> Step {
        let Self {
            old,
            on,
            set_against,
            ..
        } = self;
        Step::Replaced {
            old: (*old).clone(),
            on: *on,
            set_against: *set_against,
        }
    }
}
