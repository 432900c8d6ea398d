//! Other systems: the keys with which they call the server, and the webhooks by which the server calls them.
//!
//! An administrator sees and ends those that are bound to a unit of theirs. Nobody's access outlives them: a key stops,
//! and a webhook is switched off, when whoever answers for it does not administer its unit any more.

mod binding;
mod keys;
mod page;

pub use binding::{administers, append, bound, end_of_those_who_left, invalid, refuse_elsewhere};
pub use keys::{end, end_key, make, reach_of_key, why_ended};
pub use page::page;
