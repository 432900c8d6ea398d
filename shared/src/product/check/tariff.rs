//! The product's own numbers: dates, sums, plans, modes, occupations, names.

use super::mistake;
use crate::finding::Finding;
use crate::money::Money;
use crate::product::{Names, PaymentMode, PaymentTerm, Plan, Product, SumInsured, SumLimits};
use rust_decimal::Decimal;

pub(super) fn check(product: &Product) -> Vec<Finding> {
    let found = |broken: bool, code, table: &str| broken.then(|| mistake(code, product, table));
    let ends_early = product
        .valid_until
        .is_some_and(|last| last < product.valid_from);
    [
        found(ends_early, "tariff_ends_before_it_begins", "valid_until"),
        found(unnamed(&product.name), "name_missing", "name"),
        found(
            !is_positive(product.modes.values()),
            "payment_modes_wrong",
            "modes",
        ),
        found(
            !is_positive(product.occupations.values()),
            "occupations_wrong",
            "occupations",
        ),
        found(modes_unfit(product), "payment_modes_unfit", "modes"),
        sum_insured(product),
    ]
    .into_iter()
    .flatten()
    .chain(documents(product))
    .collect()
}

/// At least one factor, and all above zero.
fn is_positive<'a>(mut factors: impl ExactSizeIterator<Item = &'a Decimal>) -> bool {
    factors.len() > 0 && factors.all(|factor| *factor > Decimal::ZERO)
}

/// Each payment term needs a mode to be paid in, each mode a payment term.
fn modes_unfit(product: &Product) -> bool {
    let single = product
        .terms
        .iter()
        .any(|term| term.payment == PaymentTerm::Single);
    let regular = product
        .terms
        .iter()
        .any(|term| term.payment != PaymentTerm::Single);
    let mode_single = product.modes.contains_key(&PaymentMode::Single);
    let mode_regular = product
        .modes
        .keys()
        .any(|mode| *mode != PaymentMode::Single);
    single != mode_single || regular != mode_regular
}

fn sum_insured(product: &Product) -> Option<Finding> {
    let code = match &product.sum_insured {
        SumInsured::Chosen(limits) if !are_sound(limits) => "sum_limits_wrong",
        SumInsured::Planned(plans) if !are_distinct(plans) => "plans_wrong",
        SumInsured::WaivedPremiums if product.is_main() => "waiver_is_no_rider",
        _ => return None,
    };
    Some(mistake(code, product, "sum_insured"))
}

fn are_sound(limits: &SumLimits) -> bool {
    limits.min > Money::ZERO && limits.step > Money::ZERO && limits.allow(limits.max)
}

fn are_distinct(plans: &[Plan]) -> bool {
    let sound = |plan: &Plan| plan.sum_insured > Money::ZERO && !unnamed(&plan.name);
    let once = |plan: &Plan| plans.iter().filter(|other| other.code == plan.code).count() == 1;
    !plans.is_empty() && plans.iter().all(|plan| sound(plan) && once(plan))
}

fn documents(product: &Product) -> impl Iterator<Item = Finding> {
    let unnamed = product
        .documents
        .iter()
        .filter(|document| unnamed(&document.name));
    unnamed.map(|document| mistake("name_missing", product, document.kind.as_str()))
}

fn unnamed(name: &Names) -> bool {
    name.zh_hans.trim().is_empty() || name.en.trim().is_empty()
}
