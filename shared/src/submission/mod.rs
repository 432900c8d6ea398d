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
pub use transition::UNANSWERED;
