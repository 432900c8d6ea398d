//! What the law keeps for minors: who may insure them for the case of death, and for how much. Said
//! at the answer that can mend it, as soon as it is given.

use super::form;
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::{age_of, is_minor};
use crate::money::Money;
use crate::product::{Catalogue, PlanCode, Product, ProductCode, SumInsured};
use crate::rules::Context;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_minor(answers, "insured", context.today) {
        return;
    }
    let benefits = death_benefits(answers, context.catalogue);
    findings.extend(insured_by_others(answers, &benefits));
    findings.extend(above_the_cap(answers, &benefits, context));
}

/// A product that was chosen and pays on death.
struct DeathBenefit<'a> {
    /// Where its answers are: `product`, `riders.0`.
    prefix: String,
    product: &'a Product,
    /// As far as it is chosen.
    sum: Option<Money>,
}

/// The main product first.
fn death_benefits<'a>(answers: &Answers, catalogue: &'a Catalogue) -> Vec<DeathBenefit<'a>> {
    let Some(effect) = read::date_at(answers, "product.effective_date") else {
        return Vec::new();
    };
    let riders = (0..form::riders(answers)).map(|number| format!("riders.{number}"));
    core::iter::once("product".to_owned())
        .chain(riders)
        .filter_map(|prefix| {
            let code: ProductCode = read::parsed(answers, &format!("{prefix}.code"))?;
            let product = catalogue.product(&code, effect)?;
            product.class.pays_on_death().then(|| DeathBenefit {
                sum: sum(answers, &prefix, product),
                prefix,
                product,
            })
        })
        .collect()
}

fn sum(answers: &Answers, prefix: &str, product: &Product) -> Option<Money> {
    match product.sum_insured {
        SumInsured::Chosen(_) => read::money_at(answers, &format!("{prefix}.sum_insured")),
        SumInsured::Planned(_) => {
            let code: PlanCode = read::parsed(answers, &format!("{prefix}.plan"))?;
            product.plan(&code).map(|plan| plan.sum_insured)
        }
        SumInsured::WaivedPremiums => None,
    }
}

impl DeathBenefit<'_> {
    /// The answer that chooses the sum.
    fn sum_path(&self) -> String {
        let name = match self.product.sum_insured {
            SumInsured::Chosen(_) => "sum_insured",
            SumInsured::Planned(_) => "plan",
            SumInsured::WaivedPremiums => "code",
        };
        format!("{}.{name}", self.prefix)
    }

    /// The least that can be chosen.
    fn least(&self) -> Money {
        let least = match &self.product.sum_insured {
            SumInsured::Chosen(limits) => Some(limits.min),
            SumInsured::Planned(plans) => plans.iter().map(|plan| plan.sum_insured).min(),
            SumInsured::WaivedPremiums => None,
        };
        least.unwrap_or(Money::ZERO)
    }
}

/// Insurance Law, article 33: only parents insure a minor for the case of death.
fn insured_by_others(answers: &Answers, benefits: &[DeathBenefit<'_>]) -> Option<Finding> {
    let relation = answers.get("insured.relation")?;
    let first = benefits.first().filter(|_| relation != "child")?;
    Some(Finding::error(
        "minor_not_own_child",
        format!("{}.code", first.prefix),
    ))
}

/// 保监发〔2015〕90号: the death benefits of a minor at all insurers together are limited by age. The
/// first that goes beyond what the others leave can be lowered, or is no choice at all.
fn above_the_cap(
    answers: &Answers,
    benefits: &[DeathBenefit<'_>],
    context: &Context<'_>,
) -> Option<Finding> {
    let age = age_of(answers, "insured", context.today)?;
    let cap = context.settings().death_benefit_cap(age)?;
    let mut held = read::money_at(answers, "insured.other_death_benefit").unwrap_or_default();
    for benefit in benefits {
        if held + benefit.least() > cap {
            let path = format!("{}.code", benefit.prefix);
            let found = Finding::error("minor_death_benefit_reached", path);
            return Some(found.with("cap", cap).with("held", held));
        }
        let total = held + benefit.sum.unwrap_or_default();
        if total > cap {
            let found = Finding::error("minor_death_benefit", benefit.sum_path());
            let found = found.with("cap", cap).with("total", total);
            return Some(found.with("room", cap - held));
        }
        held = total;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;

    /// A child of five years, insured by a parent with a whole life policy.
    fn child() -> Answers {
        Answers::new()
            .with("insured.relation", "child")
            .with("insured.birth_date", "2021-05-01")
            .with("product.effective_date", "2026-11-01")
            .with("product.code", "WL-A")
    }

    fn found(answers: &Answers) -> Vec<Finding> {
        let catalogue = Catalogue::demonstration().unwrap();
        let today = "2026-10-31".parse().unwrap();
        let mut findings = Vec::new();
        check(answers, &Context::draft(today, &catalogue), &mut findings);
        findings
    }

    #[test]
    fn a_sum_above_the_cap_is_said_at_the_sum_with_what_is_left() {
        let answers = child().with("insured.other_death_benefit", "50000");
        assert_eq!(found(&answers), []);
        let expected = Finding::error("minor_death_benefit", "product.sum_insured");
        let expected = expected.with("cap", "200000.00").with("total", "210000.00");
        assert_eq!(
            found(&answers.with("product.sum_insured", "160000")),
            [expected.with("room", "150000.00")]
        );
    }

    #[test]
    fn a_product_of_which_no_sum_fits_is_said_when_it_is_chosen() {
        let answers = child().with("insured.other_death_benefit", "190000");
        let expected = Finding::error("minor_death_benefit_reached", "product.code");
        assert_eq!(
            found(&answers),
            [expected.with("cap", "200000.00").with("held", "190000.00")]
        );
        assert_eq!(found(&answers.with("product.code", "CI-A")), []);
    }

    #[test]
    fn a_rider_that_goes_beyond_what_the_main_product_leaves_is_said_at_the_rider() {
        let answers = child()
            .with("product.sum_insured", "150000")
            .with("riders.0.code", "AC-R");
        assert_eq!(found(&answers), []);
        let found = found(&answers.with("riders.0.sum_insured", "100000"));
        assert_eq!(found[0].path, "riders.0.sum_insured");
        assert_eq!(found[0].params["room"], "50000.00");
    }

    #[test]
    fn who_is_no_parent_is_told_when_the_product_is_chosen() {
        let found = found(&child().with("insured.relation", "other"));
        assert_eq!(
            found,
            [Finding::error("minor_not_own_child", "product.code")]
        );
    }
}
