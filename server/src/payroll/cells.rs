//! One cell of a table, as the field under its heading is written in a fact.

use super::columns::{Cell, Field};
use super::headings::RIDER;
use serde_json::Value;
use shared::date::read_cell_date;
use shared::input::half_width;

/// What a cell says.
///
/// # Errors
/// What to write instead.
pub(super) fn value_of(field: &Field, cell: &str) -> Result<Value, String> {
    if cell.is_empty() {
        return Err(format!("empty: every fact has {}", field.name));
    }
    match field.cell {
        Cell::Text => Ok(cell.into()),
        Cell::Day => {
            let day = read_cell_date(cell).map_err(|refused| refused.to_string())?;
            Ok(day.to_string().into())
        }
        Cell::Whole => whole(cell).map(Value::from),
        Cell::Word(words) => word(words, cell),
        Cell::Rider => {
            let plain = cell.to_lowercase();
            let meant = RIDER
                .iter()
                .find(|(_, words)| words.contains(&plain.as_str()));
            let meant = meant.map(|(is_rider, _)| Value::Bool(*is_rider));
            meant.ok_or_else(|| format!("{cell} is neither: write 主险 (main) or 附加险 (rider)"))
        }
    }
}

fn whole(cell: &str) -> Result<u16, String> {
    let plain = half_width(cell);
    let plain = plain.strip_suffix('年').unwrap_or(&plain);
    // A spreadsheet shows whole numbers with places where a column has them.
    let digits = plain.split_once('.').map_or(plain, |(whole, places)| {
        let is_whole = !places.is_empty() && places.bytes().all(|place| place == b'0');
        if is_whole { whole } else { plain }
    });
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number);
    number.ok_or_else(|| format!("{cell} is not a whole number: write one in digits, as 20"))
}

fn word(words: &[(&str, &[&str])], cell: &str) -> Result<Value, String> {
    let plain = cell.to_lowercase();
    let is_meant =
        |(name, others): &&(&str, &[&str])| *name == plain || others.contains(&plain.as_str());
    if let Some((name, _)) = words.iter().find(is_meant) {
        return Ok((*name).into());
    }
    let offered = words.iter().map(|(name, others)| match others.last() {
        Some(chinese) => format!("{name} ({chinese})"),
        None => (*name).to_owned(),
    });
    let offered: Vec<String> = offered.collect();
    Err(format!(
        "{cell} is none of {}: write one of them",
        offered.join(", ")
    ))
}
