//! All products, as the phone keeps them.

use super::code::ProductCode;
use super::definition::Product;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The product catalogue (险种目录): what the administrator publishes and every phone stores as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Every tariff of every product, in the order in which they are offered.
    pub products: Vec<Product>,
}

impl Catalogue {
    /// The tariff of this product that is in force on the date of effect.
    pub fn product(&self, code: &ProductCode, effect: NaiveDate) -> Option<&Product> {
        let on_effect = |product: &&Product| product.code == *code && product.is_valid_on(effect);
        self.products.iter().find(on_effect)
    }

    /// Every tariff this product ever had.
    pub fn tariffs<'a>(&'a self, code: &'a ProductCode) -> impl Iterator<Item = &'a Product> {
        self.products
            .iter()
            .filter(move |product| product.code == *code)
    }

    /// The products in force on the date of effect, mains and riders, in the order of the catalogue.
    pub fn on(&self, effect: NaiveDate) -> impl Iterator<Item = &Product> {
        self.products
            .iter()
            .filter(move |product| product.is_valid_on(effect))
    }
}
