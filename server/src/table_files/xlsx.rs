//! Workbooks: the first sheet that can be seen, cell by cell.
//!
//! A workbook is a zip archive, and a small one can unpack to anything: how much it comes to is counted first,
//! without keeping any of it. Cells are read one by one, for a sheet with one cell in its last corner is small,
//! and as a rectangle larger than any machine.

use super::{MOST_ROWS, TableError};
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use shared::table::{Cell, Row};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, sink};
use zip::ZipArchive;

/// So much a workbook may unpack to.
pub(super) const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// So many columns a table may have.
pub(super) const MOST_COLUMNS: u32 = 200;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// The rows of the first sheet that can be seen, without those that are titles.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    refuse_bombs(bytes)?;
    let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(unreadable)?;
    let seen = workbook
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    let name = seen.map(|sheet| sheet.name.clone());
    let name = name.ok_or(TableError::NoSheet)?;
    let titles = titles(&mut workbook, &name)?;
    let cells = cells(&mut workbook, &name)?;
    let rows = cells.into_iter().map(|(number, cells)| row(number, cells));
    let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    Ok(rows.filter(|row| !is_title(row, &titles)).collect())
}

fn unreadable(error: calamine::XlsxError) -> TableError {
    TableError::Damaged(error.to_string())
}

/// Counts what is packed, no further than it is allowed to come to.
fn refuse_bombs(bytes: &[u8]) -> Result<(), TableError> {
    let damaged = TableError::Damaged;
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive
            .by_index(place)
            .map_err(|error| damaged(error.to_string()))?;
        let mut counted = entry.take(left + 1);
        let unpacked =
            std::io::copy(&mut counted, &mut sink()).map_err(|error| damaged(error.to_string()))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(TableError::UnpacksTooLarge)?;
    }
    Ok(())
}

/// Ranges of one row that are merged to one cell: the row, from 0, and first and last column.
type Titles = Vec<(u32, u32, u32)>;

fn titles(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Titles, TableError> {
    let merged = workbook
        .merge_cells_by_sheet_name(sheet)
        .map_err(unreadable)?;
    let wide = merged.iter().filter(|range| range.end.1 > range.start.1);
    Ok(wide
        .map(|range| (range.start.0, range.start.1, range.end.1))
        .collect())
}

/// Whether a row is one merged cell and nothing beside it.
fn is_title(row: &Row, titles: &Titles) -> bool {
    let mut filled = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty());
    let (Some((only, _)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let mut of_row = titles.iter().filter(|(at, ..)| at + 1 == row.number);
    of_row.any(|(_, first, _)| usize::try_from(*first) == Ok(only))
}

type Cells = BTreeMap<u32, BTreeMap<u32, Cell>>;

fn cells(workbook: &mut Workbook<'_>, sheet: &str) -> Result<Cells, TableError> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut rows = Cells::new();
    while let Some(found) = reader.next_cell().map_err(unreadable)? {
        let ((row, column), cell) = (found.get_position(), cell(found.get_value()));
        if cell.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            let row = row.saturating_add(1);
            return Err(TableError::TooWide { row });
        }
        rows.entry(row).or_default().insert(column, cell);
        if rows.len() > MOST_ROWS {
            return Err(TableError::TooLong);
        }
    }
    Ok(rows)
}

fn row(number: u32, mut cells: BTreeMap<u32, Cell>) -> Row {
    let last = cells.keys().next_back().copied().unwrap_or_default();
    Row {
        number: number.saturating_add(1),
        cells: (0..=last)
            .map(|column| cells.remove(&column).unwrap_or_default())
            .collect(),
    }
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(is_true) => Cell::Text(is_true.to_string()),
        DataRef::DateTime(moment) => self::moment(moment),
        DataRef::DateTimeIso(moment) => Cell::Moment(moment.replace('T', " ")),
        DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Fault(error.to_string()),
    }
}

fn moment(moment: &ExcelDateTime) -> Cell {
    if !moment.is_datetime() {
        return Cell::Number(moment.as_f64().to_string());
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => Cell::Moment(date),
        _ => Cell::Moment(format!("{date} {hour:02}:{minute:02}:{second:02}")),
    }
}
