//! Units and people out of a table, against those that stand: what is new, changed, unchanged or wrong.
//!
//! One row is one place of a unit, or one appointment of a person; several rows of one code or staff number
//! are several. An empty cell says nothing: what stands, stays. What has no end lasts until the next begins: a
//! place, a membership in a team, a role in the same unit. So a transfer is one row with its first day, and the
//! same table again changes nothing. Nothing is ever taken away. A unit or a person from before there were codes and staff
//! numbers is known without: by kind and name, by sign-in name.

mod appointing;
mod by_hand;
mod by_hand_possible;
mod columns;
mod group;
mod last_administrator;
mod lasting;
mod masked;
mod outgoing;
mod people;
mod person_checks;
mod person_row;
mod plan;
mod reach;
mod reading;
mod reason;
mod reason_found;
mod row_finding;
mod take_back;
#[cfg(test)]
mod tests;
mod unit_by_hand;
mod unit_checks;
mod unit_intended;
mod unit_places;
mod unit_reason_found;
mod unit_row;
mod unit_words;
mod units;
mod words;
mod zeros;

pub use by_hand::{ByHand, GoAlong, change_by_hand};
pub use columns::{PERSON_COLUMNS, PersonField, UNIT_COLUMNS, UnitField};
pub use outgoing::{Numbers, Outgoing};
pub use people::import_people;
pub use plan::{Change, Plan, Wrong};
pub use reach::{Administration, Reach};
pub use reason::Reason;
pub use row_finding::TableKind;
pub use unit_by_hand::{UnitByHand, UnitsChanged, change_units_by_hand};
pub use units::import_units;
