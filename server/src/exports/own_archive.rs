//! One archive of several files.

use crate::store::StoreError;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::Value;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is signed stays to the letter, so that its signature can be checked.
const SIGNED: &str = "proofs";

/// An archive that is being written.
pub(super) struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    clock: Option<FixedOffset>,
}

impl Archive {
    /// Its moments are told by a clock that is so many minutes ahead of UTC.
    pub(super) fn begin(offset_minutes: i32) -> Self {
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            clock: offset_minutes
                .checked_mul(60)
                .and_then(FixedOffset::east_opt),
        }
    }

    /// Adds something as JSON that can be read.
    pub(super) fn add(&mut self, name: &str, thing: &impl Serialize) -> Result<(), StoreError> {
        let mut json = serde_json::to_value(thing).map_err(unwritable)?;
        self.tell_moments(&mut json);
        let json = serde_json::to_string_pretty(&json).map_err(unwritable)?;
        self.add_text(name, &json)
    }

    /// Milliseconds become days and times of day (RFC 3339).
    fn tell_moments(&self, json: &mut Value) {
        match json {
            Value::Array(things) => things.iter_mut().for_each(|it| self.tell_moments(it)),
            Value::Object(fields) => {
                for (name, value) in fields.iter_mut().filter(|(name, _)| *name != SIGNED) {
                    let is_moment = name == "at" || name.ends_with("_at");
                    let millis = value.as_i64().filter(|_| is_moment);
                    match millis.and_then(|millis| self.moment(millis)) {
                        Some(moment) => *value = Value::String(moment),
                        None => self.tell_moments(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn moment(&self, millis: i64) -> Option<String> {
        let moment = DateTime::from_timestamp_millis(millis)?.with_timezone(&self.clock?);
        // How it shows itself is its form of RFC 3339.
        Some(format!("{moment:?}"))
    }

    /// Adds a text.
    pub(super) fn add_text(&mut self, name: &str, text: &str) -> Result<(), StoreError> {
        let options = SimpleFileOptions::default();
        self.zip.start_file(name, options).map_err(unwritable)?;
        self.zip.write_all(text.as_bytes()).map_err(unwritable)
    }

    pub(super) fn end(self) -> Result<Vec<u8>, StoreError> {
        let written = self.zip.finish().map_err(unwritable)?;
        Ok(written.into_inner())
    }
}

fn unwritable(reason: impl ToString) -> StoreError {
    StoreError::Unreadable {
        column: "export",
        reason: reason.to_string(),
    }
}
