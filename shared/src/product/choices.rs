//! What a form can offer: only what [`quote`](super::quote) will accept.

use super::catalogue::Catalogue;
use super::code::PlanCode;
use super::definition::{Plan, Product, SumInsured, SumLimits, Term};
use super::request::{Cover, Insured, Selection};
use super::term::{CoverageTerm, PaymentTerm};
use super::vocabulary::PaymentMode;
use crate::money::Money;
use crate::time::age_at;
use chrono::NaiveDate;

impl Catalogue {
    /// The main products that this person can be insured in on that date, in the order of the catalogue.
    pub fn mains_for(
        &self,
        insured: &Insured,
        effect: NaiveDate,
    ) -> impl Iterator<Item = &Product> {
        self.on(effect)
            .filter(move |product| product.is_main() && product.insures(insured, effect))
    }

    /// The riders that can be added to the main product as chosen.
    pub fn riders_for<'a>(
        &'a self,
        main: &'a Selection,
        insured: &'a Insured,
        effect: NaiveDate,
    ) -> impl Iterator<Item = &'a Product> {
        self.on(effect).filter(move |rider| {
            rider.insures(insured, effect) && rider.term_beside(main, insured, effect).is_some()
        })
    }
}

impl Product {
    /// Whether it is sold to this person on that date: age, days of life, occupation.
    pub fn insures(&self, insured: &Insured, effect: NaiveDate) -> bool {
        let days = effect.signed_duration_since(insured.birth_date).num_days();
        self.is_valid_on(effect)
            && days >= i64::from(self.min_days)
            && self.occupations.contains_key(&insured.occupation_class)
            && age_at(insured.birth_date, effect).is_some_and(|age| self.ages.contains(age))
    }

    /// The coverage terms sold at this age.
    pub fn coverages_at(&self, age: u8) -> Vec<CoverageTerm> {
        distinct(self.terms_at(age).map(|term| term.coverage))
    }

    /// The payment terms sold at this age with this coverage.
    pub fn payments_at(&self, age: u8, coverage: CoverageTerm) -> Vec<PaymentTerm> {
        let terms = self.terms_at(age).filter(|term| term.coverage == coverage);
        distinct(terms.map(|term| term.payment))
    }

    /// The modes in which this payment term can be paid.
    pub fn modes_for(&self, payment: PaymentTerm) -> impl Iterator<Item = PaymentMode> {
        let single = payment == PaymentTerm::Single;
        let modes = self.modes.keys().copied();
        modes.filter(move |mode| (*mode == PaymentMode::Single) == single)
    }

    /// The plans to choose from; none in a product without plans.
    pub fn plans(&self) -> &[Plan] {
        match &self.sum_insured {
            SumInsured::Planned(plans) => plans,
            SumInsured::Chosen(_) | SumInsured::WaivedPremiums => &[],
        }
    }

    /// The sums to choose from, in a product where the client chooses one.
    pub const fn sum_limits(&self) -> Option<SumLimits> {
        match self.sum_insured {
            SumInsured::Chosen(limits) => Some(limits),
            SumInsured::Planned(_) | SumInsured::WaivedPremiums => None,
        }
    }

    /// The sums to choose from in a rider beside a main product insured for `main_sum`: the product's own,
    /// cut at the ratio. `None` where no sum is chosen or the main's is too small for any.
    pub fn sum_limits_beside(&self, main_sum: Money) -> Option<SumLimits> {
        let limits = self.sum_limits()?;
        let ratio = self.rider.as_ref().and_then(|rider| rider.max_ratio);
        let max = match ratio {
            Some(ratio) => main_sum.times_half_away(ratio).ok()?,
            None => limits.max,
        };
        let max = limits.at_most(max)?;
        Some(SumLimits { max, ..limits })
    }

    /// The cover that an answer of a form means in this product: an amount or the code of a plan;
    /// where premiums are waived nothing is asked. `None` if the answer is neither.
    pub fn cover(&self, answer: &str) -> Option<Cover> {
        match &self.sum_insured {
            SumInsured::Chosen(_) => answer.parse().ok().map(Cover::SumInsured),
            SumInsured::Planned(_) => answer.parse::<PlanCode>().ok().map(Cover::Plan),
            SumInsured::WaivedPremiums => Some(Cover::WaivedPremiums),
        }
    }

    /// The term a rider gets beside this main product: the main's own if it is sold, else the longest that
    /// neither covers nor is paid longer. `None` if there is none, or the rider cannot be attached.
    pub fn term_beside(
        &self,
        main: &Selection,
        insured: &Insured,
        effect: NaiveDate,
    ) -> Option<&Term> {
        if !self.rider.as_ref()?.attaches_to.contains(&main.product) {
            return None;
        }
        let age = age_at(insured.birth_date, effect)?;
        let (cover_end, paid_up) = (main.coverage.end_age(age), main.payment.paid_up_age(age));
        self.terms_at(age)
            .filter(|term| {
                (term.payment == PaymentTerm::Single) == (main.payment == PaymentTerm::Single)
            })
            .filter(|term| term.coverage.end_age(age) <= cover_end)
            .filter(|term| term.payment.paid_up_age(age) <= paid_up)
            .max_by_key(|term| (term.coverage.end_age(age), term.payment.paid_up_age(age)))
    }

    fn terms_at(&self, age: u8) -> impl Iterator<Item = &Term> {
        self.terms
            .iter()
            .filter(move |term| self.ages_of(term).contains(age))
    }
}

impl SumLimits {
    /// The highest allowed sum that is not above `sum`.
    pub fn at_most(&self, sum: Money) -> Option<Money> {
        let above = sum.min(self.max) - self.min;
        let steps = above.fen().checked_div(self.step.fen())?;
        let off_step = Money::from_fen(above.fen().checked_rem(self.step.fen())?);
        (!above.is_negative() && steps >= 0).then(|| self.min + above - off_step)
    }
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut distinct = Vec::new();
    for one in all {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    distinct
}
