//! Keeps what depends on the product in line with it.

use super::catalogue_offers::CatalogueOffers;
use crate::components::field::Offer;
use shared::answers::Answers;
use shared::form::CatalogueChoice;
use shared::kinds;
use shared::kinds::application::rules::product::quoted;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::text::Language;

/// The choices of the main product, each depending on those before it.
const CHOICES: [(&str, CatalogueChoice); 4] = [
    ("product.plan", CatalogueChoice::Plan),
    ("product.coverage", CatalogueChoice::Coverage),
    ("product.payment_years", CatalogueChoice::PaymentYears),
    ("product.payment_mode", CatalogueChoice::PaymentMode),
];

/// Brings what depends on the product in line with it: a choice that is no longer offered goes, the
/// only one offered is taken, and the premium is computed anew. Nothing of a kind with which nothing is sold.
pub fn settle(kind: RecordKind, catalogue: &Catalogue, answers: &mut Answers) {
    if kinds::of(kind).sold.is_empty() {
        return;
    }
    for (path, choice) in CHOICES {
        settle_choice(catalogue, answers, path, choice);
    }
    for number in 0..answers.items("riders") {
        let path = format!("riders.{number}.plan");
        settle_choice(catalogue, answers, &path, CatalogueChoice::Plan);
        settle_sum(catalogue, answers, &format!("riders.{number}.sum_insured"));
    }
    settle_sum(catalogue, answers, "product.sum_insured");
    let premium = quoted(answers, catalogue);
    let premium = premium.map(|quote| quote.per_payment.to_string());
    answers.set("product.premium", premium.unwrap_or_default());
}

fn settle_choice(
    catalogue: &Catalogue,
    answers: &mut Answers,
    path: &str,
    choice: CatalogueChoice,
) {
    let offered = CatalogueOffers {
        catalogue,
        answers,
        language: Language::En,
        client: None,
    };
    let Some(offers) = offered.offers(choice, path) else {
        return;
    };
    let stands = |offer: &Offer| answers.is(path, &offer.value);
    match offers.as_slice() {
        [only] => answers.set(path, &only.value),
        offers if !offers.iter().any(stands) => answers.remove(path),
        _ => {}
    }
}

/// A sum goes when the product has none to choose.
fn settle_sum(catalogue: &Catalogue, answers: &mut Answers, path: &str) {
    let offered = CatalogueOffers {
        catalogue,
        answers,
        language: Language::En,
        client: None,
    };
    let product = offered.product_beside(path);
    if product.is_some_and(|product| product.sum_limits().is_none()) {
        answers.remove(path);
    }
}
