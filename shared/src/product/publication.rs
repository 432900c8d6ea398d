//! New tariffs beside those that are sold: what becomes of the catalogue, and what must not change any more.

use super::catalogue::Catalogue;
use super::check::mistake;
use super::definition::Product;
use crate::finding::Finding;
use crate::identity::Sex;
use crate::setting::RuleDifference;
use chrono::NaiveDate;
use core::fmt;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A catalogue as it is to be, and what is new in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Everything that is sold from now on, and was sold before.
    pub catalogue: Catalogue,
    /// Each tariff that is new or different, in the order in which they were given.
    pub changed: Vec<ChangedTariff>,
}

/// A tariff that is new or different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedTariff {
    /// As it was; `None` if it is new.
    pub before: Option<Product>,
    /// As it is to be.
    pub after: Product,
}

impl Catalogue {
    /// This catalogue with tariffs that take the place of those of the same product and first day, and stand behind
    /// the product's others if there is none. Tariffs that are not given stay: what was sold by them is still judged
    /// by them.
    ///
    /// What holds on days until `today` was sold by: of a tariff that has begun nothing may change but its last day,
    /// from today on, unless it `is_said` that it shall.
    ///
    /// # Errors
    /// Every mistake in the catalogue that would come of it.
    pub fn with_tariffs(
        &self,
        tariffs: Vec<Product>,
        today: NaiveDate,
        is_said: bool,
    ) -> Result<Publication, Vec<Finding>> {
        let mut findings = twice(&tariffs);
        let mut catalogue = self.clone();
        let mut changed = Vec::new();
        // Who has sold nothing yet changes nothing.
        let is_said = is_said || self.products.is_empty();
        for tariff in tariffs {
            let is_known = catalogue.tariffs(&tariff.code).next().is_some();
            let before = catalogue.put(tariff.clone());
            if before.as_ref() == Some(&tariff) {
                continue;
            }
            if !is_said && changes_what_was_sold(before.as_ref(), is_known, &tariff, today) {
                let backdated = mistake("tariff_backdated", &tariff, "");
                findings.push(backdated.with("today", today));
            }
            changed.push(ChangedTariff {
                before,
                after: tariff,
            });
        }
        findings.extend(catalogue.check());
        match findings.is_empty() {
            true => Ok(Publication { catalogue, changed }),
            false => Err(findings),
        }
    }

    /// This catalogue without what another publication changed in it, which was `published` over `before`: what it
    /// added is not there any more, what it changed is as it was. Only what holds from days after `today` alone, and
    /// still stands as it was published, can be taken back.
    ///
    /// # Errors
    /// What holds already, or is different by now.
    pub fn taking_back(
        &self,
        before: &Self,
        published: &Self,
        today: NaiveDate,
    ) -> Result<Self, Vec<Finding>> {
        let mut catalogue = self.clone();
        let mut findings = Vec::new();
        let was = |tariff: &Product| before.products.iter().find(|was| is_same(was, tariff));
        let changed = published.products.iter();
        for tariff in changed.filter(|tariff| was(tariff) != Some(tariff)) {
            let at = catalogue.products.iter().position(|it| it == tariff);
            let Some(at) = at else {
                findings.push(mistake("tariff_changed_since", tariff, ""));
                continue;
            };
            let has_begun = match was(tariff) {
                Some(was) => changes_what_was_sold(Some(tariff), true, was, today),
                None => tariff.valid_from <= today,
            };
            if has_begun {
                let begun = mistake("tariff_has_begun", tariff, "");
                findings.push(begun.with("today", today));
            }
            match (was(tariff), catalogue.products.get_mut(at)) {
                (Some(was), Some(held)) => *held = was.clone(),
                _ => drop(catalogue.products.remove(at)),
            }
        }
        findings.extend(catalogue.check());
        match findings.is_empty() {
            true => Ok(catalogue),
            false => Err(findings),
        }
    }

    /// Puts a tariff in its place; what stood there.
    fn put(&mut self, tariff: Product) -> Option<Product> {
        let mut products = self.products.iter_mut();
        if let Some(held) = products.find(|held| is_same(held, &tariff)) {
            return Some(core::mem::replace(held, tariff));
        }
        let of_product = |held: &Product| held.code == tariff.code;
        let after = self.products.iter().rposition(of_product);
        let at = after.map_or(self.products.len(), |last| last + 1);
        self.products.insert(at, tariff);
        None
    }
}

fn is_same(one: &Product, other: &Product) -> bool {
    one.code == other.code && one.valid_from == other.valid_from
}

