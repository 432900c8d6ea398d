//! Whether a catalogue can be given to anybody: every mistake, with the file and the table it is in.

mod rider;
mod tables;
mod tariff;

use super::catalogue::Catalogue;
use super::definition::Product;
use crate::finding::Finding;

impl Catalogue {
    /// Every mistake in the catalogue; none if it can be published.
    ///
    /// The path of a finding names file and table: `tl-a.toml (2024-01-01), 20_years/to_age_70/male`;
    /// the text of its code says what to do.
    pub fn check(&self) -> Vec<Finding> {
        let each = self
            .products
            .iter()
            .enumerate()
            .flat_map(|(position, product)| {
                let earlier = self.products.iter().take(position);
                [
                    tariff::check(product),
                    tables::check(product),
                    rider::check(product, self),
                    overlaps(product, earlier),
                ]
            });
        each.flatten().collect()
    }
}

/// Two tariffs of one product on one day: nobody could say which premium holds.
fn overlaps<'a>(product: &Product, earlier: impl Iterator<Item = &'a Product>) -> Vec<Finding> {
    let same = earlier.filter(|other| other.code == product.code);
    let overlapping = same.filter(|other| {
        other
            .valid_until
            .is_none_or(|last| last >= product.valid_from)
            && product
                .valid_until
                .is_none_or(|last| last >= other.valid_from)
    });
    overlapping
        .map(|other| mistake("tariffs_overlap", product, "").with("other", other.valid_from))
        .collect()
}

/// A mistake in the file of this product; `table` names the place in it.
pub(super) fn mistake(code: &'static str, product: &Product, table: &str) -> Finding {
    let file = format!(
        "{}.toml ({})",
        product.code.as_str().to_lowercase(),
        product.valid_from
    );
    let path = if table.is_empty() {
        file
    } else {
        format!("{file}, {table}")
    };
    Finding::error(code, path).with("product", &product.code)
}
