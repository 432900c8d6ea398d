//! Why a file is no table.

use super::MOST_ROWS;
use super::xlsx::{MOST_COLUMNS, MOST_UNPACKED};
use core::fmt;
use shared::finding::Finding;

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableError {
    /// A workbook in the older form, which one with a password has too.
    OldWorkbook,
    /// A workbook that cannot be read; why.
    Damaged(String),
    /// A workbook without a sheet that can be seen.
    NoSheet,
    /// A workbook that unpacks to more than any table is.
    UnpacksTooLarge,
    /// Something stands far beyond the last column.
    TooWide {
        /// In which row, from 1.
        row: u32,
    },
    /// More rows than are taken at once.
    TooLong,
    /// No text in any encoding that is read; what to save.
    NoText(&'static str),
    /// A quotation mark that is not closed in its row.
    OpenQuote {
        /// Where it opens, from 1.
        line: u64,
        /// Where it closes.
        until: u64,
    },
    /// A text whose rows cannot be told; why.
    Unreadable(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OldWorkbook => f.write_str(
                "this is a workbook of before 2007, or one with a password: save it anew as XLSX, without",
            ),
            Self::Damaged(why) => write!(
                f,
                "the workbook is damaged ({why}): open it in the spreadsheet and save it anew, as XLSX or as CSV UTF-8"
            ),
            Self::NoSheet => f.write_str("the workbook has no sheet that can be seen"),
            Self::UnpacksTooLarge => write!(
                f,
                "the workbook unpacks to more than {} MB: no table is that large",
                MOST_UNPACKED >> 20
            ),
            Self::TooWide { row } => write!(
                f,
                "row {row}: something stands beyond column {MOST_COLUMNS}: take it out"
            ),
            Self::TooLong => write!(
                f,
                "it has more than {MOST_ROWS} rows: divide it into several"
            ),
            Self::NoText(why) => f.write_str(why),
            Self::OpenQuote { line, until } => write!(
                f,
                "line {line}: a quotation mark opens a cell that goes on to line {until}: close it where the cell ends, or leave it out"
            ),
            Self::Unreadable(why) => f.write_str(why),
        }
    }
}

impl core::error::Error for TableError {}

impl TableError {
    /// As whoever sends it is told; the text is `findings.<code>`.
    pub fn finding(&self) -> Finding {
        let error = |code| Finding::error(code, "");
        match self {
            Self::OldWorkbook => error("table_of_before_2007"),
            Self::Damaged(_) => error("table_damaged"),
            Self::NoSheet => error("table_without_sheet"),
            Self::UnpacksTooLarge => {
                error("table_unpacks_too_large").with("max", MOST_UNPACKED >> 20)
            }
            Self::TooWide { row } => error("table_too_wide")
                .with("row", row)
                .with("max", MOST_COLUMNS),
            Self::TooLong => error("table_too_long").with("max", MOST_ROWS),
            Self::NoText(_) => error("table_no_text"),
            Self::OpenQuote { line, until } => error("table_open_quote")
                .with("row", line)
                .with("until", until),
            Self::Unreadable(why) => error("table_unreadable").with("why", why),
        }
    }
}
