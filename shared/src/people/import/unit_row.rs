//! A row of the table of units.

use super::columns::UnitField as Field;
use super::group::Read;
use super::plan::Wrong;
use super::reading::Reading;
use super::reason::Reason;
use super::words::unit_kind;
use crate::people::UnitKind;
use crate::table::{Layout, Row};
use chrono::NaiveDate;

/// What a row says of a unit and of one of its places.
#[derive(Debug, Clone)]
pub(super) struct UnitRow {
    /// `None` of a unit from before units had codes; of a form, where it stays.
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<UnitKind>,
    /// Code or name of the unit above.
    pub(super) parent: Option<String>,
    pub(super) founded_on: Option<NaiveDate>,
    /// Since when it is called so.
    pub(super) named_from: Option<NaiveDate>,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
}

/// Most characters of a unit's name.
const LONGEST_NAME: usize = 100;

/// A row of a table: it says whose it is.
pub(super) fn read(layout: &Layout<Field>, row: &Row) -> Read<UnitRow> {
    let mut reading = Reading::of(layout, row);
    let is_named = [Field::Name, Field::Kind].map(|field| !layout.cell(row, field).is_empty());
    let is_coded = !layout.cell(row, Field::Code).is_empty() || is_named != [true; 2];
    let code = is_coded.then(|| reading.key(Field::Code)).flatten();
    let read = read_rest(reading, code.clone());
    // No code has a space.
    let named = read.as_ref().ok().filter(|_| !is_coded);
    let named =
        named.and_then(|row| Some(format!("{} {}", row.kind?.as_str(), row.name.as_ref()?)));
    Read {
        number: row.number,
        key: code.map(|code| code.to_lowercase()).or(named),
        row: read,
    }
}

/// What is typed of a unit that is new.
pub(super) fn read_new(layout: &Layout<Field>, row: &Row) -> Result<UnitRow, Vec<Wrong>> {
    let mut reading = Reading::of(layout, row);
    let code = reading.key(Field::Code);
    read_rest(reading, code)
}

/// What is typed of a unit that is known already.
pub(super) fn read_form(layout: &Layout<Field>, row: &Row) -> Result<UnitRow, Vec<Wrong>> {
    let mut reading = Reading::of(layout, row);
    let code = reading.key_if_told(Field::Code);
    read_rest(reading, code)
}

fn read_rest(mut reading: Reading<'_, Field>, code: Option<String>) -> Result<UnitRow, Vec<Wrong>> {
    let name = reading.words(Field::Name);
    let name = name.and_then(|name| reading.kept(Field::Name, name_of(name)));
    let kind = reading.words(Field::Kind);
    let kind = kind.and_then(|kind| reading.kept(Field::Kind, unit_kind(&kind)));
    let read = UnitRow {
        code,
        name,
        kind,
        parent: reading.code(Field::Parent),
        founded_on: reading.day(Field::FoundedOn),
        named_from: reading.day(Field::NamedFrom),
        from: reading.day(Field::From),
        until: reading.day(Field::Until),
    };
    reading.ended(read)
}

fn name_of(name: String) -> Result<String, Reason> {
    let form = name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    form.then_some(name).ok_or(Reason::NotAUnitName)
}
