//! What terms and names are called in a language.

use super::definition::Names;
use super::term::{CoverageTerm, PaymentTerm};
use crate::text::{Language, fill, lookup};

impl Names {
    /// The name in this language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::ZhHans => &self.zh_hans,
            Language::En => &self.en,
        }
    }
}

impl PaymentTerm {
    /// 20 年交, 交至 60 周岁, 趸交.
    pub fn label(self, language: Language) -> String {
        match self {
            Self::Single => numbered(language, "products.payment_term.single", 0),
            Self::Years(years) => numbered(language, "products.payment_term.years", years),
            Self::ToAge(age) => numbered(language, "products.payment_term.to_age", age),
        }
    }
}

impl CoverageTerm {
    /// 保 20 年, 保至 70 周岁, 保终身.
    pub fn label(self, language: Language) -> String {
        match self {
            Self::Years(years) => numbered(language, "products.coverage_term.years", years),
            Self::ToAge(age) => numbered(language, "products.coverage_term.to_age", age),
            Self::WholeLife => numbered(language, "products.coverage_term.whole_life", 0),
        }
    }
}

fn numbered(language: Language, key: &str, number: u8) -> String {
    let text = lookup(language, key).unwrap_or_default();
    fill(text, [("number", number.to_string().as_str())])
}
