//! Payroll on the command line: facts in, statements out, by the rules of [`shared::commission`].
//!
//! What the store knows itself is derived from it each time: the organisation, applications on their
//! way, attendance. Everything else is imported as facts, which are only ever added.

mod agents;
mod attendance;
mod cells;
mod check;
mod checked;
mod client_books;
mod columns;
mod csv;
mod entry;
mod fact;
mod gather;
mod headings;
mod import;
mod json;
mod kinds;
mod known;
mod lines;
mod once;
mod outside;
mod own;
mod people;
mod print;
mod reading;
mod rows;
mod statement;
mod submissions;
mod table;
mod taking;
mod trial;

pub(crate) use client_books::policy_of;
pub use import::{ImportFacts, import_facts};
pub use own::last_statements;
pub use statement::{PrintStatement, language, print_statement};
pub use trial::try_on;
