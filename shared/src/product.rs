//! Products and premiums (险种与保费).
//!
//! A product is data: one TOML file per tariff under `shared/data/products`, read by the server, given to
//! the phones as JSON ([`Catalogue`]). The same function computes the premium everywhere ([`quote`]).
//!
//! # A product file
//!
//! Its name begins with the product's code. It says who is insured, for how much, how it is paid, and holds
//! one rate table for each combination of payment, coverage, sex and plan. A line of a table is an age and
//! the rates from there on, or a band of ages and one rate. [`Catalogue::check`] finds what is missing.
//!
//! ```
//! use shared::product::Catalogue;
//!
//! let file = r#"
//!     code = "TL-X"
//!     name = { zh-Hans = "定期寿险", en = "Term life" }
//!     line = "long_term"                # or "short_term": a year at most
//!     class = "term_life"
//!     pays_for = { losses = ["death", "disability"] }        # what claim reports are compared with
//!     risk = "R1"
//!     valid_from = "2026-01-01"         # a later tariff is a file of its own
//!     ages = "30-33"                    # at effect
//!     rate_unit = "per_thousand"        # of sum insured; or "per_policy"
//!     sum_insured = { chosen = { min = "100000.00", max = "500000.00", step = "10000.00" } }
//!     modes = { yearly = "1", monthly = "0.09" }            # share of the yearly premium each time
//!     occupations = { 1 = "1", 2 = "1", 3 = "1", 4 = "1.5" } # class insured = factor on the rate
//!
//!     [[terms]]
//!     payment = "10_years"              # or "single", "to_age_60"
//!     coverage = "20_years"             # or "to_age_70", "whole_life"
//!     [[terms.rates]]
//!     sex = "male"                      # left out: for both
//!     by_age = "30  4.83 5.19 5.59"
//!     [[terms.rates]]
//!     sex = "female"
//!     by_age = "30-33  3.20"
//! "#;
//! let catalogue = Catalogue::from_toml(&[("tl-x.toml", file)])?;
//! let [mistake] = &catalogue.check()[..] else { panic!("one mistake") };
//! assert_eq!(mistake.code.as_str(), "rates_missing");
//! assert_eq!(mistake.path, "tl-x.toml (2026-01-01), 10_years/20_years/male");
//! assert_eq!(mistake.params["ages"], "33");
//! # Ok::<(), shared::product::UnreadableProduct>(())
//! ```
//!
//! # What a form offers
//!
//! [`Catalogue::mains_for`], then [`Product::coverages_at`], [`Product::payments_at`],
//! [`Product::modes_for`], [`Product::plans`] or [`Product::sum_limits`]; for the chosen main
//! [`Catalogue::riders_for`] with [`Product::term_beside`] and [`Product::sum_limits_beside`]. What is
//! chosen from these, [`quote`] accepts.

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
mod publication;
mod quote;
mod rates;
mod request;
mod term;
mod text_form;
mod vocabulary;

pub use catalogue::Catalogue;
pub use code::{DocumentKind, PlanCode, ProductCode};
#[cfg(feature = "data")]
pub use data::{ProductFault, UnreadableProduct};
pub use definition::{
    Names, PaidLosses, Plan, Product, RateTable, RateUnit, RequiredDocument, Rider, SumInsured,
    SumLimits, Term,
};
pub use problem::{Cause, Field, Place, QuoteProblem};
pub use publication::{ChangedTariff, Publication};
pub use quote::{Quote, QuoteLine, quote};
pub use rates::{AgeRange, Rates};
pub use request::{Cover, Insured, QuoteRequest, Selection};
pub use term::{CoverageTerm, PaymentTerm};
pub use text_form::NotUnderstood;
pub use vocabulary::{Line, LossKind, OccupationClass, PaymentMode, ProductClass, RiskClass};
