//! Whether a selection is sold at all: every rule of the product, each with its own cause.

use super::catalogue::Catalogue;
use super::definition::{Product, SumInsured, SumLimits, Term};
use super::problem::{Cause, Place, QuoteProblem};
use super::request::{Cover, Insured, QuoteRequest, Selection};
use super::term::PaymentTerm;
use super::vocabulary::PaymentMode;
use super::{PlanCode, ProductCode};
use crate::money::Money;
use crate::time::age_at;
use chrono::NaiveDate;

/// A selection that its product allows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub(super) product: &'a Product,
    pub(super) term: &'a Term,
    pub(super) age: u8,
    pub(super) plan: Option<&'a PlanCode>,
    /// `None`: the premiums of the other products.
    pub(super) sum_insured: Option<Money>,
}

/// The main product and the riders of a request, or all that is wrong with them.
pub(super) fn choose<'a>(
    catalogue: &'a Catalogue,
    request: &'a QuoteRequest,
) -> Result<(Chosen<'a>, Vec<Chosen<'a>>), Vec<QuoteProblem>> {
    let mut problems = Vec::new();
    let main = choose_main(catalogue, request).map_err(|found| problems.extend(found));
    let mut riders = Vec::new();
    for position in 0..request.riders.len() {
        match choose_rider(catalogue, request, position, main.as_ref().ok()) {
            Ok(rider) => riders.push(rider),
            Err(found) => problems.extend(found),
        }
    }
    main.ok()
        .filter(|_| problems.is_empty())
        .map(|main| (main, riders))
        .ok_or(problems)
}

fn choose_main<'a>(
    catalogue: &'a Catalogue,
    request: &'a QuoteRequest,
) -> Result<Chosen<'a>, Vec<QuoteProblem>> {
    let selection = &request.main;
    let chosen = choose_any(catalogue, request, selection);
    let chosen = chosen.and_then(|chosen| match chosen.product.is_main() {
        true => Ok(chosen),
        false => Err(vec![Cause::NotAMain]),
    });
    chosen.map_err(|causes| placed(causes, Place::Main, &selection.product))
}

fn choose_rider<'a>(
    catalogue: &'a Catalogue,
    request: &'a QuoteRequest,
    position: usize,
    main: Option<&Chosen<'a>>,
) -> Result<Chosen<'a>, Vec<QuoteProblem>> {
    let Some(selection) = request.riders.get(position) else {
        return Err(Vec::new());
    };
    let earlier = request.riders.iter().take(position);
    let twice = earlier
        .map(|rider| &rider.product)
        .any(|code| *code == selection.product);
    let chosen = match twice {
        true => Err(vec![Cause::ChosenTwice]),
        false => choose_any(catalogue, request, selection),
    };
    let chosen = chosen.and_then(|rider| {
        let causes = rider_causes(&rider, main);
        if causes.is_empty() {
            Ok(rider)
        } else {
            Err(causes)
        }
    });
    chosen.map_err(|causes| placed(causes, Place::Rider(position), &selection.product))
}

fn placed(causes: Vec<Cause>, place: Place, product: &ProductCode) -> Vec<QuoteProblem> {
    let problem = |cause| QuoteProblem {
        place,
        product: product.clone(),
        cause,
    };
    causes.into_iter().map(problem).collect()
}

/// What main products and riders have in common.
fn choose_any<'a>(
    catalogue: &'a Catalogue,
    request: &'a QuoteRequest,
    selection: &'a Selection,
) -> Result<Chosen<'a>, Vec<Cause>> {
    let product = product_on(catalogue, &selection.product, request.effect)?;
    let Some(term) = product.term(selection.payment, selection.coverage) else {
        return Err(vec![Cause::TermNotOffered(
            selection.payment,
            selection.coverage,
        )]);
    };
    let mut causes = Vec::new();
    let age =
        age(product, term, &request.insured, request.effect).map_err(|cause| causes.push(cause));
    let cover = cover(product, &selection.cover).map_err(|cause| causes.push(cause));
    causes.extend(occupation_cause(product, &request.insured));
    causes.extend(mode_cause(product, request.mode, selection.payment));
    match (age, cover) {
        (Ok(age), Ok((sum_insured, plan))) if causes.is_empty() => Ok(Chosen {
            product,
            term,
            age,
            plan,
            sum_insured,
        }),
        _ => Err(causes),
    }
}

