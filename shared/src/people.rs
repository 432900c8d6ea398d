//! Who works here, in which role, where in the organisation: company → branch → department → team → agent.
//!
//! Everything is dated. [`Organisation::as_of`] is the tree on one day; [`Organisation::may_see`] is the
//! rule of who sees whose records; [`AuthorityTable`] says who may decide how much.

mod appointment;
mod as_of;
mod authority;
mod by_hand;
mod change;
mod changed;
mod check;
mod consequence;
mod difference;
mod difference_words;
pub mod import;
mod in_full;
mod logged_difference;
mod organisation;
mod period;
mod role;
mod scope;
mod sign_in_name;
mod unit;
mod unit_by_hand;
mod unit_difference;
mod view;

#[cfg(test)]
mod tests;

pub use appointment::Appointment;
pub use as_of::AsOf;
pub use authority::{AuthorityStep, AuthorityTable};
pub use by_hand::{
    CorrectPerson, EndRole, EnterPerson, LeavePerson, PersonChanged, PersonFacts, TakeBackOfPerson,
    TransferPerson,
};
pub use change::ChangeRefused;
pub use changed::Changed;
pub use consequence::consequences;
pub use difference::{Difference, person_differences};
pub use difference_words::difference_words;
pub use in_full::{Held, PersonInFull, Place, Renaming, UnitInFull};
pub use logged_difference::LoggedDifference;
pub use organisation::Organisation;
pub use period::Period;
pub use role::Role;
pub use scope::Captured;
pub use sign_in_name::{InvalidSignInName, SignInName};
pub use unit::{Placement, Unit, UnitKind};
pub use unit_by_hand::{
    ChangeUnit, FoundUnit, PersonDifferences, UnitChanged, UnitDifferences, UnitStep,
};
pub use unit_difference::unit_differences;
pub use view::{PersonView, UnitRef};
