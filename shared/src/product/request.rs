//! What a premium is asked for.

use super::code::{PlanCode, ProductCode};
use super::term::{CoverageTerm, PaymentTerm};
use super::vocabulary::{OccupationClass, PaymentMode};
use crate::identity::Sex;
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The question to [`quote`](super::quote): whom, what, from when, paid how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    /// The date from which the policy would be in effect; age and tariff are taken on it.
    pub effect: NaiveDate,
    /// Whose life or health is insured.
    pub insured: Insured,
    /// How often a premium is paid; the same for main and riders.
    pub mode: PaymentMode,
    /// The main product.
    pub main: Selection,
    /// The riders, each at most once.
    #[serde(default)]
    pub riders: Vec<Selection>,
}

/// What a rate depends on in a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insured {
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Occupation class.
    pub occupation_class: OccupationClass,
}

/// A product with the choices made in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Which product.
    pub product: ProductCode,
    /// How long is paid.
    pub payment: PaymentTerm,
    /// How long is covered.
    pub coverage: CoverageTerm,
    /// For how much.
    pub cover: Cover,
}

/// For how much, in the way the product wants it (see [`SumInsured`](super::SumInsured)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// A sum insured.
    SumInsured(Money),
    /// A plan.
    Plan(PlanCode),
    /// The premiums of the other products.
    WaivedPremiums,
}
