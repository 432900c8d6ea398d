//! Why there is no premium.

use super::code::{PlanCode, ProductCode};
use super::rates::AgeRange;
use super::term::{CoverageTerm, PaymentTerm};
use super::vocabulary::{OccupationClass, PaymentMode};
use crate::finding::Finding;
use crate::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The selection a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The main product.
    Main,
    /// The rider at this position, from 0.
    Rider(usize),
}

/// The answer that would have to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Which product.
    Product,
    /// The date of effect.
    Effect,
    /// The insured's date of birth.
    BirthDate,
    /// The insured's occupation class.
    OccupationClass,
    /// Sum insured.
    SumInsured,
    /// Plan.
    Plan,
    /// How long is paid.
    PaymentTerm,
    /// How long is covered.
    CoverageTerm,
    /// How often is paid.
    PaymentMode,
}

/// One reason why there is no premium, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteProblem {
    /// In which selection.
    pub place: Place,
    /// Of which product.
    pub product: ProductCode,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The catalogue has no such product.
    UnknownProduct,
    /// It cannot take effect on that date.
    NotOnSale(NaiveDate),
    /// A rider stands where the main product should.
    NotAMain,
    /// A main product stands where a rider should.
    NotARider,
    /// The rider is not sold with this main product.
    NotAttachable(ProductCode),
    /// The same rider is chosen twice.
    ChosenTwice,
    /// Born after the date of effect.
    NotBorn(NaiveDate),
    /// Not this many days old at effect.
    TooFewDays(u16),
    /// Too young or too old at effect, for the product or this payment and coverage.
    AgeNotInsured {
        /// The age at effect.
        age: u8,
        /// The ages it is sold to.
        insured: AgeRange,
    },
    /// Not insured in this occupation class.
    OccupationNotInsured(OccupationClass),
    /// Payment and coverage are not sold together.
    TermNotOffered(PaymentTerm, CoverageTerm),
    /// The mode is not offered.
    ModeNotOffered(PaymentMode),
    /// A single premium is paid once, a regular one is not.
    ModeDoesNotFit(PaymentMode, PaymentTerm),
    /// Below the lowest sum insured.
    SumTooSmall(Money),
    /// Above the highest sum insured.
    SumTooLarge(Money),
    /// Between two steps.
    SumOffStep {
        /// Where counting begins.
        min: Money,
        /// The distance between sums.
        step: Money,
    },
    /// The product wants a sum insured.
    SumMissing,
    /// The product wants a plan.
    PlanMissing,
    /// The product has no such plan.
    UnknownPlan(PlanCode),
    /// The product waives premiums; nothing is to be chosen.
    NothingToChoose,
    /// More than the allowed share of the main's sum insured.
    RiderAboveRatio {
        /// How many times the main's sum insured.
        max_ratio: Decimal,
        /// The highest sum that follows from it.
        max: Money,
    },
    /// The rider covers longer than the main product.
    CoversLongerThanMain,
    /// The rider is paid longer than the main product.
    PaidLongerThanMain,
    /// The table has no rate: a mistake in the catalogue (see `Catalogue::check`).
    RateMissing,
    /// The premium is beyond every amount of money.
    OutOfRange,
}

impl QuoteProblem {
    /// The answer that would have to change.
    pub const fn field(&self) -> Field {
        match self.cause {
            Cause::UnknownProduct
            | Cause::NotAMain
            | Cause::NotARider
            | Cause::NotAttachable(_)
            | Cause::ChosenTwice
            | Cause::RateMissing => Field::Product,
            Cause::NotOnSale(_) => Field::Effect,
            Cause::NotBorn(_) | Cause::TooFewDays(_) | Cause::AgeNotInsured { .. } => {
                Field::BirthDate
            }
            Cause::OccupationNotInsured(_) => Field::OccupationClass,
            Cause::TermNotOffered(..) | Cause::PaidLongerThanMain => Field::PaymentTerm,
            Cause::CoversLongerThanMain => Field::CoverageTerm,
            Cause::ModeNotOffered(_) | Cause::ModeDoesNotFit(..) => Field::PaymentMode,
            Cause::PlanMissing | Cause::UnknownPlan(_) => Field::Plan,
            Cause::SumTooSmall(_)
            | Cause::SumTooLarge(_)
            | Cause::SumOffStep { .. }
            | Cause::SumMissing
            | Cause::NothingToChoose
            | Cause::RiderAboveRatio { .. }
            | Cause::OutOfRange => Field::SumInsured,
        }
    }

    /// The problem as a finding at the path that the form gives this field; `product` is always a parameter.
    pub fn finding(&self, path: impl Into<String>) -> Finding {
        let finding = |code| Finding::error(code, path).with("product", &self.product);
        match &self.cause {
            Cause::UnknownProduct => finding("product_unknown"),
            Cause::NotOnSale(effect) => finding("product_not_on_sale").with("effect", effect),
            Cause::NotAMain => finding("product_is_a_rider"),
            Cause::NotARider => finding("product_is_a_main"),
            Cause::NotAttachable(main) => finding("rider_not_attachable").with("main", main),
            Cause::ChosenTwice => finding("rider_chosen_twice"),
            Cause::NotBorn(effect) => finding("insured_not_born").with("effect", effect),
            Cause::TooFewDays(days) => finding("insured_too_few_days").with("days", days),
            Cause::AgeNotInsured { age, insured } => finding("insured_age_not_insured")
                .with("age", age)
                .with("from", insured.from())
                .with("to", insured.to()),
            Cause::OccupationNotInsured(class) => {
                finding("occupation_not_insured").with("class", class)
            }
            Cause::TermNotOffered(payment, coverage) => finding("term_not_offered")
                .with("payment", payment)
                .with("coverage", coverage),
            Cause::ModeNotOffered(_) => finding("payment_mode_not_offered"),
            Cause::ModeDoesNotFit(_, payment) => {
                finding("payment_mode_does_not_fit").with("payment", payment)
            }
            Cause::SumTooSmall(min) => finding("sum_insured_too_small").with("min", min),
            Cause::SumTooLarge(max) => finding("sum_insured_too_large").with("max", max),
            Cause::SumOffStep { min, step } => finding("sum_insured_off_step")
                .with("min", min)
                .with("step", step),
            Cause::SumMissing => finding("sum_insured_missing"),
            Cause::PlanMissing => finding("plan_missing"),
            Cause::UnknownPlan(plan) => finding("plan_unknown").with("plan", plan),
            Cause::NothingToChoose => finding("sum_insured_not_chosen"),
            Cause::RiderAboveRatio { max_ratio, max } => finding("rider_above_ratio")
                .with("ratio", max_ratio)
                .with("max", max),
            Cause::CoversLongerThanMain => finding("rider_covers_longer"),
            Cause::PaidLongerThanMain => finding("rider_paid_longer"),
            Cause::RateMissing => finding("rate_missing"),
            Cause::OutOfRange => finding("premium_out_of_range"),
        }
    }
}
