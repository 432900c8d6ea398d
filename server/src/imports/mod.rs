//! `saddlebag import`: units and people out of a table, from whichever program it came.
//!
//! What would be different is said first; then everything is taken in one transaction, whole or the good rows
//! only. The same file again changes nothing, and so another system can feed it every night.

mod audited;
mod command;
mod people;
mod told;
mod units;

pub use command::{ImportTable, import_table};
