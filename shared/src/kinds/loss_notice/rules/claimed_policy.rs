//! A claim report against the policy that it names. A client book may be behind, so all of it warns.

use super::super::POLICY;
use super::illness::is_illness;
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::name::PersonName;
use crate::product::{Catalogue, LossKind, Product, ProductCode};
use crate::rules::named_policy::{named_policy, served_by_another};
use crate::rules::{Context, KnownPolicy};

pub(super) fn check(answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    let policy = match named_policy(answers, POLICY, context) {
        Ok(Some(policy)) => policy,
        Ok(None) => return Vec::new(),
        Err(unknown) => return vec![unknown],
    };
    let mut found = Vec::new();
    found.extend(outside_cover(answers, policy));
    found.extend(another_insured(answers, policy));
    if context.desk.is_some() {
        found.extend(served_by_another(policy, POLICY));
        found.extend(no_longer_in_force(policy));
        found.extend(above_sum(answers, policy));
        found.extend(not_covered(answers, policy, context.catalogue));
    }
    found
}

fn outside_cover(answers: &Answers, policy: &KnownPolicy) -> Option<Finding> {
    let day = read::moment_at(answers, "loss.occurred_at")?.date();
    let covered = policy.from <= day && policy.until.is_none_or(|last| day <= last);
    (!covered).then(|| {
        Finding::warning("loss_outside_cover", "loss.occurred_at").with("from", policy.from)
    })
}

fn another_insured(answers: &Answers, policy: &KnownPolicy) -> Option<Finding> {
    let name: PersonName = read::parsed(answers, "insured.name")?;
    let insured: Option<PersonName> = policy.insured.parse().ok();
    let same = insured.is_some_and(|insured| insured.is_same_as(&name));
    (!same).then(|| Finding::warning("policy_insured_differs", "insured.name"))
}

fn no_longer_in_force(policy: &KnownPolicy) -> Option<Finding> {
    (!policy.in_force).then(|| Finding::warning("policy_not_in_force", POLICY))
}

fn above_sum(answers: &Answers, policy: &KnownPolicy) -> Option<Finding> {
    let path = "loss.estimate";
    let estimate = read::money_at(answers, path)?;
    let sum = policy.sum_insured?;
    (estimate > sum).then(|| Finding::warning("estimate_above_sum_insured", path).with("sum", sum))
}

/// What the main product of the policy does not pay for; riders are in no client book.
fn not_covered(answers: &Answers, policy: &KnownPolicy, catalogue: &Catalogue) -> Option<Finding> {
    let paid = product_of(policy, catalogue)?.pays_for.as_ref()?;
    let path = "loss.kind";
    let kind = LossKind::from_name(answers.get(path)?)?;
    if !paid.losses.contains(&kind) {
        let finding = Finding::warning("loss_not_covered", path);
        let named = finding.with("product", &policy.product);
        return Some(named.with("loss", kind.as_str()));
    }
    let path = match kind {
        LossKind::Death => "loss.death_cause",
        _ => "loss.diagnosis",
    };
    (paid.accidents_only && is_illness(kind, answers.get(path)?))
        .then(|| Finding::warning("illness_not_covered", path).with("product", &policy.product))
}

/// The product as it was sold when cover began.
fn product_of<'c>(policy: &KnownPolicy, catalogue: &'c Catalogue) -> Option<&'c Product> {
    let code: ProductCode = policy.product.parse().ok()?;
    let sold = catalogue.product(&code, policy.from);
    let mut tariffs = catalogue.products.iter();
    sold.or_else(|| tariffs.find(|product| product.code == code))
}
