//! Workbooks: one sheet with its headings on top. Texts are texts, whatever they begin with; codes stay texts when
//! somebody types them again; days and moments are those of the spreadsheet.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use shared::table::Value;

/// So many characters a cell holds.
const LONGEST_TEXT: usize = 32_767;
/// So many characters the name of a sheet has.
const LONGEST_NAME: usize = 31;
/// So many digits a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;
/// So wide a column becomes by itself, in pixels.
const WIDEST: u32 = 320;

/// A workbook that is being written.
pub(super) struct Xlsx {
    book: Workbook,
    formats: Formats,
    next: u32,
}

struct Formats {
    text: Format,
    day: Format,
    moment: Format,
}

impl Xlsx {
    /// Begins, with this name and these headings.
    pub(super) fn begin(name: &str, headings: &[&str]) -> Result<Self, String> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let bold = Format::new().set_bold();
        let name: String = name.chars().take(LONGEST_NAME).collect();
        sheet.set_name(name).map_err(said)?;
        sheet.set_freeze_panes(1, 0).map_err(said)?;
        for (column, heading) in (0..).zip(headings) {
            sheet
                .write_string_with_format(0, column, *heading, &bold)
                .map_err(said)?;
        }
        Ok(Self {
            book,
            formats: Formats {
                text: Format::new().set_num_format("@"),
                day: Format::new().set_num_format("yyyy-mm-dd"),
                moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            },
            next: 1,
        })
    }

    pub(super) fn line(&mut self, values: &[Value]) -> Result<(), String> {
        let sheet = self.book.worksheet_from_index(0).map_err(said)?;
        for (column, value) in (0..).zip(values) {
            let place = (self.next, column);
            self.formats.write(sheet, place, value).map_err(said)?;
        }
        self.next = self.next.saturating_add(1);
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<Vec<u8>, String> {
        let sheet = self.book.worksheet_from_index(0).map_err(said)?;
        sheet.set_autofit_max_width(WIDEST).autofit();
        self.book.save_to_buffer().map_err(said)
    }
}

impl Formats {
    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: &Value,
    ) -> Result<(), XlsxError> {
        match value {
            Value::Empty => {}
            Value::Text(text) => drop(sheet.write_string(row, column, cut(text))?),
            Value::Code(text) => self.text(sheet, (row, column), text)?,
            Value::Day(day) => match of_day(*day) {
                Some(day) => drop(sheet.write_with_format(row, column, day, &self.day)?),
                None => self.text(sheet, (row, column), &value.in_csv())?,
            },
            Value::Moment(moment) => match of_moment(*moment) {
                Some(moment) => drop(sheet.write_with_format(row, column, moment, &self.moment)?),
                None => self.text(sheet, (row, column), &value.in_csv())?,
            },
            Value::Number(number) => match kept_whole(*number) {
                Some(kept) => {
                    let format = Format::new().set_num_format(places(number.scale()));
                    sheet.write_number_with_format(row, column, kept, &format)?;
                }
                None => self.text(sheet, (row, column), &value.in_csv())?,
            },
        }
        Ok(())
    }

    fn text(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, cut(text), &self.text)?;
        Ok(())
    }
}

fn said(error: XlsxError) -> String {
    error.to_string()
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

/// `None` of a day that spreadsheets do not know, before 1900.
fn of_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    let [month, day] = [month, day].map(|it| u8::try_from(it).unwrap_or_default());
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, month, day).ok()
}

fn of_moment(moment: NaiveDateTime) -> Option<ExcelDateTime> {
    let [hour, minute, second] = [moment.hour(), moment.minute(), moment.second()];
    let hour = u16::try_from(hour).ok()?;
    let minute = u8::try_from(minute).ok()?;
    of_day(moment.date())?.and_hms(hour, minute, second).ok()
}

/// The number as a spreadsheet keeps it; `None` if it would lose digits.
fn kept_whole(number: Decimal) -> Option<f64> {
    let digits = number.mantissa().unsigned_abs().to_string().len();
    (digits <= DIGITS_KEPT)
        .then(|| number.to_string().parse().ok())
        .flatten()
}

/// The format of a number with so many places.
fn places(scale: u32) -> String {
    match usize::try_from(scale).unwrap_or_default() {
        0 => "0".to_owned(),
        places => format!("0.{}", "0".repeat(places)),
    }
}
