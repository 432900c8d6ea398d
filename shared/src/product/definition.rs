//! One product, as its data file describes it.

use super::code::{DocumentKind, PlanCode, ProductCode};
use super::rates::{AgeRange, Rates};
use super::term::{CoverageTerm, PaymentTerm};
use super::vocabulary::{Line, LossKind, OccupationClass, PaymentMode, ProductClass, RiskClass};
use crate::identity::Sex;
use crate::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A name in the languages of the interface; names of products are data, not text of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Chinese, as filed with the regulator.
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    /// English.
    pub en: String,
}

/// A product (险种) as sold between two dates. Another tariff is another `Product` with the same code.
///
/// Fields unknown to this program are refused, not skipped: a loading that is overlooked is a wrong premium.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its code.
    pub code: ProductCode,
    /// Its name.
    pub name: Names,
    /// Long-term or short-term.
    pub line: Line,
    /// What it insures.
    pub class: ProductClass,
    /// For what it pays by its main terms; of products of which that is not told, nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pays_for: Option<PaidLosses>,
    /// Its risk class; a client of a lower one must not be sold it.
    pub risk: RiskClass,
    /// First date of effect.
    pub valid_from: NaiveDate,
    /// Last date of effect; open if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// Ages of the insured at effect, in full years.
    pub ages: AgeRange,
    /// The insured has lived at least this many days at effect (出生满 28 天).
    #[serde(default)]
    pub min_days: u16,
    /// What one rate buys.
    pub rate_unit: RateUnit,
    /// How the sum insured comes about.
    pub sum_insured: SumInsured,
    /// The modes of payment offered, each with the share of the yearly premium that is due each time.
    pub modes: BTreeMap<PaymentMode, Decimal>,
    /// The occupation classes insured, each with the factor on the rate.
    pub occupations: BTreeMap<OccupationClass, Decimal>,
    /// Documents the application must hold besides identity and bank card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<RequiredDocument>,
    /// Present if it is only sold with a main product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rider: Option<Rider>,
    /// Each combination of payment and coverage that is sold, with its rates.
    pub terms: Vec<Term>,
}

/// For what a product pays (保险责任).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidLosses {
    /// The losses.
    pub losses: BTreeSet<LossKind>,
    /// Only those that come from an accident.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub accidents_only: bool,
}

/// What one rate of the table buys in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateUnit {
    /// 1,000 yuan of sum insured (每千元保额).
    PerThousand,
    /// The whole policy (每份): the rate is the premium, as in medical plans.
    PerPolicy,
}

/// How the sum insured (保险金额) comes about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SumInsured {
    /// The client chooses an amount.
    Chosen(SumLimits),
    /// The client chooses a plan, which fixes it.
    Planned(Vec<Plan>),
    /// The yearly premium of the products it is sold with (豁免保费).
    WaivedPremiums,
}

/// `min`, `min + step`, … up to `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SumLimits {
    /// The lowest sum insured.
    pub min: Money,
    /// The highest sum insured.
    pub max: Money,
    /// The distance between sums, counted from `min`.
    pub step: Money,
}

/// A plan (计划) with its fixed sum insured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its code, unique in the product.
    pub code: PlanCode,
    /// Its name.
    pub name: Names,
    /// What it insures for.
    pub sum_insured: Money,
}

/// What a rider (附加险) needs of its main product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rider {
    /// The main products it can be sold with.
    pub attaches_to: Vec<ProductCode>,
    /// Its sum insured is at most this many times the main's; no limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_ratio: Option<Decimal>,
}

/// A document the application must hold, from a sum insured or an age on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredDocument {
    /// Which.
    pub kind: DocumentKind,
    /// What it is called.
    pub name: Names,
    /// Only from this sum insured on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_sum_insured: Option<Money>,
    /// Only from this age at effect on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_age: Option<u8>,
}

/// One combination of payment and coverage that is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How long is paid.
    pub payment: PaymentTerm,
    /// How long is covered.
    pub coverage: CoverageTerm,
    /// The ages it is sold to, where fewer than the product's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeRange>,
    /// The rates of each sex and plan.
    pub rates: Vec<RateTable>,
}

/// The yearly rates (费率) of one sex and plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateTable {
    /// For this sex; for both if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// For this plan; absent in a product without plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanCode>,
    /// The rate of each age at effect.
    pub by_age: Rates,
}

impl Product {
    /// Whether it can take effect on this date.
    pub fn is_valid_on(&self, effect: NaiveDate) -> bool {
        self.valid_from <= effect && self.valid_until.is_none_or(|last| effect <= last)
    }

    /// Whether it is a main product (主险), not a rider.
    pub const fn is_main(&self) -> bool {
        self.rider.is_none()
    }

    /// The combination of payment and coverage, if it is sold at all.
    pub fn term(&self, payment: PaymentTerm, coverage: CoverageTerm) -> Option<&Term> {
        let wanted = |term: &&Term| term.payment == payment && term.coverage == coverage;
        self.terms.iter().find(wanted)
    }

    /// The ages to which this combination is sold.
    pub fn ages_of(&self, term: &Term) -> AgeRange {
        term.ages.unwrap_or(self.ages)
    }

    /// The plan with this code.
    pub fn plan(&self, code: &PlanCode) -> Option<&Plan> {
        match &self.sum_insured {
            SumInsured::Planned(plans) => plans.iter().find(|plan| plan.code == *code),
            SumInsured::Chosen(_) | SumInsured::WaivedPremiums => None,
        }
    }

    /// The documents an application must hold for an insured of this age and sum.
    pub fn documents_for(
        &self,
        age: u8,
        sum_insured: Money,
    ) -> impl Iterator<Item = &RequiredDocument> {
        self.documents.iter().filter(move |document| {
            document.from_age.is_none_or(|from| from <= age)
                && document
                    .from_sum_insured
                    .is_none_or(|from| from <= sum_insured)
        })
    }
}

impl Term {
    /// The rate for this sex, plan and age.
    pub fn rate(&self, sex: Sex, plan: Option<&PlanCode>, age: u8) -> Option<Decimal> {
        let wanted = |table: &&RateTable| {
            table.sex.is_none_or(|of| of == sex) && table.plan.as_ref() == plan
        };
        self.rates.iter().find(wanted)?.by_age.at(age)
    }
}

impl SumLimits {
    /// Whether the amount lies on a step between `min` and `max`.
    pub const fn allow(&self, sum: Money) -> bool {
        self.min.fen() <= sum.fen() && sum.fen() <= self.max.fen() && self.is_step(sum)
    }

    /// Whether the amount lies on a step counted from `min`.
    pub const fn is_step(&self, sum: Money) -> bool {
        match sum.fen().checked_sub(self.min.fen()) {
            Some(above) if self.step.fen() > 0 => above % self.step.fen() == 0,
            _ => false,
        }
    }
}
