//! What people are handed who sign in with a one-time code, as a table.

use crate::auth::{GivenCode, Home};
use crate::private_file;
use crate::store::people::Account;
use chrono::Timelike;
use shared::time::Timestamp;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// What one of them is handed.
#[derive(Debug)]
pub(super) struct Slip {
    unit: String,
    name: String,
    login: String,
    code: String,
    valid_until: String,
}

const HEADINGS: [&str; 5] = ["unit", "name", "login", "code", "valid until"];
/// What cells begin with that a spreadsheet would reckon.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl Slip {
    pub(super) fn of(account: &Account, home: &Home, given: &GivenCode) -> Self {
        Self {
            unit: home.name.clone(),
            name: account.person.name.clone(),
            login: account.login.clone(),
            code: given.code.to_string(),
            valid_until: minute(given.valid_until, home.branch.offset_minutes),
        }
    }

    const fn cells(&self) -> [&String; 5] {
        let Self {
            unit,
            name,
            login,
            code,
            valid_until,
        } = self;
        [unit, name, login, code, valid_until]
    }
}

/// A minute by a branch's clock: `2026-11-23 10:00 UTC+08:00`.
pub(super) fn minute(at: Timestamp, offset_minutes: i32) -> String {
    let Some(civil) = at.civil(offset_minutes) else {
        return "at no time".to_owned();
    };
    let (sign, off) = (
        if offset_minutes < 0 { '-' } else { '+' },
        offset_minutes.abs(),
    );
    let (day, time) = (civil.date(), civil.time());
    format!(
        "{day} {:02}:{:02} UTC{sign}{:02}:{:02}",
        time.hour(),
        time.minute(),
        off / 60,
        off % 60
    )
}

/// The table for a screen, its columns apart by tabs: it can be pasted into a spreadsheet.
pub(super) fn printed(slips: &[Slip]) -> String {
    let rows = slips.iter().map(|slip| slip.cells().map(String::as_str));
    let rows = core::iter::once(HEADINGS).chain(rows);
    let lines: Vec<String> = rows.map(|row| row.join("\t")).collect();
    lines.join("\n")
}

/// A file for its owner alone that is to hold the table. It is there before any code is given, and goes again
/// if nothing is written.
pub(super) struct SlipFile<'p> {
    path: &'p Path,
    file: File,
    written: bool,
}

impl<'p> SlipFile<'p> {
    /// # Errors
    /// If something is there already, or the folder cannot be written.
    pub(super) fn make(path: &'p Path) -> Result<Self, String> {
        let shown = path.display();
        let file = private_file::make(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => format!("{shown} is there already: name another file"),
            _ => format!("{shown} cannot be written ({error}): name another place"),
        })?;
        Ok(Self {
            path,
            file,
            written: false,
        })
    }

    /// Writes the table as CSV, with the mark by which spreadsheets know UTF-8; says what is there.
    ///
    /// # Errors
    /// If the disk does not take it.
    pub(super) fn write(mut self, slips: &[Slip]) -> Result<String, String> {
        let shown = self.path.display();
        self.put(slips).map_err(|error| {
            format!("{shown} could not be written ({error}): the codes are lost, invite again")
        })?;
        self.written = true;
        Ok(format!("one-time codes for {} in {shown}", slips.len()))
    }

    fn put(&mut self, slips: &[Slip]) -> io::Result<()> {
        self.file.write_all("\u{FEFF}".as_bytes())?;
        let mut table = csv::Writer::from_writer(&mut self.file);
        table.write_record(HEADINGS)?;
        for slip in slips {
            table.write_record(slip.cells().map(|cell| as_text(cell)))?;
        }
        table.flush()?;
        drop(table);
        self.file.sync_all()
    }
}

impl Drop for SlipFile<'_> {
    fn drop(&mut self) {
        if !self.written {
            // What is left at worst is a file without use.
            let _ = std::fs::remove_file(self.path);
        }
    }
}

/// A cell that no spreadsheet runs as a formula.
fn as_text(cell: &str) -> String {
    match cell.starts_with(FORMULAS) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minute_is_told_by_the_clock_of_the_branch() {
        let at = Timestamp::from_millis(1_795_399_200_000);
        assert_eq!(minute(at, 480), "2026-11-23 10:00 UTC+08:00");
        assert_eq!(minute(at, -210), "2026-11-22 22:30 UTC-03:30");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(as_text("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(as_text("晨曦组"), "晨曦组");
    }
}
