//! What is posted: an entry, what it stands on, why it has its amount, and how that is named which could not be
//! computed.

pub(super) mod entry;
pub mod problems;
pub(super) mod trace;
