//! Riders: the mains they name exist and can carry them.

use super::mistake;
use crate::finding::Finding;
use crate::product::{Catalogue, Product, ProductCode};
use rust_decimal::Decimal;

pub(super) fn check(product: &Product, catalogue: &Catalogue) -> Vec<Finding> {
    let Some(rider) = &product.rider else {
        return Vec::new();
    };
    let none = rider.attaches_to.is_empty();
    let ratio = rider.max_ratio.is_some_and(|ratio| ratio <= Decimal::ZERO);
    let unknown = rider
        .attaches_to
        .iter()
        .filter(|main| !is_a_main(main, catalogue));
    let unknown =
        unknown.map(|main| mistake("rider_main_unknown", product, "rider").with("main", main));
    [
        none.then(|| mistake("rider_without_main", product, "rider")),
        ratio.then(|| mistake("rider_ratio_wrong", product, "rider")),
    ]
    .into_iter()
    .flatten()
    .chain(unknown)
    .collect()
}

fn is_a_main(code: &ProductCode, catalogue: &Catalogue) -> bool {
    catalogue.tariffs(code).any(Product::is_main)
}
