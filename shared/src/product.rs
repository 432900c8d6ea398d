//! Products and premiums (险种与保费).
//!
//! A product is data: one TOML file per tariff under `shared/data/products`, read by the server, given to
//! the phones as JSON ([`Catalogue`]). The same function computes the premium everywhere ([`quote`]).

mod catalogue;
mod check;
mod choices;
mod choose;
mod code;
#[cfg(feature = "data")]
mod data;
mod definition;
mod label;
mod problem;
mod quote;
mod rates;
mod request;
mod term;
mod text_form;
mod vocabulary;

pub use catalogue::Catalogue;
pub use code::{DocumentKind, PlanCode, ProductCode};
#[cfg(feature = "data")]
pub use data::UnreadableProduct;
pub use definition::{
    Names, Plan, Product, RateTable, RateUnit, RequiredDocument, Rider, SumInsured, SumLimits, Term,
};
pub use problem::{Cause, Field, Place, QuoteProblem};
pub use quote::{Quote, QuoteLine, quote};
pub use rates::{AgeRange, Rates};
pub use request::{Cover, Insured, QuoteRequest, Selection};
pub use term::{CoverageTerm, PaymentTerm};
pub use text_form::NotUnderstood;
pub use vocabulary::{Line, OccupationClass, PaymentMode, ProductClass, RiskClass, Sex};
