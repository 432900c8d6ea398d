//! What the product catalogue offers for the answers so far.

use crate::components::field::Offer;
use crate::finding_text::finding_text;
use crate::text::language;
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::answers::{Answers, read};
use shared::form::{CatalogueChoice, FieldKind, PlacedField};
use shared::kinds::application::rules::product::{
    has_choice, insured, main_product, product_beside, quote_request,
};
use shared::kinds::application::rules::suitability::{risk_class, risk_exceeded};
use shared::product::{
    Catalogue, CoverageTerm, PaymentMode, PaymentTerm, Product, ProductCode, RiskClass, SumLimits,
};
use shared::rules::Settings;
use shared::text::{Language, lookup};
use shared::time::age_at;

/// The product catalogue with the answers it is asked about.
#[derive(Clone, Copy)]
pub struct CatalogueOffers<'a> {
    /// What is sold.
    pub catalogue: &'a Catalogue,
    /// What is answered.
    pub answers: &'a Answers,
    /// The language of the names.
    pub language: Language,
    /// The risk class of the client, once it is known.
    pub client: Option<RiskClass>,
}

/// The catalogue with the answers, by the rules of a day; tracks both. `None` before the catalogue came.
pub fn with_offers<T>(
    work: Work,
    day: NaiveDate,
    answers: Signal<Answers>,
    see: impl FnOnce(CatalogueOffers<'_>) -> T,
) -> Option<T> {
    let catalogue = work.catalogue.get()?;
    let language = language();
    Some(answers.with(|answers| {
        see(CatalogueOffers {
            catalogue: &catalogue,
            answers,
            language,
            client: risk_class(answers, &Settings::in_force(day)),
        })
    }))
}

impl CatalogueOffers<'_> {
    /// What can be chosen at `path`; `None` while an answer it depends on is missing.
    pub fn offers(&self, choice: CatalogueChoice, path: &str) -> Option<Vec<Offer>> {
        match choice {
            CatalogueChoice::MainProduct => self.mains(),
            CatalogueChoice::Rider => self.riders(path),
            CatalogueChoice::Plan => self.plans(path),
            CatalogueChoice::Coverage => self.coverages(),
            CatalogueChoice::PaymentYears => self.payment_terms(),
            CatalogueChoice::PaymentMode => self.modes(),
            CatalogueChoice::SumInsured | CatalogueChoice::Premium => None,
        }
    }

    /// The sums that can be chosen at `path`.
    pub fn sum_limits(&self, path: &str) -> Option<SumLimits> {
        let product = self.product_beside(path)?;
        if product.is_main() {
            return product.sum_limits();
        }
        let main_sum = read::money_at(self.answers, "product.sum_insured")
            .or_else(|| self.planned_sum("product.plan"));
        match main_sum {
            Some(sum) => product.sum_limits_beside(sum),
            None => product.sum_limits(),
        }
    }

    /// Whether the chosen product has anything to choose here: a product has plans or sums.
    pub fn is_offered(&self, placed: &PlacedField) -> bool {
        let FieldKind::Catalogue(choice) = placed.field.kind else {
            return true;
        };
        has_choice(self.answers, self.catalogue, &placed.path, choice)
    }

    fn mains(&self) -> Option<Vec<Offer>> {
        let insured = insured(self.answers)?;
        let effect = read::date_at(self.answers, "product.effective_date")?;
        let mains = self.catalogue.mains_for(&insured, effect);
        // Who is insured alone is offered nothing for groups; what was chosen already stays in sight.
        let is_chosen = |product: &Product| self.answers.is("product.code", product.code.as_str());
        let mains = mains.filter(|product| !product.class.is_group() || is_chosen(product));
        let mut offers: Vec<Offer> = mains.map(|product| self.main_offer(product)).collect();
        offers.sort_by_key(|offer| offer.refused.is_some());
        Some(offers)
    }

    fn main_offer(&self, product: &Product) -> Offer {
        let client = self.client;
        let found = client.and_then(|client| risk_exceeded("product.code", product.risk, client));
        let said = |finding| finding_text(self.language, &finding, Some(self.catalogue));
        Offer {
            refused: found.map(said),
            ..self.product_offer(product)
        }
    }

    fn riders(&self, path: &str) -> Option<Vec<Offer>> {
        let request = quote_request(self.answers, self.catalogue)?;
        let taken = |code: &ProductCode| {
            (0..self.answers.items("riders"))
                .map(|number| format!("riders.{number}.code"))
                .any(|other| other != path && self.answers.is(&other, code.as_str()))
        };
        let riders = self
            .catalogue
            .riders_for(&request.main, &request.insured, request.effect);
        Some(
            riders
                .filter(|rider| !taken(&rider.code))
                .map(|rider| self.product_offer(rider))
                .collect(),
        )
    }

    fn plans(&self, path: &str) -> Option<Vec<Offer>> {
        let plans = self.product_beside(path)?.plans().iter();
        Some(
            plans
                .map(|plan| Offer {
                    note: crate::answer_text::money_text(&plan.sum_insured.to_string()),
                    ..Offer::new(plan.code.as_str(), plan.name.in_language(self.language))
                })
                .collect(),
        )
    }

    fn coverages(&self) -> Option<Vec<Offer>> {
        let product = main_product(self.answers, self.catalogue)?;
        let coverages = product.coverages_at(self.age()?);
        Some(
            coverages
                .into_iter()
                .map(|term| Offer::new(term.to_string(), term.label(self.language)))
                .collect(),
        )
    }

    fn payment_terms(&self) -> Option<Vec<Offer>> {
        let product = main_product(self.answers, self.catalogue)?;
        let coverage: CoverageTerm = read::parsed(self.answers, "product.coverage")?;
        let terms = product.payments_at(self.age()?, coverage);
        Some(
            terms
                .into_iter()
                .map(|term| Offer::new(term.to_string(), term.label(self.language)))
                .collect(),
        )
    }

    fn modes(&self) -> Option<Vec<Offer>> {
        let product = main_product(self.answers, self.catalogue)?;
        let payment: PaymentTerm = read::parsed(self.answers, "product.payment_years")?;
        let name = |mode| {
            let key = format!("products.payment_mode.{}", mode_name(mode));
            lookup(self.language, &key).unwrap_or_default()
        };
        let modes = product.modes_for(payment);
        Some(
            modes
                .map(|mode| Offer::new(mode_name(mode), name(mode)))
                .collect(),
        )
    }

    fn product_offer(&self, product: &Product) -> Offer {
        let said = |group: &str, name: &str| {
            lookup(self.language, &format!("products.{group}.{name}")).unwrap_or_default()
        };
        let class = said("class", class_name(product));
        let risk = said("risk", &format!("{:?}", product.risk));
        Offer {
            note: Some(format!("{} · {class} · {risk}", product.code)),
            ..Offer::new(
                product.code.as_str(),
                product.name.in_language(self.language),
            )
        }
    }

    /// The product chosen on the page of `path`.
    pub(super) fn product_beside(&self, path: &str) -> Option<&Product> {
        product_beside(self.answers, self.catalogue, path)
    }

    fn planned_sum(&self, path: &str) -> Option<shared::money::Money> {
        let product = self.product_beside(path)?;
        let plan = product.plan(&read::parsed(self.answers, path)?)?;
        Some(plan.sum_insured)
    }

    /// The insured's age at effect.
    fn age(&self) -> Option<u8> {
        let effect = read::date_at(self.answers, "product.effective_date")?;
        age_at(insured(self.answers)?.birth_date, effect)
    }
}

