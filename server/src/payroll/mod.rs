//! Payroll on the command line: facts in, statements out, by the rules of [`shared::commission`].
//!
//! What the store knows itself is derived from it each time: the organisation, applications on their
//! way, attendance. Everything else is imported as facts, which are only ever added.

mod agents;
mod attendance;
mod csv;
mod gather;
mod import;
mod known;
mod lines;
mod print;
mod reading;
mod statement;
mod submissions;
mod tables;

pub use import::{ImportFacts, import_facts};
pub use statement::{PrintStatement, print_statement};
