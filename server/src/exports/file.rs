//! A list in a file on the machine, which nobody else can read.

use crate::private_file;
use shared::export::FileFormat;
use std::io::Write as _;
use std::path::Path;

/// The kind of file, by the ending of its name; refuses a name that something has already.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn new_file(file: &Path) -> Result<FileFormat, String> {
    let shown = file.display();
    let ending = file.extension().unwrap_or_default();
    let mut formats = FileFormat::ALL.into_iter();
    let format = formats.find(|format| ending.eq_ignore_ascii_case(format.as_str()));
    match format {
        None => Err(format!(
            "{shown}: give it a name that ends in .xlsx or .csv"
        )),
        Some(_) if file.exists() => Err(format!("{shown} is there already: give another name")),
        Some(format) => Ok(format),
    }
}

/// Writes it; never over another.
///
/// # Errors
/// Why it cannot be written.
pub fn write_private(file: &Path, bytes: &[u8]) -> Result<(), String> {
    let unwritable = |error| format!("{} cannot be written: {error}", file.display());
    let mut made = private_file::make(file).map_err(unwritable)?;
    made.write_all(bytes).map_err(unwritable)
}
