//! The people and units of an administrator: those below the units that they administer.

mod administered;
mod by_hand;
mod consequences;
mod days;
mod identity;
mod keep;
mod keep_units;
mod list;
mod meanwhile;
mod names;
mod page;
mod sign_ins;
mod standing;
mod trees;
mod unit_page;
mod units;
mod units_by_hand;

pub use administered::Administered;
pub use by_hand::{correct, end_role, enter, leave, take_back, transfer};
pub use days::Days;
pub use identity::identity_number;
pub use keep::{By, keep};
pub use keep_units::{KeptUnits, keep_units};
pub use list::{Wanted, list};
pub use page::page;
pub use sign_ins::end_sign_ins;
pub use unit_page::unit_page;
pub use units::{administered_units, unit_tree};
pub use units_by_hand::{change_unit, found};
