//! An empty table with its headings, to be filled.

use crate::exports::{Download, Sheet};
use crate::problem::ApiError;
use shared::export::FileFormat;
use shared::people::import::{PERSON_COLUMNS, TableKind, UNIT_COLUMNS};
use shared::text::Language;

/// The headings of such a table in a language; both are read.
pub(super) fn headings(kind: TableKind, language: Language) -> Vec<&'static str> {
    match kind {
        TableKind::Units => UNIT_COLUMNS.iter().map(|it| it.name(language)).collect(),
        TableKind::People => PERSON_COLUMNS.iter().map(|it| it.name(language)).collect(),
    }
}

/// The empty table as a file.
///
/// # Errors
/// If it cannot be written.
pub async fn template(
    kind: TableKind,
    (format, language): (FileFormat, Language),
) -> Result<Download, ApiError> {
    let sheet = Sheet::begin(format, kind.as_str(), &headings(kind, language))?;
    Ok(Download {
        name: format!("{kind}-template.{}", format.as_str()),
        media_type: format.media_type(),
        bytes: sheet.end().await?,
    })
}