/// The name of a mode in answers and text keys.
pub const fn mode_name(mode: PaymentMode) -> &'static str {
    match mode {
        PaymentMode::Single => "single",
        PaymentMode::Yearly => "yearly",
        PaymentMode::HalfYearly => "half_yearly",
        PaymentMode::Quarterly => "quarterly",
        PaymentMode::Monthly => "monthly",
    }
}

const fn class_name(product: &Product) -> &'static str {
    use shared::product::ProductClass;
    match product.class {
        ProductClass::TermLife => "term_life",
        ProductClass::WholeLife => "whole_life",
        ProductClass::Endowment => "endowment",
        ProductClass::Annuity => "annuity",
        ProductClass::CriticalIllness => "critical_illness",
        ProductClass::Medical => "medical",
        ProductClass::Accident => "accident",
        ProductClass::GroupAccident => "group_accident",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mains(client: Option<RiskClass>, answers: Answers) -> Vec<(String, bool)> {
        let catalogue = Catalogue::demonstration().unwrap();
        let answers = answers
            .with("insured.relation", "self")
            .with("applicant.birth_date", "1990-05-20")
            .with("applicant.sex", "female")
            .with("applicant.occupation_class", "1")
            .with("product.effective_date", "2026-11-01");
        let on_offer = CatalogueOffers {
            catalogue: &catalogue,
            answers: &answers,
            language: Language::En,
            client,
        };
        let offers = on_offer.mains().unwrap();
        let offers = offers.into_iter();
        offers
            .map(|offer| (offer.value, offer.refused.is_some()))
            .collect()
    }

    #[test]
    fn a_product_above_the_clients_risk_class_stands_last_and_says_why_it_cannot_be_chosen() {
        let before = mains(None, Answers::new());
        assert!(before.iter().all(|(_, refused)| !refused));
        let careful = mains(Some(RiskClass::R1), Answers::new());
        assert_eq!(careful.len(), before.len());
        assert!(careful.is_sorted_by_key(|(_, refused)| *refused));
        assert!(careful.iter().any(|(_, refused)| *refused));
        assert!(careful.iter().any(|(_, refused)| !refused));
        let daring = mains(Some(RiskClass::R5), Answers::new());
        assert_eq!(daring, before);
    }

    #[test]
    fn a_group_product_is_not_offered_to_somebody_alone() {
        let has_group = |offers: Vec<(String, bool)>| offers.iter().any(|(code, _)| code == "GA-A");
        assert!(!has_group(mains(None, Answers::new())));
        let chosen = Answers::new().with("product.code", "GA-A");
        assert!(has_group(mains(None, chosen)), "it was chosen already");
    }
}
