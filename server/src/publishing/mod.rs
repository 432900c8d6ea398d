//! Publishing: files of settings, products or tables are checked whole beside what holds, shown as what would be
//! otherwise, and kept; by whoever runs the server on its command line, or by two administrators of the company, of
//! whom one drafts and the other puts in force.
//!
//! The three subjects differ in what a file says and where it is kept; everything else is here once.

mod command;
mod company;
mod decide;
mod draft;
mod plan;
mod products;
mod publish;
mod see;
mod see_products;
mod see_settings;
mod see_tables;
mod settings;
mod tables;
mod take_back;
mod trial;

pub use command::{Order, files_on_disk, publish_files, tell};
pub use decide::decide;
pub use draft::{keep, look, page};
pub use see::{item, overview, version};
pub use take_back::take_back;
pub use trial::trial;
