//! Units and people out of a table, from whichever program it came: on the command line, and sent by an administrator.
//!
//! What would be different is said first; then everything is taken in one transaction, whole or the good rows
//! only. The same file again changes nothing, and so another system can feed it every night.

mod audited;
mod command;
mod people;
mod sent;
mod table;
mod template;
mod told;
mod units;

pub use command::{ImportTable, import_table};
pub use sent::import_sent;
pub use template::template;
