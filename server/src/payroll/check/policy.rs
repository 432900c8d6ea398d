//! Facts about policies and premiums.

use super::{Checked, Ground, years_around};
use crate::payroll::entry::Wrong;
use chrono::{Days, NaiveDate};
use shared::facts::{Fact, FactLimits, Issued, NoLine, PolicyLine, Premium};
use shared::money::Money;
use shared::month::anniversary;
use shared::product::{Line, ProductCode};
use std::collections::BTreeSet;

/// Longer than from birth to the end of any payment term.
const MOST_PAYMENT_YEARS: u8 = 105;
/// A lapsed policy can be reinstated within two years, and pays then what was due.
const YEARS_LATE: u64 = 3;

pub(super) fn issued(fact: &Fact, issued: &Issued, ground: &Ground<'_>) -> Checked {
    let (earliest, latest) = years_around(fact.on, 1);
    let effective = issued.effective_on;
    if !(earliest..=latest).contains(&effective) {
        return Err(Wrong::at(
            "issued.effective_on",
            format!(
                "{effective} is more than a year away from the issue on {}: write the date of effect (生效日)",
                fact.on
            ),
        ));
    }
    lines("issued", fact, &issued.lines, ground)
}

/// The products of a policy or an application.
pub(super) fn lines(of: &str, fact: &Fact, lines: &[PolicyLine], ground: &Ground<'_>) -> Checked {
    let limits = ground.limits_on(fact.on)?;
    if lines.is_empty() {
        return Err(Wrong::at(
            format!("{of}.lines"),
            "it has no product: write at least one, with its premium",
        ));
    }
    let mut numbers = BTreeSet::new();
    for (place, line) in lines.iter().enumerate() {
        let wrong = |field: &str, reason: String| {
            Err(Wrong::at(format!("{of}.lines[{place}].{field}"), reason))
        };
        let number = line.number.map_or_else(|| place + 1, usize::from);
        if number == 0 || !numbers.insert(number) {
            return wrong(
                "number",
                format!(
                    "{number} is no number of this product alone: number them 1, 2, …, or leave it out"
                ),
            );
        }
        if line.premium <= Money::ZERO {
            return wrong(
                "premium",
                format!(
                    "{} is not above zero: write the premium of a year, or the single premium",
                    line.premium
                ),
            );
        }
        if line.premium > limits.highest_premium {
            return wrong("premium", too_much(fact, line.premium, limits));
        }
        if !(1..=MOST_PAYMENT_YEARS).contains(&line.payment_years) {
            return wrong(
                "payment_years",
                format!(
                    "{} is not possible: write in how many years a premium falls due, 1 for a single premium",
                    line.payment_years
                ),
            );
        }
        if line.line == Line::ShortTerm && line.payment_years > 1 {
            return wrong(
                "payment_years",
                format!(
                    "a short-term product is paid within its year, not in {}: write 1, or long_term as its line",
                    line.payment_years
                ),
            );
        }
        if let Err((field, reason)) = as_sold(line, ground) {
            return wrong(field, reason);
        }
    }
    Ok(())
}

/// Whether the product is one that is sold, and of that kind.
fn as_sold(line: &PolicyLine, ground: &Ground<'_>) -> Result<(), (&'static str, String)> {
    let code = &line.product;
    let products = ground.products();
    if !products.contains(code) {
        return Err((
            "product",
            format!(
                "there is no product {code}: write {}; or publish it with publish-products, or its rates with publish-tables",
                one_of(products.iter())
            ),
        ));
    }
    let tariff = ground
        .catalogue
        .as_ref()
        .and_then(|catalogue| catalogue.tariffs(code).next());
    let Some(tariff) = tariff else {
        return Ok(());
    };
    if tariff.line != line.line {
        let is = match tariff.line {
            Line::LongTerm => "long_term",
            Line::ShortTerm => "short_term",
        };
        return Err((
            "line",
            format!("{code} is {is} in the catalogue: write that, or the product that is meant"),
        ));
    }
    if tariff.rider.is_some() != line.rider {
        let (is, write) = match tariff.rider {
            Some(_) => ("a rider", true),
            None => ("a main product", false),
        };
        return Err((
            "rider",
            format!("{code} is {is} in the catalogue: write {write}, or the product that is meant"),
        ));
    }
    Ok(())
}

