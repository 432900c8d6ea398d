//! Who works here, in which role, where in the organisation: company → branch → department → team → agent.
//!
//! Everything is dated. [`Organisation::as_of`] is the tree on one day; [`Organisation::may_see`] is the
//! rule of who sees whose records; [`AuthorityTable`] says who may decide how much.

mod appointment;
mod as_of;
mod authority;
mod change;
mod check;
mod organisation;
mod period;
mod role;
mod scope;
mod unit;

#[cfg(test)]
mod tests;

pub use appointment::Appointment;
pub use as_of::AsOf;
pub use authority::{AuthorityStep, AuthorityTable};
pub use change::ChangeRefused;
pub use organisation::Organisation;
pub use period::Period;
pub use role::Role;
pub use scope::Captured;
pub use unit::{Placement, Unit, UnitKind};
