//! The risk classes beside the answers of the questionnaire: the client's, and that of each product chosen.

use super::{Follows, Laying};
use shared::answers::Answers;
use shared::kinds::application::rules::product::chosen_products;
use shared::kinds::application::rules::suitability::risk_class;
use shared::product::RiskClass;
use shared::rules::Settings;
use shared::text::{fill, lookup};

/// The page of the questionnaire.
pub(super) const PAGE: &str = "risk";

impl Laying<'_> {
    /// Nothing until the questionnaire is answered; the products' as far as the catalogue is there.
    pub(super) fn risk_classes(&self, content: &Answers) -> Vec<Follows> {
        let settings = Settings::in_force(self.captured_on);
        let Some(client) = risk_class(content, &settings) else {
            return Vec::new();
        };
        let label = lookup(self.language, "desk.case.risk_of_client").unwrap_or_default();
        let mut classes = vec![self.class(label.to_owned(), client)];
        let chosen = self
            .catalogue
            .map(|catalogue| chosen_products(content, catalogue));
        for (_, product) in chosen.unwrap_or_default() {
            let label = lookup(self.language, "desk.case.risk_of_product").unwrap_or_default();
            let name = product.name.in_language(self.language);
            let label = fill(label, [("product", name)]);
            classes.push(self.class(label, product.risk));
        }
        classes
    }

    fn class(&self, label: String, class: RiskClass) -> Follows {
        let text = lookup(self.language, &format!("products.risk.{class:?}"));
        Follows {
            label,
            text: text.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use shared::product::Catalogue;
    use shared::text::Language;

    #[test]
    fn client_and_every_product_chosen_have_their_class() {
        let catalogue = Catalogue::demonstration().unwrap();
        let laying = Laying {
            language: Language::ZhHans,
            catalogue: Some(&catalogue),
            captured_on: NaiveDate::default(),
        };
        let mut content: Answers = (1..=6).map(|n| (format!("risk.q{n}"), "c")).collect();
        content.set("product.code", "AN-A");
        content.set("product.effective_date", "2026-11-20");
        content.set("riders.0.code", "AC-R");
        let classes = laying.risk_classes(&content);
        let texts: Vec<&str> = classes.iter().map(|it| it.text).collect();
        assert_eq!(texts, ["R3 中风险", "R3 中风险", "R1 低风险"]);
        assert!(classes[1].label.contains("年金"), "{}", classes[1].label);
        content.remove("risk.q6");
        assert_eq!(laying.risk_classes(&content), []);
    }
}
