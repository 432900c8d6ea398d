//! Lists taken out as files, by whoever sees them: as a workbook, or as text with commas.
//!
//! What a list says is what the page shows of it, read by the same query and seen by the same rule; what is new here is
//! how it is written. People and units come out as the import reads them. A file is made as a whole before any of it is
//! sent, so that what goes wrong can be said; how long one may be, and how many are made at once, bounds what is in
//! memory. That somebody took a list out is written down.

mod cases;
mod command;
mod csv;
mod download;
mod file;
mod file_name;
mod list;
mod log;
mod log_words;
mod month;
mod own;
mod own_archive;
mod own_training;
mod people;
mod session;
mod sheet;
mod take;
mod team;
mod words;
mod xlsx;

pub use command::{ExportTable, export_table};
pub use download::Download;
pub use file::{new_file, write_private};
pub use list::List;
pub use own::own_data;
pub use sheet::{Sheet, SheetError};
pub use take::take;

/// So many lines are read at once.
const AT_ONCE: usize = 500;
