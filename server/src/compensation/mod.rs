//! The compensation tables: published from files, printed as they are read, and read by whatever counts pay.

mod differences;
mod files;
mod in_force;
mod publish;
mod show;

pub use differences::table_differences;
pub use files::with_files;
pub use in_force::{NONE, known_at, known_today};
pub use publish::{PublishTables, publish_tables};
pub use show::{ShowTables, show_tables};
