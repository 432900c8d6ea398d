//! A file that is being written, line by line.

use super::csv::Csv;
use super::xlsx::Xlsx;
use crate::problem::ApiError;
use crate::store::StoreError;
use shared::export::FileFormat;
use shared::finding::Finding;
use shared::table::Value;

/// So many lines a file may have; what the import reads is not longer either.
const MOST_LINES: u64 = 50_000;

/// Why a list cannot be written.
#[derive(Debug)]
pub enum SheetError {
    /// It has more lines than a file may have.
    TooLong,
    /// The file cannot be written; why.
    Unwritable(String),
}

impl core::fmt::Display for SheetError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooLong => write!(
                f,
                "there are more than {MOST_LINES} lines: narrow down what is taken out, and take it in parts"
            ),
            Self::Unwritable(reason) => write!(f, "the file cannot be written: {reason}"),
        }
    }
}

impl core::error::Error for SheetError {}

impl From<SheetError> for ApiError {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::TooLong => {
                let finding = Finding::error("export_too_long", "").with("max", MOST_LINES);
                Self::Invalid(vec![finding])
            }
            SheetError::Unwritable(reason) => Self::Store(StoreError::Unreadable {
                column: "export",
                reason,
            }),
        }
    }
}

/// A file that is being written.
pub struct Sheet {
    form: Form,
    lines: u64,
}

enum Form {
    Csv(Box<Csv>),
    Xlsx(Box<Xlsx>),
}

impl Sheet {
    /// Begins, with the name of the list and its headings.
    ///
    /// # Errors
    /// [`SheetError::Unwritable`]
    pub fn begin(format: FileFormat, name: &str, headings: &[&str]) -> Result<Self, SheetError> {
        let form = match format {
            FileFormat::Csv => {
                let mut csv = Csv::begin();
                let headings: Vec<Value> = headings.iter().map(|it| Value::text(*it)).collect();
                csv.line(&headings).map_err(SheetError::Unwritable)?;
                Form::Csv(Box::new(csv))
            }
            FileFormat::Xlsx => {
                let xlsx = Xlsx::begin(name, headings).map_err(SheetError::Unwritable)?;
                Form::Xlsx(Box::new(xlsx))
            }
        };
        Ok(Self { form, lines: 0 })
    }

    /// Writes a line, a value under each heading.
    ///
    /// # Errors
    /// [`SheetError`]
    pub fn line(&mut self, values: &[Value]) -> Result<(), SheetError> {
        if self.lines == MOST_LINES {
            return Err(SheetError::TooLong);
        }
        self.lines += 1;
        let written = match &mut self.form {
            Form::Csv(csv) => csv.line(values),
            Form::Xlsx(xlsx) => xlsx.line(values),
        };
        written.map_err(SheetError::Unwritable)
    }

    /// How many lines stand under the headings.
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// The whole file. Packing a long workbook takes a moment, in which nobody else is to wait.
    ///
    /// # Errors
    /// [`SheetError::Unwritable`]
    pub async fn end(self) -> Result<Vec<u8>, SheetError> {
        let packed = tokio::task::spawn_blocking(move || match self.form {
            Form::Csv(csv) => csv.end(),
            Form::Xlsx(xlsx) => xlsx.end(),
        });
        let packed = packed.await.map_err(|error| error.to_string());
        packed
            .and_then(|packed| packed)
            .map_err(SheetError::Unwritable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_list_that_is_too_long_is_refused_by_the_line_after_the_last() {
        let mut sheet = Sheet::begin(FileFormat::Csv, "list", &["n"]).unwrap();
        for _ in 0..MOST_LINES {
            sheet.line(&[Value::Empty]).unwrap();
        }
        let refused = sheet.line(&[Value::Empty]);
        assert!(matches!(refused, Err(SheetError::TooLong)), "{refused:?}");
        let problem = ApiError::from(SheetError::TooLong).problem();
        assert_eq!((problem.status, problem.findings.len()), (422, 1));
    }

    #[tokio::test]
    async fn a_workbook_keeps_texts_days_and_amounts_as_what_they_are() {
        let amount = Value::Number("-1234.50".parse().unwrap());
        let long = Value::Number("12345678901234.56".parse().unwrap());
        let day = Value::Day("2026-11-20".parse().unwrap());
        let moment = Value::Moment("2026-11-20T09:05:01".parse().unwrap());
        let early = Value::Day("1800-01-01".parse().unwrap());
        let texts = [
            Value::Text("=HYPERLINK(\"http://x\",\"y\")".to_owned()),
            Value::Code("00123".to_owned()),
            Value::Text("长".repeat(40_000)),
        ];
        let mut sheet = Sheet::begin(FileFormat::Xlsx, &"名".repeat(40), &["a"; 8]).unwrap();
        let values = [&texts[..], &[amount, long, day, moment, early]].concat();
        sheet.line(&values).unwrap();
        let bytes = sheet.end().await.unwrap();
        let rows = crate::table_files::rows(&bytes).unwrap();
        let cells = &rows[1].cells;
        assert_eq!(cells[0].as_typed(), "=HYPERLINK(\"http://x\",\"y\")");
        assert_eq!(cells[1].code(), Ok(Some("00123".to_owned())));
        assert_eq!(cells[2].as_typed().chars().count(), 32_767);
        use shared::table::Cell::{Moment, Number, Text};
        let told = |text: &str| text.to_owned();
        assert_eq!(cells[3], Number(told("-1234.5")));
        assert_eq!(cells[4], Text(told("12345678901234.56")));
        assert_eq!(cells[5], Moment(told("2026-11-20")));
        assert_eq!(cells[6], Moment(told("2026-11-20 09:05:01")));
        assert_eq!(cells[7], Text(told("1800-01-01")));
    }
}