fn twice(tariffs: &[Product]) -> Vec<Finding> {
    let is_again = |at: usize, tariff: &Product| {
        let mut earlier = tariffs.iter().take(at);
        earlier.any(|earlier| is_same(earlier, tariff))
    };
    let again = tariffs.iter().enumerate();
    again
        .filter(|(at, tariff)| is_again(*at, tariff))
        .map(|(_, tariff)| mistake("tariff_twice", tariff, ""))
        .collect()
}

/// A product that nobody knew may begin today: nothing was sold by it.
fn changes_what_was_sold(
    before: Option<&Product>,
    is_known: bool,
    after: &Product,
    today: NaiveDate,
) -> bool {
    if after.valid_from > today {
        return false;
    }
    let Some(before) = before else {
        return is_known || after.valid_from < today;
    };
    let is_still_sold = |last: Option<NaiveDate>| last.is_none_or(|last| last >= today);
    let only_ends = Product {
        valid_until: after.valid_until,
        ..before.clone()
    };
    only_ends != *after || !is_still_sold(before.valid_until) || !is_still_sold(after.valid_until)
}

impl ChangedTariff {
    /// What is different: how many rates, by how much, and that other things are. Nothing of a new one.
    pub fn differences(&self) -> Vec<RuleDifference> {
        let Some(before) = &self.before else {
            return Vec::new();
        };
        let after = &self.after;
        let mut found = Vec::new();
        if before.valid_until != after.valid_until {
            let last = |tariff: &Product| {
                let until = tariff.valid_until;
                until.map_or_else(|| "open".to_owned(), |until| until.to_string())
            };
            found.push(RuleDifference::Changed {
                path: "valid_until".to_owned(),
                was: last(before),
                is: last(after),
            });
        }
        found.extend(different_rates(&rates(before), &rates(after)));
        let others = Product {
            valid_until: after.valid_until,
            terms: after.terms.clone(),
            ..before.clone()
        };
        if others != *after {
            found.push(RuleDifference::Terms {});
        }
        found
    }
}

/// Each rate by term, sex, plan and age.
type RatesOf = BTreeMap<(String, Sex, String, u8), Decimal>;

fn rates(tariff: &Product) -> RatesOf {
    let mut rates = RatesOf::new();
    let plans = tariff.plans().iter().map(|plan| Some(&plan.code));
    let plans: Vec<_> = plans.chain([None]).collect();
    for term in &tariff.terms {
        for (sex, plan) in Sex::ALL
            .iter()
            .flat_map(|sex| plans.iter().map(move |plan| (*sex, *plan)))
        {
            for age in tariff.ages_of(term).ages() {
                if let Some(rate) = term.rate(sex, plan, age) {
                    let plan = plan.map(ToString::to_string).unwrap_or_default();
                    let of = format!("{}/{}", term.payment, term.coverage);
                    rates.insert((of, sex, plan, age), rate);
                }
            }
        }
    }
    rates
}

fn different_rates(before: &RatesOf, after: &RatesOf) -> Vec<RuleDifference> {
    let both = after
        .iter()
        .filter_map(|(of, rate)| Some((before.get(of)?, rate)));
    let different = both.filter(|(was, is)| was != is);
    let changes: Vec<Decimal> = different
        .map(|(was, is)| {
            let part = is.checked_div(*was).unwrap_or_default() - Decimal::ONE;
            (part * Decimal::ONE_HUNDRED).round_dp(1)
        })
        .collect();
    let count = |rates: usize| u64::try_from(rates).unwrap_or(u64::MAX);
    let lacking = |of: &RatesOf, among: &RatesOf| {
        let lacking = of.keys().filter(|rate| !among.contains_key(rate));
        count(lacking.count())
    };
    let range = changes.iter().min().zip(changes.iter().max());
    let changed = range.map(|(least, most)| RuleDifference::Rates {
        n: count(changes.len()),
        least: least.to_string(),
        most: most.to_string(),
    });
    let gone = Some(lacking(before, after)).filter(|n| *n > 0);
    let added = Some(lacking(after, before)).filter(|n| *n > 0);
    let gone = gone.map(|n| RuleDifference::RatesGone { n });
    let added = added.map(|n| RuleDifference::RatesAdded { n });
    changed.into_iter().chain(gone).chain(added).collect()
}

/// `TL-A from 2026-12-01 to 2027-06-30`.
impl fmt::Display for ChangedTariff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Product {
            code,
            valid_from,
            valid_until,
            ..
        } = &self.after;
        write!(f, "{code} from {valid_from}")?;
        valid_until.map_or(Ok(()), |until| write!(f, " to {until}"))
    }
}
