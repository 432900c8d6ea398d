//! Rows between commas, semicolons or tabs, each with the line on which it begins.

use super::TableError;
use csv::{ReaderBuilder, StringRecord, Trim};
use shared::table::{Cell, Row};

/// The rows of a text that have something in them; its lines in place of those of the reader.
pub fn records(text: &str) -> impl Iterator<Item = Result<StringRecord, csv::Error>> {
    let reader = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .has_headers(false)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut lines = Lines::of(text);
    reader
        .into_records()
        .map(move |read| read.map(|record| lines.place(record)))
        .filter(is_filled)
        .skip(usize::from(told_separator(text).is_some()))
}

/// The same as a table.
///
/// # Errors
/// The line from which on it cannot be read, and why.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, TableError> {
    records(text).map(row).collect()
}

fn row(read: Result<StringRecord, csv::Error>) -> Result<Row, TableError> {
    let record = read.map_err(|error| TableError::Unreadable(error.to_string()))?;
    let line = record.position().map_or(0, csv::Position::line);
    if let Some(open) = record.iter().find(|cell| cell.contains('\n')) {
        let until = line + u64::try_from(open.matches('\n').count()).unwrap_or(0);
        return Err(TableError::OpenQuote { line, until });
    }
    let cells = record.iter().map(|cell| match cell {
        "" => Cell::Empty,
        cell => Cell::Shown(cell.to_owned()),
    });
    Ok(Row {
        number: u32::try_from(line).unwrap_or(u32::MAX),
        cells: cells.collect(),
    })
}

/// The lines of a text, to find on which one a record begins. The reader itself does not count lines that
/// are empty, nor the second half of a line's end that has two.
struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    const fn of(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            byte: 0,
            line: 1,
        }
    }

    /// The record with the line on which it begins; records come in the order of the text.
    fn place(&mut self, mut record: StringRecord) -> StringRecord {
        let Some(mut position) = record.position().cloned() else {
            return record;
        };
        let reached = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        while let Some(byte) = self.text.get(self.byte) {
            let is_end = matches!(byte, b'\r' | b'\n');
            if self.byte >= reached && !is_end {
                break;
            }
            self.line += u64::from(*byte == b'\n');
            self.byte += 1;
        }
        position.set_line(self.line);
        record.set_position(Some(position));
        record
    }
}

fn is_filled(read: &Result<StringRecord, csv::Error>) -> bool {
    let is_filled = |row: &StringRecord| row.iter().any(|cell| !cell.is_empty());
    read.as_ref().map_or(true, is_filled)
}

/// What the first line says that is no row: a spreadsheet writes `sep=;` there.
fn told_separator(text: &str) -> Option<u8> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?.trim_matches(['"', ' ']);
    let start = first.get(..4)?;
    let separator = first.as_bytes().get(4).copied().unwrap_or(b'\t');
    start.eq_ignore_ascii_case("sep=").then_some(separator)
}

/// What the first line says, or else what stands most often in the first that has any of them: between the
/// headings, which have none of these in them.
fn separator(text: &str) -> u8 {
    const SEPARATORS: [u8; 3] = *b"\t;,";
    if let Some(told) = told_separator(text) {
        return told;
    }
    let mut lines = text.lines().map(str::as_bytes);
    let heading = lines.find(|line| line.iter().any(|byte| SEPARATORS.contains(byte)));
    let heading = heading.unwrap_or_default();
    let often = |separator: &u8| heading.iter().filter(|byte| *byte == separator).count();
    SEPARATORS.into_iter().max_by_key(often).unwrap_or(b',')
}
