//! The catalogue out of its data files, on the server.

use super::catalogue::Catalogue;
use super::definition::Product;
use crate::finding::Finding;
use crate::setting::UnreadableToml;
use core::fmt;

/// The demonstration products, one file each.
const DEMONSTRATION: &[(&str, &str)] = &[
    ("tl-a.toml", include_str!("../../data/products/tl-a.toml")),
    ("wl-a.toml", include_str!("../../data/products/wl-a.toml")),
    ("en-a.toml", include_str!("../../data/products/en-a.toml")),
    ("an-a.toml", include_str!("../../data/products/an-a.toml")),
    ("ci-a.toml", include_str!("../../data/products/ci-a.toml")),
    ("md-a.toml", include_str!("../../data/products/md-a.toml")),
    ("ac-a.toml", include_str!("../../data/products/ac-a.toml")),
    ("ga-a.toml", include_str!("../../data/products/ga-a.toml")),
    ("ci-r.toml", include_str!("../../data/products/ci-r.toml")),
    ("wp-r.toml", include_str!("../../data/products/wp-r.toml")),
    ("md-r.toml", include_str!("../../data/products/md-r.toml")),
    ("ac-r.toml", include_str!("../../data/products/ac-r.toml")),
];

/// A product file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableProduct {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub fault: ProductFault,
}

/// Why a file is not a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProductFault {
    /// Line, column and what was expected there.
    Unreadable(UnreadableToml),
    /// Its name does not begin with the code of its product, which is this.
    Misnamed(String),
}

impl fmt::Display for UnreadableProduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        match &self.fault {
            ProductFault::Unreadable(unreadable) => unreadable.fmt(f),
            ProductFault::Misnamed(code) => {
                write!(f, "the name of the file must begin with `{code}`")
            }
        }
    }
}

impl core::error::Error for UnreadableProduct {}

impl UnreadableProduct {
    /// As whoever sent the file is told.
    pub fn finding(&self) -> Finding {
        let of = |code| Finding::error(code, "");
        match &self.fault {
            ProductFault::Unreadable(unreadable) => {
                of("rules_file_unreadable").with("reason", &unreadable.reason)
            }
            ProductFault::Misnamed(code) => of("rules_product_misnamed").with("product", code),
        }
    }

    /// Line and place in it, if it is one place of the file.
    pub const fn place(&self) -> Option<(u32, u32)> {
        match &self.fault {
            ProductFault::Unreadable(unreadable) => unreadable.place,
            ProductFault::Misnamed(_) => None,
        }
    }
}

impl Catalogue {
    /// The catalogue of these files, given as name and content, in this order. Reading is not checking:
    /// call [`Catalogue::check`] before anybody is given it.
    ///
    /// # Errors
    /// The first file that is not a product.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, UnreadableProduct> {
        let products = files.iter().map(|(file, content)| product(file, content));
        Ok(Self {
            products: products.collect::<Result<_, _>>()?,
        })
    }

    /// The products that come with the program, to try it with. Their rates are invented.
    ///
    /// # Errors
    /// None, unless a file under `data/products` was broken; a test reads them all.
    pub fn demonstration() -> Result<Self, UnreadableProduct> {
        Self::from_toml(DEMONSTRATION)
    }
}

impl Product {
    /// The file that [`Catalogue::from_toml`] reads.
    ///
    /// # Errors
    /// If it has something that no file can hold.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }
}

fn product(file: &str, content: &str) -> Result<Product, UnreadableProduct> {
    let unreadable = |fault: ProductFault| UnreadableProduct {
        file: file.to_owned(),
        fault,
    };
    let product: Product = toml::from_str(content).map_err(|error| {
        unreadable(ProductFault::Unreadable(UnreadableToml::of(
            &error, content,
        )))
    })?;
    // Findings name the file by the code.
    let code = product.code.as_str().to_lowercase();
    if !file.starts_with(&code) {
        return Err(unreadable(ProductFault::Misnamed(code)));
    }
    Ok(product)
}
