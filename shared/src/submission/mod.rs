//! The life of a submission: `received → in review → { queried → answered } → accepted | rejected |
//! withdrawn`. (`draft` and `ready` exist only on the phone.) A decision of the office can be taken up
//! again with a reason.
//!
//! Turning a record down asks the same authority as taking it on: level, and two people where the amount
//! asks for two. Who decides the other way than the first of two begins anew.
//!
//! The agent owns the content, the back office owns the review: two documents with a version each,
//! so that no field has two writers.

mod action;
mod amendment;
mod authority;
mod due;
mod explained;
mod permission;
mod query;
mod refusal;
mod review;
mod transition;

#[cfg(test)]
mod tests;

pub use action::Action;
pub use amendment::{AmendedAnswer, Amendment, Corrected};
pub use authority::{Actor, AuthorityLack, AuthorityNeeded, Level};
pub use due::{DueAction, QuerySettings, due_action};
pub use explained::{Explained, ExplainedKind, Rejection};
pub use query::{Query, QueryItem, RaisedItem};
pub use refusal::Refusal;
pub use review::{Approval, PersonRef, Review, Status, Step, StepKind, Verdict};

/// Reasons a reviewer chooses from; text keys `reasons.<code>`.
pub mod reason {
    /// Why something is asked of the agent.
    pub const QUERY: &[&str] = &[
        "unclear",
        "incomplete",
        "contradiction",
        "identity_mismatch",
        "health_detail",
        "income_proof",
        "insurable_interest",
        "wrong_account",
        "other",
    ];
    /// Why a record is rejected.
    pub const REJECTION: &[&str] = &[
        "not_insurable",
        "occupation_not_accepted",
        "health_not_accepted",
        "not_suitable",
        "duplicate",
        "not_covered",
        "false_statement",
        "client_declined",
        "other",
    ];
    /// Those among them by which an insurer declines a person: what a health declaration asks for.
    pub const DECLINING: &[&str] = &[
        "not_insurable",
        "occupation_not_accepted",
        "health_not_accepted",
    ];
    /// Why a decision is taken up again.
    pub const REOPENING: &[&str] = &[
        "decided_by_mistake",
        "new_information",
        "client_objects",
        "other",
    ];
    /// Why a record is rejected whose query nobody answered; no reviewer chooses it.
    pub const UNANSWERED: &str = "unanswered";
}
