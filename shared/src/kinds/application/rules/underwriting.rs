//! What an underwriter looks at in an application: nothing of it keeps anybody from sending, and the
//! agent is not asked for reasons of a client's illness.

use super::product::{pays_on_death, quoted};
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::{age_of, insured_prefix, is_adult};
use crate::money::Money;
use crate::rules::{Context, Watch};

/// Warnings for the desk.
pub(super) fn check(
    answers: &Answers,
    context: &Context<'_>,
    watch: &Watch,
    findings: &mut Vec<Finding>,
) {
    findings.extend(health(answers));
    findings.extend(occupation(answers, watch));
    findings.extend(sum(answers, context, watch));
}

/// Whether this answer is a yes of the health declaration.
pub fn is_health_yes(path: &str, text: &str) -> bool {
    path.starts_with("health.") && !is_health_details(path) && text.trim() == "yes"
}

/// Whether at this path stands what explains a yes of the health declaration.
pub fn is_health_details(path: &str) -> bool {
    path.starts_with("health.") && path.ends_with("_details")
}

/// Each yes of the health declaration; what other insurers did has a code of its own.
fn health(answers: &Answers) -> impl Iterator<Item = Finding> {
    let yes = answers.iter();
    let yes = yes.filter(|(path, text)| is_health_yes(path, text));
    yes.map(|(path, _)| {
        let code = match path {
            "health.declined_before" => "declined_before",
            "health.claimed_before" => "claimed_before",
            _ => "health_yes",
        };
        Finding::warning(code, path)
    })
}

fn occupation(answers: &Answers, watch: &Watch) -> Option<Finding> {
    let path = format!("{}.occupation_class", insured_prefix(answers));
    let class: u8 = read::parsed(answers, &path)?;
    (class >= watch.dangerous_occupation_class)
        .then(|| Finding::warning("occupation_dangerous", path).with("class", class))
}

/// What is paid on death, against age and income of an adult: the law's cap keeps that of a minor.
fn sum(answers: &Answers, context: &Context<'_>, watch: &Watch) -> Vec<Finding> {
    let prefix = insured_prefix(answers);
    let Some(quote) = quoted(answers, context.catalogue) else {
        return Vec::new();
    };
    if !is_adult(answers, prefix, context.today) {
        return Vec::new();
    }
    let on_death = quote.lines.iter();
    let on_death = on_death.filter(|line| pays_on_death(line, context.catalogue));
    let total: Money = on_death.map(|line| line.sum_insured).sum();
    [
        age_of(answers, prefix, context.today).and_then(|age| sum_for_age(age, total, watch)),
        sum_for_income(answers, prefix, total, watch),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sum_for_age(age: u8, total: Money, watch: &Watch) -> Option<Finding> {
    (age >= watch.high_sum_age && total > watch.high_sum_from_that_age).then(|| {
        Finding::warning("sum_high_for_age", "product.sum_insured")
            .with("total", total)
            .with("age", age)
    })
}

fn sum_for_income(answers: &Answers, prefix: &str, total: Money, watch: &Watch) -> Option<Finding> {
    let times = watch.high_sum_incomes;
    let income = read::money_at(answers, &format!("{prefix}.annual_income"))?;
    (i128::from(total.fen()) > i128::from(income.fen()) * i128::from(times)).then(|| {
        Finding::warning("sum_high_for_income", "product.sum_insured")
            .with("total", total)
            .with("times", times)
    })
}
