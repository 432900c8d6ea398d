//! Terms and rate tables: every age that is sold has a term, every term a rate, and only one.

use super::mistake;
use crate::finding::Finding;
use crate::identity::Sex;
use crate::product::{
    AgeRange, CoverageTerm, Line, PlanCode, Product, ProductClass, RateTable, RateUnit, Term,
};
use rust_decimal::Decimal;

pub(super) fn check(product: &Product) -> Vec<Finding> {
    let each = product
        .terms
        .iter()
        .enumerate()
        .flat_map(|(position, term)| {
            let earlier = product.terms.get(..position).unwrap_or_default();
            let mut found = term_mistakes(product, term, earlier);
            found.extend(stray_tables(product, term));
            found.extend(rate_mistakes(product, term));
            found
        });
    unsold_ages(product).into_iter().chain(each).collect()
}

/// Ages of the product at which no combination of payment and coverage is sold.
fn unsold_ages(product: &Product) -> Option<Finding> {
    let sold = |age: u8| {
        product
            .terms
            .iter()
            .any(|term| product.ages_of(term).contains(age))
    };
    let unsold = ranges(product.ages.ages().filter(|age| !sold(*age)));
    (!unsold.is_empty())
        .then(|| mistake("ages_without_term", product, "terms").with("ages", unsold))
}

fn term_mistakes(product: &Product, term: &Term, earlier: &[Term]) -> Vec<Finding> {
    let table = term_name(term);
    let found = |broken: bool, code| broken.then(|| mistake(code, product, &table));
    let same = |other: &Term| other.payment == term.payment && other.coverage == term.coverage;
    let ages = product.ages_of(term);
    let outside = !product.ages.contains(ages.from()) || !product.ages.contains(ages.to());
    [
        found(earlier.iter().any(same), "term_twice"),
        found(outside, "term_ages_outside"),
        found(
            ages.ages().any(|age| !is_possible(term, age)),
            "term_impossible",
        ),
        found(
            !fits_line(product.line, term.coverage),
            "coverage_does_not_fit_line",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Cover lasts, premiums are paid in at least one year, and never longer than cover lasts.
fn is_possible(term: &Term, age: u8) -> bool {
    let (paid_up, end) = (term.payment.paid_up_age(age), term.coverage.end_age(age));
    end > age && term.payment.years(age) > 0 && paid_up <= end
}

fn fits_line(line: Line, coverage: CoverageTerm) -> bool {
    (line == Line::ShortTerm) == (coverage == CoverageTerm::Years(1))
}

/// Tables for a plan that does not exist, or for no plan where there are some.
fn stray_tables(product: &Product, term: &Term) -> Vec<Finding> {
    let known = |table: &RateTable| match &table.plan {
        Some(plan) => product.plan(plan).is_some(),
        None => product.plans().is_empty(),
    };
    let stray = term.rates.iter().filter(|table| !known(table));
    stray
        .map(|table| {
            mistake(
                "table_for_no_plan",
                product,
                &table_name(term, table.sex, table.plan.as_ref()),
            )
        })
        .collect()
}

fn rate_mistakes(product: &Product, term: &Term) -> Vec<Finding> {
    let plans: Vec<_> = match product.plans() {
        [] => vec![None],
        plans => plans.iter().map(|plan| Some(&plan.code)).collect(),
    };
    let each = plans
        .iter()
        .flat_map(|plan| Sex::ALL.map(|sex| (sex, *plan)));
    each.flat_map(|(sex, plan)| rates_of(product, term, sex, plan))
        .collect()
}

fn rates_of(product: &Product, term: &Term, sex: Sex, plan: Option<&PlanCode>) -> Vec<Finding> {
    let table = table_name(term, Some(sex), plan);
    let fits =
        |table: &&RateTable| table.sex.is_none_or(|of| of == sex) && table.plan.as_ref() == plan;
    let twice = term.rates.iter().filter(fits).count() > 1;
    let ages = product.ages_of(term);
    let missing = ranges(
        ages.ages()
            .filter(|age| term.rate(sex, plan, *age).is_none()),
    );
    let zero = ranges(
        ages.ages()
            .filter(|age| term.rate(sex, plan, *age) == Some(Decimal::ZERO)),
    );
    let most = highest_rate(product);
    let high = ranges(
        ages.ages()
            .filter(|age| term.rate(sex, plan, *age).is_some_and(|rate| rate > most)),
    );
    [
        twice.then(|| mistake("tables_overlap", product, &table)),
        (!high.is_empty()).then(|| {
            let high = mistake("rates_too_high", product, &table).with("ages", high);
            high.with("max", most)
        }),
        (!missing.is_empty())
            .then(|| mistake("rates_missing", product, &table).with("ages", missing)),
        (!zero.is_empty()).then(|| mistake("rates_zero", product, &table).with("ages", zero)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What no rate is above unless it is a slip: for a year's cover nobody pays more than the sum, nor a million for a
/// policy; an annuity's sum is what is paid in a year, its premium may be many of them.
fn highest_rate(product: &Product) -> Decimal {
    match (product.rate_unit, product.class) {
        (RateUnit::PerThousand, ProductClass::Annuity) => Decimal::from(100_000),
        (RateUnit::PerThousand, _) => Decimal::from(1_000),
        (RateUnit::PerPolicy, _) => Decimal::from(1_000_000),
    }
}

fn term_name(term: &Term) -> String {
    format!("{}/{}", term.payment, term.coverage)
}

fn table_name(term: &Term, sex: Option<Sex>, plan: Option<&PlanCode>) -> String {
    let sex = match sex {
        Some(Sex::Male) => "/male",
        Some(Sex::Female) => "/female",
        None => "",
    };
    let plan = plan.map(|plan| format!("/{plan}")).unwrap_or_default();
    format!("{}{sex}{plan}", term_name(term))
}

/// `0-4, 7`: the ages as ranges.
fn ranges(ages: impl Iterator<Item = u8>) -> String {
    let mut ranges: Vec<AgeRange> = Vec::new();
    for age in ages {
        let last = ranges.pop();
        let (whole, next) = match last.filter(|last| last.to().checked_add(1) == Some(age)) {
            Some(last) => (None, AgeRange::try_new(last.from(), age)),
            None => (last, AgeRange::try_new(age, age)),
        };
        ranges.extend(whole);
        ranges.extend(next);
    }
    let texts: Vec<_> = ranges.iter().map(ToString::to_string).collect();
    texts.join(", ")
}