fn product_on<'a>(
    catalogue: &'a Catalogue,
    code: &'a ProductCode,
    effect: NaiveDate,
) -> Result<&'a Product, Vec<Cause>> {
    catalogue.product(code, effect).ok_or_else(|| {
        let known = catalogue.tariffs(code).next().is_some();
        vec![if known {
            Cause::NotOnSale(effect)
        } else {
            Cause::UnknownProduct
        }]
    })
}

fn age(product: &Product, term: &Term, insured: &Insured, effect: NaiveDate) -> Result<u8, Cause> {
    let age = age_at(insured.birth_date, effect).ok_or(Cause::NotBorn(effect))?;
    let ages = product.ages_of(term);
    let days = effect.signed_duration_since(insured.birth_date).num_days();
    if !ages.contains(age) {
        Err(Cause::AgeNotInsured { age, insured: ages })
    } else if days < i64::from(product.min_days) {
        Err(Cause::TooFewDays(product.min_days))
    } else {
        Ok(age)
    }
}

fn occupation_cause(product: &Product, insured: &Insured) -> Option<Cause> {
    let class = insured.occupation_class;
    (!product.occupations.contains_key(&class)).then_some(Cause::OccupationNotInsured(class))
}

fn mode_cause(product: &Product, mode: PaymentMode, payment: PaymentTerm) -> Option<Cause> {
    if (mode == PaymentMode::Single) != (payment == PaymentTerm::Single) {
        Some(Cause::ModeDoesNotFit(mode, payment))
    } else {
        (!product.modes.contains_key(&mode)).then_some(Cause::ModeNotOffered(mode))
    }
}

/// The sum insured (`None` where premiums are waived) and the plan.
fn cover<'a>(
    product: &'a Product,
    cover: &'a Cover,
) -> Result<(Option<Money>, Option<&'a PlanCode>), Cause> {
    match (&product.sum_insured, cover) {
        (SumInsured::Chosen(limits), Cover::SumInsured(sum)) => {
            sum_cause(limits, *sum).map_or(Ok((Some(*sum), None)), Err)
        }
        (SumInsured::Chosen(_), _) => Err(Cause::SumMissing),
        (SumInsured::Planned(_), Cover::Plan(code)) => match product.plan(code) {
            Some(plan) => Ok((Some(plan.sum_insured), Some(&plan.code))),
            None => Err(Cause::UnknownPlan(code.clone())),
        },
        (SumInsured::Planned(_), _) => Err(Cause::PlanMissing),
        (SumInsured::WaivedPremiums, Cover::WaivedPremiums) => Ok((None, None)),
        (SumInsured::WaivedPremiums, _) => Err(Cause::NothingToChoose),
    }
}

fn sum_cause(limits: &SumLimits, sum: Money) -> Option<Cause> {
    if sum < limits.min {
        Some(Cause::SumTooSmall(limits.min))
    } else if sum > limits.max {
        Some(Cause::SumTooLarge(limits.max))
    } else {
        (!limits.is_step(sum)).then_some(Cause::SumOffStep {
            min: limits.min,
            step: limits.step,
        })
    }
}

/// What a rider breaks beside its main product; nothing more is said while the main is wrong itself.
fn rider_causes(rider: &Chosen<'_>, main: Option<&Chosen<'_>>) -> Vec<Cause> {
    let Some(rules) = &rider.product.rider else {
        return vec![Cause::NotARider];
    };
    let Some(main) = main else {
        return Vec::new();
    };
    if !rules.attaches_to.contains(&main.product.code) {
        return vec![Cause::NotAttachable(main.product.code.clone())];
    }
    let longer = rider.term.coverage.end_age(rider.age) > main.term.coverage.end_age(main.age);
    let paid_longer =
        rider.term.payment.paid_up_age(rider.age) > main.term.payment.paid_up_age(main.age);
    [
        longer.then_some(Cause::CoversLongerThanMain),
        paid_longer.then_some(Cause::PaidLongerThanMain),
        ratio_cause(rider, main),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ratio_cause(rider: &Chosen<'_>, main: &Chosen<'_>) -> Option<Cause> {
    let max_ratio = rider.product.rider.as_ref()?.max_ratio?;
    let max = main.sum_insured?.times_half_away(max_ratio).ok()?;
    (rider.sum_insured? > max).then_some(Cause::RiderAboveRatio { max_ratio, max })
}
