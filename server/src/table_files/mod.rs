//! Files with tables, as spreadsheets and other programs save them: XLSX, and CSV in the encodings they write.

mod csv;
mod error;
#[cfg(test)]
mod tests;
mod text;
mod xlsx;

pub use csv::records;
pub use error::TableError;
pub use text::text_of;

use shared::sync::fingerprint;
use shared::table::Row;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// So large a file may be.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;
/// So many rows a table may have.
const MOST_ROWS: usize = 50_000;

/// A file that was read.
pub struct TableFile {
    /// Its name, without the folders.
    pub name: String,
    /// SHA-256 of what stands in it.
    pub hash: String,
    /// The rows that have something in them.
    pub rows: Vec<Row>,
}

/// Reads a file, whatever it is called: a workbook or a text.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn read(file: &Path) -> Result<TableFile, String> {
    let shown = file.display();
    let bytes = bytes(file).map_err(|reason| format!("{shown} cannot be read: {reason}"))?;
    let rows = rows(&bytes).map_err(|reason| format!("{shown}: {reason}"))?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    Ok(TableFile {
        name: name.to_string_lossy().into_owned(),
        hash: fingerprint(&bytes),
        rows,
    })
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let open = File::open(file).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let read = open.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    match u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        true => Err(format!(
            "it is larger than {} MB: divide it into several",
            MOST_BYTES >> 20
        )),
        false => Ok(bytes),
    }
}

/// The rows of a workbook or a text.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    let [zip, compound] = text::WORKBOOKS;
    if bytes.starts_with(compound) {
        return Err(TableError::OldWorkbook);
    }
    let rows = match bytes.starts_with(zip) {
        true => xlsx::rows(bytes)?,
        false => csv::rows(&text_of(bytes).map_err(TableError::NoText)?)?,
    };
    match rows.len() > MOST_ROWS {
        true => Err(TableError::TooLong),
        false => Ok(rows),
    }
}
