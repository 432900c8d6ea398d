//! The cells of a row under their headings; what is wrong with each is collected.

use super::plan::Wrong;
use super::reason::Reason;
use crate::table::{Cell, CellError, Layout, Row};
use chrono::NaiveDate;

/// A row that is being read.
pub(super) struct Reading<'a, F> {
    layout: &'a Layout<F>,
    row: &'a Row,
    wrong: Vec<Wrong>,
}

/// Most characters of a code.
const LONGEST_CODE: usize = 32;

/// A code or staff number in a form that can be typed again.
fn code_of(text: String) -> Result<String, Reason> {
    let is_joint = |c: char| matches!(c, '-' | '_' | '.' | '/');
    let form = (1..=LONGEST_CODE).contains(&text.chars().count())
        && text.chars().all(|c| c.is_alphanumeric() || is_joint(c))
        && text.starts_with(char::is_alphanumeric)
        && text.ends_with(char::is_alphanumeric);
    form.then_some(text).ok_or(Reason::NotACode)
}

impl<'a, F: Copy + Eq> Reading<'a, F> {
    /// Begins; what stands under no heading is wrong.
    pub(super) fn of(layout: &'a Layout<F>, row: &'a Row) -> Self {
        let beyond = layout
            .beyond(row)
            .map(|column| Reason::NoHeading { column });
        let wrong = beyond.map(|reason| Wrong::row(row.number, reason));
        Self {
            layout,
            row,
            wrong: wrong.into_iter().collect(),
        }
    }

    pub(super) fn words(&mut self, field: F) -> Option<String> {
        self.cell(field, Cell::words)
    }

    pub(super) fn code(&mut self, field: F) -> Option<String> {
        self.cell(field, Cell::code)
    }

    /// The code or staff number whose row it is.
    pub(super) fn key(&mut self, field: F) -> Option<String> {
        let code = self.layout.cell(self.row, field).code();
        let code = code.map_err(Reason::Cell);
        let code = code.and_then(|code| code_of(code.ok_or(Reason::Empty)?));
        self.kept(field, code)
    }

    /// The same where it need not be said.
    pub(super) fn key_if_told(&mut self, field: F) -> Option<String> {
        match self.layout.cell(self.row, field).is_empty() {
            true => None,
            false => self.key(field),
        }
    }

    pub(super) fn compact_code(&mut self, field: F) -> Option<String> {
        self.cell(field, Cell::compact_code)
    }

    pub(super) fn day(&mut self, field: F) -> Option<NaiveDate> {
        self.cell(field, Cell::day)
    }

    fn cell<T>(
        &mut self,
        field: F,
        read: impl Fn(&Cell) -> Result<Option<T>, CellError>,
    ) -> Option<T> {
        let read = read(self.layout.cell(self.row, field)).map_err(Reason::Cell);
        self.kept(field, read).flatten()
    }

    /// What was read, or nothing and a reason more.
    pub(super) fn kept<T>(&mut self, field: F, read: Result<T, Reason>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(reason) => {
                self.refuse(field, reason);
                None
            }
        }
    }

    /// The heading over a field, as it stands there.
    pub(super) fn heading(&self, field: F) -> Option<String> {
        self.layout.heading(field).map(str::to_owned)
    }

    pub(super) fn refuse(&mut self, field: F, reason: Reason) {
        let column = self.heading(field);
        self.wrong.push(Wrong {
            row: self.row.number,
            column,
            reason,
        });
    }

    /// The row, if nothing was wrong with it.
    pub(super) fn ended<T>(self, row: T) -> Result<T, Vec<Wrong>> {
        match self.wrong.is_empty() {
            true => Ok(row),
            false => Err(self.wrong),
        }
    }
}
