//! Text with commas.

use csv::{Terminator, Writer, WriterBuilder};
use shared::table::Value;

/// It tells a spreadsheet that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Text with commas that is being written.
pub(super) struct Csv(Writer<Vec<u8>>);

impl Csv {
    pub(super) fn begin() -> Self {
        let writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(MARK.to_vec());
        Self(writer)
    }

    pub(super) fn line(&mut self, values: &[Value]) -> Result<(), String> {
        let cells = values.iter().map(Value::in_csv);
        self.0
            .write_record(cells)
            .map_err(|error| error.to_string())
    }

    pub(super) fn end(self) -> Result<Vec<u8>, String> {
        self.0.into_inner().map_err(|error| error.to_string())
    }
}
