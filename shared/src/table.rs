//! Tables as spreadsheets and other programs write and read them: a line of headings, and rows of cells under them.
//!
//! What a file is read from is the server's; what its cells mean is here, so that a cell is read the same
//! way whatever it came in: certain, or refused by row and column with what to write instead.

mod cell;
mod headings;
mod value;

pub use cell::{Cell, CellError};
pub use headings::{Column, HeadingError, Layout, find_headings, plain_heading};
pub use value::Value;

/// A row that has something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the sheet or file on which it begins, from 1.
    pub number: u32,
    /// From the first column on.
    pub cells: Vec<Cell>,
}
