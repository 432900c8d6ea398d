//! The products the company sells: published from files, printed as they are read, and at hand as long as they are
//! in force.

mod in_force;
mod publish;
mod show;

pub use in_force::Products;
pub use publish::{PublishProducts, publish_products};
pub use show::{ShowProducts, show_products};

use shared::product::Product;

/// The name of a tariff's file: its product and its first day.
pub fn file_name(tariff: &Product) -> String {
    let code = tariff.code.as_str().to_lowercase();
    format!("{code}-{}.toml", tariff.valid_from)
}
