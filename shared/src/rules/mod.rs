//! The rules that the kinds of records have in common; phone, server and desk share them.
//!
//! [`crate::kinds::check`] is one pure function: the phone runs it before a record is signed, the server runs it
//! on what arrives and refuses what has errors, the desk shows what it found beside the answers.

pub(crate) mod answer;
pub(crate) mod beneficiaries;
mod check_context;
mod codes;
pub(crate) mod in_common;
pub(crate) mod named_policy;
pub(crate) mod other_record;
pub(crate) mod party;
pub(crate) mod payment;
pub(crate) mod person;
pub(crate) mod place;
mod reasoned;
pub(crate) mod receipt;
pub mod settings;
mod version;
mod watch;

pub use check_context::{AtDesk, Context, KnownPolicy, Service};
pub use codes::CODES;
pub use other_record::{Decided, EarlierRecord, OtherRecord, ReportedLoss};
pub use party::Party;
pub use reasoned::is_reasoned;
pub use settings::Settings;
pub use version::{DraftChange, carry_forward};
pub use watch::Watch;
