//! A policy as its agent's client book has it.

use crate::money::Money;
use crate::number::RecordNumber;
use serde::{Deserialize, Serialize};

/// A policy of the agent's client book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyView {
    /// The policy's number.
    pub number: String,
    /// The product's code.
    pub product: String,
    /// The applicant's name.
    pub applicant: String,
    /// The insured's name.
    pub insured: String,
    /// The insured's identity document number.
    pub insured_identity_number: String,
    /// The day cover began.
    pub effective_date: chrono::NaiveDate,
    /// Whether cover is in force.
    pub in_force: bool,
    /// The application it came from, if that was told. Servers of before tell nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<RecordNumber>,
    /// The main product's sum insured, if it has one and that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_insured: Option<Money>,
}
