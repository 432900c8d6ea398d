//! The course of a claim (domain, 2.2): reported 报案 → registered 立案 → surveyed 查勘 → assessed 理算 →
//! settled 结算 → closed 结案.
//!
//! An accepted [loss notice](crate::record::RecordKind::LossNotice) becomes a [`Claim`]. Every step is one
//! [`Action`] by a reviewer; [`Claim::after`] gives the claim after it, or says why not:
//!
//! - Nobody decides what they reported.
//! - An estimate and a settlement need authority by amount, and above the highest step a second person:
//!   the first one's decision waits as a [`Proposal`] until somebody else confirms it or turns it back,
//!   who has the same authority for both; who proposed it may turn it back, too.
//! - The amount is the estimate, or what is paid if that is more. A new estimate is decided by who may
//!   decide the higher of the old and the new one, so that nobody makes a case small before settling it.
//! - Survey and assessment may be done again until the claim is settled; a new survey voids the assessment.
//! - A settled or closed claim is reopened by somebody other than those who settled it, with their level and
//!   a reason. It goes on from its estimate. What was paid stays paid: a later settlement names the
//!   total, and [`Claim::due`] is the difference.
//!
//! ```
//! use shared::claim::{Action, Claim, Decision, Stage};
//! use shared::id::PersonId;
//! use shared::money::Money;
//! use shared::people::AuthorityTable;
//! use shared::setting::Setting;
//! use shared::submission::{Actor, Level, PersonRef};
//! use shared::time::Timestamp;
//!
//! let person = |number, name: &str| PersonRef { id: PersonId::from_number(number), name: name.to_owned() };
//! let claim = Claim::reported(person(1, "王芳"), None, Timestamp::from_millis(0));
//! let reviewer = Actor { person: person(2, "李娜"), review_level: Some(Level(1)) };
//! let register = Action::Decide(Decision::Register { estimate: Money::from_yuan(8_000) });
//! let authority = &AuthorityTable::as_delivered()?[0];
//!
//! let claim = claim.after(register, "", &reviewer, authority, Timestamp::from_millis(1))?;
//! assert_eq!(claim.stage, Stage::Registered { estimate: Money::from_yuan(8_000) });
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod action;
mod course;
mod permit;
pub mod reason;
mod refusal;
mod stage;
mod step;
mod transition;

#[cfg(test)]
mod tests;

pub use action::{Action, Decision};
pub use course::{Claim, Proposal};
pub use refusal::Refusal;
pub use stage::{Settled, Settlement, Stage};
pub use step::{Step, StepKind};
