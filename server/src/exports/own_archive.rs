//! One archive of several files.

use crate::store::StoreError;
use serde::Serialize;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An archive that is being written.
pub(super) struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    pub(super) fn begin() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds something as JSON that can be read.
    pub(super) fn add(&mut self, name: &str, thing: &impl Serialize) -> Result<(), StoreError> {
        let json = serde_json::to_string_pretty(thing).map_err(unwritable)?;
        self.add_text(name, &json)
    }

    /// Adds a text.
    pub(super) fn add_text(&mut self, name: &str, text: &str) -> Result<(), StoreError> {
        let options = SimpleFileOptions::default();
        self.0.start_file(name, options).map_err(unwritable)?;
        self.0.write_all(text.as_bytes()).map_err(unwritable)
    }

    pub(super) fn end(self) -> Result<Vec<u8>, StoreError> {
        let written = self.0.finish().map_err(unwritable)?;
        Ok(written.into_inner())
    }
}

fn unwritable(reason: impl ToString) -> StoreError {
    StoreError::Unreadable {
        column: "export",
        reason: reason.to_string(),
    }
}
