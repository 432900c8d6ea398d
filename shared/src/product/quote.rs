//! The premium, to the fen, each line with what it was computed from.

use super::catalogue::Catalogue;
use super::choose::{Chosen, choose};
use super::code::{PlanCode, ProductCode};
use super::definition::RateUnit;
use super::problem::{Cause, Place, QuoteProblem};
use super::request::QuoteRequest;
use super::term::{CoverageTerm, PaymentTerm};
use super::vocabulary::PaymentMode;
use crate::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The premium of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The main product, then the riders in the order asked for.
    pub lines: Vec<QuoteLine>,
    /// How often is paid.
    pub mode: PaymentMode,
    /// What is due each time: the sum of the lines' premiums.
    pub per_payment: Money,
    /// What falls due in the first policy year (首年保费): `per_payment` × payments in it.
    pub first_year: Money,
    /// What a year costs when paid yearly (年交保费); the single premium if it is one.
    pub yearly: Money,
}

/// The premium of one product, with every number it was computed from.
///
/// `exact` = `rate` × `base` × `mode_factor` × `occupation_factor`; `premium` is `exact` rounded half
/// away from zero to the fen. Nothing else is ever rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteLine {
    /// The product.
    pub product: ProductCode,
    /// Its tariff, by the date it is valid from.
    pub tariff: NaiveDate,
    /// The plan, where it has plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanCode>,
    /// How long is paid.
    pub payment: PaymentTerm,
    /// How long is covered.
    pub coverage: CoverageTerm,
    /// The insured's age at effect.
    pub age: u8,
    /// The sum insured.
    pub sum_insured: Money,
    /// The yearly rate of the table.
    pub rate: Decimal,
    /// How many times the rate: thousands of sum insured, or 1 for a policy.
    pub base: Decimal,
    /// The share of the yearly premium due each time.
    pub mode_factor: Decimal,
    /// The factor of the occupation class.
    pub occupation_factor: Decimal,
    /// The product of the four, before rounding.
    pub exact: Decimal,
    /// Due each time.
    pub premium: Money,
    /// Due in a year when paid yearly: the same without `mode_factor`.
    pub yearly: Money,
}

/// The premium for what is asked, or everything that stands in its way.
///
/// ```
/// use shared::product::{Catalogue, Cover, QuoteRequest, quote};
///
/// let request: QuoteRequest = serde_json::from_str(r#"{
///     "effect": "2026-03-01",
///     "insured": { "birth_date": "1990-05-20", "sex": "female", "occupation_class": "1" },
///     "mode": "yearly",
///     "main": {
///         "product": "TL-A", "payment": "20_years", "coverage": "to_age_70",
///         "cover": { "sum_insured": "500000.00" }
///     }
/// }"#)?;
/// let catalogue = Catalogue::demonstration()?;
/// let quote = quote(&catalogue, &request).map_err(|problems| format!("{problems:?}"))?;
/// assert_eq!(quote.lines[0].age, 35);
/// assert_eq!(quote.per_payment, quote.lines[0].premium);
///
/// let mut too_much = request;
/// too_much.main.cover = Cover::SumInsured("99,999,990".parse()?);
/// let problems = shared::product::quote(&catalogue, &too_much).unwrap_err();
/// assert_eq!(problems[0].finding("sum_insured").code.as_str(), "sum_insured_too_large");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// All problems of all selections; see [`Cause`].
pub fn quote(catalogue: &Catalogue, request: &QuoteRequest) -> Result<Quote, Vec<QuoteProblem>> {
    let (main, riders) = choose(catalogue, request)?;
    let chosen: Vec<_> = core::iter::once(main).chain(riders).collect();
    let lines = lines(&chosen, request)?;
    let per_payment: Money = lines.iter().map(|line| line.premium).sum();
    let payments = request.mode.payments_in_first_year();
    Ok(Quote {
        per_payment,
        first_year: (0..payments).map(|_| per_payment).sum(),
        yearly: lines.iter().map(|line| line.yearly).sum(),
        mode: request.mode,
        lines,
    })
}

fn lines(
    chosen: &[Chosen<'_>],
    request: &QuoteRequest,
) -> Result<Vec<QuoteLine>, Vec<QuoteProblem>> {
    let waived = waived_premium(chosen, request)?;
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for (position, chosen) in chosen.iter().enumerate() {
        match line(chosen, request, chosen.sum_insured.unwrap_or(waived)) {
            Ok(line) => lines.push(line),
            Err(cause) => problems.push(problem_at(position, chosen, cause)),
        }
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems)
    }
}

/// The yearly premium of the products that are not themselves a waiver.
fn waived_premium(
    chosen: &[Chosen<'_>],
    request: &QuoteRequest,
) -> Result<Money, Vec<QuoteProblem>> {
    let insuring = chosen.iter().enumerate();
    insuring
        .filter_map(|(position, chosen)| Some((position, chosen, chosen.sum_insured?)))
        .map(|(position, chosen, sum)| {
            let line = line(chosen, request, sum);
            line.map(|line| line.yearly)
                .map_err(|cause| vec![problem_at(position, chosen, cause)])
        })
        .sum()
}

fn problem_at(position: usize, chosen: &Chosen<'_>, cause: Cause) -> QuoteProblem {
    QuoteProblem {
        place: position.checked_sub(1).map_or(Place::Main, Place::Rider),
        product: chosen.product.code.clone(),
        cause,
    }
}

fn line(
    chosen: &Chosen<'_>,
    request: &QuoteRequest,
    sum_insured: Money,
) -> Result<QuoteLine, Cause> {
    let Chosen {
        product,
        term,
        age,
        plan,
        ..
    } = *chosen;
    let occupation = request.insured.occupation_class;
    let rate = term
        .rate(request.insured.sex, plan, age)
        .ok_or(Cause::RateMissing)?;
    let base = base(product.rate_unit, sum_insured);
    let mode_factor = product.modes.get(&request.mode).copied();
    let mode_factor = mode_factor.ok_or(Cause::ModeNotOffered(request.mode))?;
    let occupation_factor = product.occupations.get(&occupation).copied();
    let occupation_factor = occupation_factor.ok_or(Cause::OccupationNotInsured(occupation))?;
    let exact_yearly = product_of(&[rate, base, occupation_factor])?;
    let exact = product_of(&[exact_yearly, mode_factor])?;
    Ok(QuoteLine {
        product: product.code.clone(),
        tariff: product.valid_from,
        plan: plan.cloned(),
        payment: term.payment,
        coverage: term.coverage,
        age,
        sum_insured,
        rate,
        base,
        mode_factor,
        occupation_factor,
        exact,
        premium: rounded(exact)?,
        yearly: rounded(exact_yearly)?,
    })
}

fn base(unit: RateUnit, sum_insured: Money) -> Decimal {
    match unit {
        RateUnit::PerThousand => (sum_insured.yuan() * Decimal::new(1, 3)).normalize(),
        RateUnit::PerPolicy => Decimal::ONE,
    }
}

fn product_of(factors: &[Decimal]) -> Result<Decimal, Cause> {
    let mut product = Decimal::ONE;
    for factor in factors {
        product = product.checked_mul(*factor).ok_or(Cause::OutOfRange)?;
    }
    Ok(product.normalize())
}

fn rounded(exact: Decimal) -> Result<Money, Cause> {
    Money::round_half_away(exact).map_err(|_| Cause::OutOfRange)
}
