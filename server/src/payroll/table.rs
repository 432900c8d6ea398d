//! The lines of statements as a table, for who pays them out.

use super::print::{Names, heading_of, item};
use super::statement::Told;
use crate::exports::{Sheet, SheetError, new_file, write_private};
use shared::key;
use shared::table::Value;
use shared::text::{Language, lookup};
use std::path::Path;

/// What its columns are called.
const COLUMNS: [&str; 10] = [
    key!("exports.column.staff_number"),
    key!("exports.column.name"),
    key!("exports.column.month"),
    key!("exports.column.closed"),
    key!("exports.column.row"),
    key!("exports.column.section"),
    key!("exports.column.item"),
    key!("exports.column.policy"),
    key!("exports.column.amount"),
    key!("exports.column.about"),
];

/// Writes every line of these statements into a new file; how many there are.
///
/// # Errors
/// If something is there already, or it cannot be written.
pub(super) async fn write_table(
    to: &Path,
    statements: &[Told<'_>],
    (names, language): (&Names, Language),
) -> Result<u64, Box<dyn core::error::Error>> {
    let format = new_file(to)?;
    let headings = COLUMNS.map(|column| told(language, column));
    let title = told(language, key!("exports.column.section"));
    let mut sheet = Sheet::begin(format, title, &headings)?;
    for statement in statements {
        write_statement(statement, (names, language), &mut sheet)?;
    }
    let lines = sheet.lines();
    write_private(to, &sheet.end().await?)?;
    Ok(lines)
}

fn told(language: Language, key: &'static str) -> &'static str {
    lookup(language, key).unwrap_or(key)
}

fn write_statement(
    told: &Told<'_>,
    (names, language): (&Names, Language),
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let closed = match told.is_closed {
        true => key!("exports.yes"),
        false => key!("exports.no"),
    };
    for line in &told.lines {
        let number = Some(told.number).filter(|number| !number.is_empty());
        let about = line.about.map(|month| month.to_string());
        let row: [Value; COLUMNS.len()] = [
            Value::code(number),
            Value::text(told.name),
            Value::text(told.statement.month.to_string()),
            Value::text(self::told(language, closed)),
            Value::count(u64::try_from(line.number).unwrap_or(u64::MAX)),
            Value::text(self::told(language, heading_of(line.section))),
            Value::text(item(line.item, language)),
            Value::text(names.subject(line.subject, language)),
            Value::Number(line.amount.yuan()),
            Value::text(about.unwrap_or_default()),
        ];
        sheet.line(&row)?;
    }
    Ok(())
}