pub(super) fn premium(fact: &Fact, premium: &Premium, ground: &Ground<'_>) -> Checked {
    if premium.amount <= Money::ZERO {
        return Err(Wrong::at(
            "premium.amount",
            format!(
                "{} is not above zero: write what was received; money given back is told as a policy event (withdrawn, surrendered), \
             a premium that was wrong is retracted",
                premium.amount
            ),
        ));
    }
    let limits = ground.limits_on(fact.on)?;
    if premium.amount > limits.highest_premium {
        return Err(Wrong::at(
            "premium.amount",
            too_much(fact, premium.amount, limits),
        ));
    }
    let (due, (earliest, _), (_, latest)) = (
        premium.due_on,
        years_around(fact.on, YEARS_LATE),
        years_around(fact.on, 1),
    );
    if !(earliest..=latest).contains(&due) {
        return Err(Wrong::at(
            "premium.due_on",
            format!(
                "{due} is too far from {}, when the premium was received: write the day on which it fell due",
                fact.on
            ),
        ));
    }
    match ground.policy(&premium.policy) {
        Some((issued_on, issued)) => {
            not_long_before(fact.on, issued_on, limits)?;
            of_policy(premium, issued, limits)
        }
        // The issue may come in another file; until then the statement says what is missing.
        None => Ok(()),
    }
}

fn too_much(fact: &Fact, premium: Money, limits: &FactLimits) -> String {
    format!(
        "{premium} is above {}: write what was paid, in yuan; if it is so, publish fact_limits with a higher \
         highest_premium from {} on (saddlebag settings fact_limits, saddlebag publish-settings --backdated)",
        limits.highest_premium, fact.on
    )
}

fn not_long_before(received_on: NaiveDate, issued_on: NaiveDate, limits: &FactLimits) -> Checked {
    let before = Days::new(limits.received_before_issue_days.into());
    let first = issued_on.checked_sub_days(before);
    match first.is_some_and(|first| received_on < first) {
        true => Err(Wrong::at(
            "on",
            format!(
                "{received_on} is long before the issue of the policy on {issued_on}: write the day on which the premium was received"
            ),
        )),
        false => Ok(()),
    }
}

fn of_policy(premium: &Premium, issued: &Issued, limits: &FactLimits) -> Checked {
    let (policy, product) = (&premium.policy, &premium.product);
    let line = match issued.line_of(premium) {
        Ok((_, line)) => line,
        Err(NoLine::Several) => {
            let numbers = issued
                .numbered_lines()
                .filter(|(_, line)| line.product == *product);
            let numbers: Vec<String> = numbers.map(|(number, _)| number.to_string()).collect();
            return Err(Wrong::at(
                "premium.line",
                format!(
                    "{policy} has several lines of {product}: write the number of the one that was paid, {}",
                    numbers.join(" or ")
                ),
            ));
        }
        Err(NoLine::NotInPolicy) => {
            let has_product = issued.lines.iter().any(|line| line.product == *product);
            let field = if has_product {
                "premium.line"
            } else {
                "premium.product"
            };
            let lines = issued
                .numbered_lines()
                .map(|(number, line)| format!("{} (line {number})", line.product));
            let lines: Vec<String> = lines.collect();
            return Err(Wrong::at(
                field,
                format!("{policy} does not have it: write {}", lines.join(" or ")),
            ));
        }
    };
    let first = issued
        .effective_on
        .checked_sub_days(Days::new(limits.due_before_effect_days.into()))
        .unwrap_or(issued.effective_on);
    let end = anniversary(issued.effective_on, line.payment_years);
    let last = if line.line == Line::LongTerm {
        Some(end)
    } else {
        None
    };
    if premium.due_on < first || last.is_some_and(|last| premium.due_on >= last) {
        let until = last.map_or_else(String::new, |last| format!(" and before {last}"));
        return Err(Wrong::at(
            "premium.due_on",
            format!(
                "{product} of {policy} has no premium due on {}: write a day from {first} on{until}",
                premium.due_on
            ),
        ));
    }
    Ok(())
}

fn one_of<'p>(products: impl Iterator<Item = &'p ProductCode>) -> String {
    products
        .map(ProductCode::to_string)
        .collect::<Vec<_>>()
        .join(" or ")
}
