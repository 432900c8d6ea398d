//! A small history for the examples of this manual: one agent, one policy.

use super::tables::rules::Rules;
use crate::facts::{Fact, PolicyLine};
use crate::id::PersonId;

/// The agent of the example.
pub const AGENT: PersonId = PersonId::from_number(1);

/// The demonstration rules.
///
/// # Panics
/// If the demonstration tables were broken.
#[allow(
    clippy::expect_used,
    reason = "examples stop at a broken table; a test reads them all"
)]
pub fn rules() -> Rules {
    Rules::demonstration().expect("the demonstration tables are whole")
}

/// An agent joins on 5 January 2026, attends, and sells one policy: 10,000.00 yuan a year over 20
/// years, every document in by the close.
///
/// # Panics
/// Never: the text is constant and read by every example.
#[allow(clippy::expect_used, reason = "the text is constant")]
pub fn facts() -> Vec<Fact> {
    serde_json::from_str(FACTS).expect("the example is well formed")
}

/// The client withdrew the example's policy on 20 January, which the office learned on a later day.
///
/// # Panics
/// If `known` is not a date.
#[allow(clippy::expect_used, reason = "an example with a wrong date stops")]
pub fn late_withdrawal(known: &str) -> Fact {
    let event = r#"{ "policy": "P-1001", "event": "withdrawn" }"#;
    let fact = format!(
        r#"{{ "id": "8", "on": "2026-01-20", "known": "{known}", "policy_event": {event} }}"#
    );
    serde_json::from_str(&fact).expect("a fact with a date")
}

/// A product line paid over 20 years, with this first-year premium.
///
/// # Panics
/// If `premium` is not an amount.
#[allow(clippy::expect_used, reason = "an example with a wrong amount stops")]
pub fn line(premium: &str) -> PolicyLine {
    let line = format!(
        r#"{{ "product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "{premium}" }}"#
    );
    serde_json::from_str(&line).expect("a product line")
}

const FACTS: &str = r#"[
  { "id": "1", "on": "2026-01-05", "joined": { "agent": "00000000-0000-0000-0000-000000000001" } },
  { "id": "2", "on": "2026-01-06", "issued": {
      "policy": "P-1001", "agent": "00000000-0000-0000-0000-000000000001", "insured": "wang",
      "effective_on": "2026-01-06",
      "lines": [{ "product": "WL-A", "line": "long_term", "payment_years": 20, "premium": "10000.00" }] } },
  { "id": "3", "on": "2026-01-06", "premium": {
      "policy": "P-1001", "product": "WL-A", "due_on": "2026-01-06", "amount": "10000.00" } },
  { "id": "4", "on": "2026-01-08", "policy_event": { "policy": "P-1001", "event": "delivered" } },
  { "id": "5", "on": "2026-01-12", "policy_event": { "policy": "P-1001", "event": "receipt_returned" } },
  { "id": "6", "on": "2026-01-15", "policy_event": { "policy": "P-1001", "event": "called_back" } },
  { "id": "7", "on": "2026-01-31", "attendance": {
      "agent": "00000000-0000-0000-0000-000000000001", "month": "2026-01", "required": 20, "attended": 18 } }
]"#;
