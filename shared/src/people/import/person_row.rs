//! A row of the table of people.

use super::columns::PersonField as Field;
use super::group::Read;
use super::masked::Masked;
use super::plan::Wrong;
use super::reading::Reading;
use super::reason::Reason;
use super::words::{identity_kind, role};
use crate::contact::MobileNumber;
use crate::identity::{Identity, IdentityKind};
use crate::name::PersonName;
use crate::people::{Role, SignInName};
use crate::submission::Level;
use crate::table::{Layout, Row};
use chrono::NaiveDate;

/// What a row says of a person and of one of their appointments.
#[derive(Debug, Clone)]
pub(super) struct PersonRow {
    /// Of a table always; of a form, if it is to be given.
    pub(super) staff_number: Option<String>,
    pub(super) name: Option<String>,
    pub(super) login: Option<String>,
    pub(super) mobile: Option<MobileNumber>,
    pub(super) identity: Option<Identity>,
    pub(super) licence_number: Option<String>,
    pub(super) licence_expires_on: Option<NaiveDate>,
    pub(super) joined_on: Option<NaiveDate>,
    pub(super) left_on: Option<NaiveDate>,
    pub(super) left_because: Option<String>,
    /// Of which numbers only the ends are shown.
    pub(super) masked: Vec<Masked>,
    /// Where and as what.
    pub(super) appointed: Option<Appointed>,
}

/// What a row says of an appointment.
#[derive(Debug, Clone)]
pub(super) struct Appointed {
    /// Code or name of the unit.
    pub(super) unit: String,
    pub(super) role: Role,
    pub(super) level: Option<Level>,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
}

/// Most characters of a reason.
const LONGEST_REASON: usize = 200;

/// A row of a table: it says whose it is, by staff number, or of somebody who has none by sign-in name.
pub(super) fn read(layout: &Layout<Field>, row: &Row) -> Read<PersonRow> {
    let mut reading = Reading::of(layout, row);
    if let Some(login) = login_alone(layout, row) {
        return Read {
            number: row.number,
            // No staff number has a space.
            key: Some(format!("{login} ")),
            row: read_rest(reading, None),
        };
    }
    let staff_number = reading.key(Field::StaffNumber);
    Read {
        number: row.number,
        key: staff_number.as_ref().map(|number| number.to_lowercase()),
        row: read_rest(reading, staff_number),
    }
}

/// The sign-in name of a row without staff number.
fn login_alone(layout: &Layout<Field>, row: &Row) -> Option<SignInName> {
    let is_alone = layout.cell(row, Field::StaffNumber).is_empty();
    let login = layout.cell(row, Field::Login).code().ok().flatten();
    login.filter(|_| is_alone)?.parse().ok()
}

/// What is typed of somebody who is known already.
pub(super) fn read_form(layout: &Layout<Field>, row: &Row) -> Result<PersonRow, Vec<Wrong>> {
    let mut reading = Reading::of(layout, row);
    let staff_number = reading.key_if_told(Field::StaffNumber);
    read_rest(reading, staff_number)
}

fn read_rest(
    mut reading: Reading<'_, Field>,
    staff_number: Option<String>,
) -> Result<PersonRow, Vec<Wrong>> {
    let name = reading.words(Field::Name);
    let name = name.and_then(|name| {
        let name = name.parse::<PersonName>().map_err(|_| Reason::NotAName);
        reading.kept(Field::Name, name.map(|name| name.to_string()))
    });
    let login = reading.code(Field::Login);
    let login = login.and_then(|login| {
        let login = login.parse::<SignInName>().map_err(|_| Reason::NotALogin);
        reading.kept(Field::Login, login.map(|login| login.to_string()))
    });
    let mut masked = Vec::new();
    let mobile = reading.compact_code(Field::Mobile);
    let mobile = mobile.and_then(|mobile| {
        if let Some(ends) = Masked::of(&reading, Field::Mobile, &mobile, None) {
            masked.push(ends);
            return None;
        }
        reading.kept(
            Field::Mobile,
            mobile.parse().map_err(|_| Reason::NotAMobile),
        )
    });
    let identity = identity(&mut reading, &mut masked);
    let left_because = reading.words(Field::LeftBecause);
    let read = PersonRow {
        staff_number,
        name,
        login,
        mobile,
        identity,
        licence_number: reading.compact_code(Field::LicenceNumber),
        licence_expires_on: reading.day(Field::LicenceExpiresOn),
        joined_on: reading.day(Field::JoinedOn),
        left_on: reading.day(Field::LeftOn),
        left_because: left_because.map(|text| text.chars().take(LONGEST_REASON).collect()),
        masked,
        appointed: appointed(&mut reading),
    };
    reading.ended(read)
}

fn identity(reading: &mut Reading<'_, Field>, masked: &mut Vec<Masked>) -> Option<Identity> {
    let kind = reading.words(Field::IdentityKind);
    let kind = kind.map(|kind| identity_kind(&kind)).transpose();
    let kind = reading.kept(Field::IdentityKind, kind)?;
    let number = reading.compact_code(Field::IdentityNumber)?;
    if let Some(ends) = Masked::of(reading, Field::IdentityNumber, &number, kind) {
        masked.push(ends);
        return None;
    }
    let kind = kind.unwrap_or(IdentityKind::ResidentId);
    let identity = Identity::parse(kind, &number).map_err(Reason::Identity);
    reading.kept(Field::IdentityNumber, identity)
}

fn appointed(reading: &mut Reading<'_, Field>) -> Option<Appointed> {
    let unit = reading.code(Field::Unit);
    let word = reading.words(Field::Role);
    let level = reading.words(Field::Level);
    let level = level.and_then(|level| reading.kept(Field::Level, level_of(&level)));
    let from = reading.day(Field::From);
    let until = reading.day(Field::Until);
    let is_told = level.is_some() || from.is_some() || until.is_some();
    match (unit, word) {
        (Some(unit), Some(word)) => {
            let role = reading.kept(Field::Role, role(&word))?;
            if role.decides() != level.is_some() {
                reading.refuse(Field::Level, Reason::LevelOf(role));
            }
            let is_empty = from.zip(until).is_some_and(|(from, until)| until < from);
            if is_empty {
                reading.refuse(Field::Until, Reason::EndsBeforeItBegins);
            }
            Some(Appointed {
                unit,
                role,
                level,
                from,
                until,
            })
        }
        (None, None) if !is_told => None,
        (None, _) => {
            reading.refuse(Field::Unit, Reason::UnitWithRole);
            None
        }
        (Some(_), None) => {
            reading.refuse(Field::Role, Reason::UnitWithRole);
            None
        }
    }
}

fn level_of(text: &str) -> Result<Level, Reason> {
    match text.strip_suffix('级').unwrap_or(text) {
        "1" | "1.0" => Ok(Level(1)),
        "2" | "2.0" => Ok(Level(2)),
        "3" | "3.0" => Ok(Level(3)),
        _ => Err(Reason::NotALevel),
    }
}
