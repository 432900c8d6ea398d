//! A product the insured can be sold, with riders.

use super::draw::Draw;
use super::people::tell;
use crate::answers::Answers;
use crate::kinds::application::rules::product::{insured, quoted};
use crate::money::Money;
use crate::product::{Catalogue, Cover, Insured, PaymentMode, Product, Selection};
use crate::time::age_at;
use chrono::{NaiveDate, TimeDelta};

/// Answers which product and riders, for how much, and what they cost.
pub(super) fn tell_product(
    answers: &mut Answers,
    draw: &mut Draw,
    today: NaiveDate,
    catalogue: &Catalogue,
) {
    let effect = today + TimeDelta::days(i64::from(draw.between(0, 14)));
    answers.set("product.effective_date", effect.to_string());
    let Some(insured) = insured(answers) else {
        return;
    };
    let sold: Vec<&Product> = catalogue.mains_for(&insured, effect).collect();
    let Some(product) = for_one_person(draw, &sold) else {
        return;
    };
    let Some(selection) = choose(answers, draw, product, &insured, effect) else {
        return;
    };
    tell_riders(answers, draw, catalogue, &selection, &insured, effect);
    if let Some(quote) = quoted(answers, catalogue) {
        answers.set("product.premium", quote.per_payment.to_string());
    }
}

/// Most draws for a product: enough wherever there is one.
const MOST_DRAWS: usize = 64;

/// What is sold to groups alone is drawn again.
fn for_one_person<'p>(draw: &mut Draw, sold: &[&'p Product]) -> Option<&'p Product> {
    let mut drawn = core::iter::repeat_with(|| draw.one_of(sold).copied()).take(MOST_DRAWS);
    drawn.find_map(|product| product.filter(|product| !product.class.is_group()))
}

/// Answers the main product's page and says what was chosen.
fn choose(
    answers: &mut Answers,
    draw: &mut Draw,
    product: &Product,
    insured: &Insured,
    effect: NaiveDate,
) -> Option<Selection> {
    let age = age_at(insured.birth_date, effect)?;
    let coverage = *draw.one_of(&product.coverages_at(age))?;
    let payment = *draw.one_of(&product.payments_at(age, coverage))?;
    let modes: Vec<PaymentMode> = product.modes_for(payment).collect();
    let mode = *draw.one_of(&modes)?;
    tell(
        answers,
        "product",
        &[
            ("code", product.code.as_str()),
            ("coverage", &coverage.to_string()),
            ("payment_years", &payment.to_string()),
            ("payment_mode", mode.as_str()),
        ],
    );
    Some(Selection {
        product: product.code.clone(),
        payment,
        coverage,
        cover: tell_cover(answers, draw, "product", product, None)?,
    })
}

/// A sum or a plan of the product, small enough for a minor and for the main product beside it.
fn tell_cover(
    answers: &mut Answers,
    draw: &mut Draw,
    prefix: &str,
    product: &Product,
    main_sum: Option<Money>,
) -> Option<Cover> {
    if let Some(plan) = draw.one_of(product.plans()) {
        answers.set(format!("{prefix}.plan"), plan.code.as_str());
        return Some(Cover::Plan(plan.code.clone()));
    }
    let limits = match main_sum {
        Some(main) => product.sum_limits_beside(main),
        None => product.sum_limits(),
    };
    let Some(limits) = limits else {
        return product.cover("");
    };
    let wanted = Money::from_yuan(i32::try_from(draw.between(1, 10)).ok()? * 10_000);
    let sum = limits.at_most(wanted.max(limits.min))?;
    answers.set(format!("{prefix}.sum_insured"), sum.to_string());
    Some(Cover::SumInsured(sum))
}

fn tell_riders(
    answers: &mut Answers,
    draw: &mut Draw,
    catalogue: &Catalogue,
    main: &Selection,
    insured: &Insured,
    effect: NaiveDate,
) {
    let main_sum = match &main.cover {
        Cover::SumInsured(sum) => *sum,
        Cover::Plan(_) | Cover::WaivedPremiums => return,
    };
    let riders: Vec<&Product> = catalogue.riders_for(main, insured, effect).collect();
    let mut number = 0;
    for rider in riders {
        if !draw.percent(35)
            || (rider.sum_limits().is_some() && rider.sum_limits_beside(main_sum).is_none())
        {
            continue;
        }
        let prefix = format!("riders.{number}");
        let before = answers.clone();
        answers.set(format!("{prefix}.code"), rider.code.as_str());
        tell_cover(answers, draw, &prefix, rider, Some(main_sum));
        if quoted(answers, catalogue).is_some() {
            number += 1;
        } else {
            *answers = before;
        }
    }
}
