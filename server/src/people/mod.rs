//! The people and units of an administrator: those below the units that they administer.

mod administered;
mod by_hand;
mod days;
mod identity;
mod keep;
mod list;
mod meanwhile;
mod page;
mod sign_ins;
mod units;

pub use administered::Administered;
pub use by_hand::{correct, enter, leave, transfer};
pub use days::Days;
pub use identity::identity_number;
pub use keep::{By, keep};
pub use list::{Wanted, list};
pub use page::page;
pub use sign_ins::end_sign_ins;
pub use units::{administered_units, unit_tree};
