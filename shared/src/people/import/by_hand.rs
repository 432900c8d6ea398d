//! What an administrator asks of one person, read and checked as rows of a table are.

use super::columns::PersonField as Field;
use super::group::Group;
use super::people::{Known, Whom, settled};
use super::person_row::{PersonRow, read, read_form};
use super::plan::Wrong;
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::{
    EnterPerson, Held, LeavePerson, PersonFacts, PersonInFull, Role, TransferPerson, UnitInFull,
};
use crate::submission::Level;
use crate::table::{Cell, Layout, Row};
use chrono::NaiveDate;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum ByHand<'a> {
    /// Somebody enters, under this id.
    Enter(&'a EnterPerson, PersonId),
    /// What is known is corrected.
    Correct(&'a PersonFacts, &'a PersonInFull),
    /// Somebody does something else.
    Transfer(&'a TransferPerson, &'a PersonInFull),
    /// Somebody leaves.
    Leave(&'a LeavePerson, &'a PersonInFull),
}

/// The fields of the forms, as a problem names them.
const FORM: [(Field, &str); 16] = [
    (Field::StaffNumber, "staff_number"),
    (Field::Name, "name"),
    (Field::Login, "login"),
    (Field::Mobile, "mobile"),
    (Field::IdentityKind, "identity_kind"),
    (Field::IdentityNumber, "identity_number"),
    (Field::LicenceNumber, "licence_number"),
    (Field::LicenceExpiresOn, "licence_expires_on"),
    (Field::JoinedOn, "joined_on"),
    (Field::LeftOn, "on"),
    (Field::LeftBecause, "reason"),
    (Field::Unit, "unit"),
    (Field::Role, "role"),
    (Field::Level, "level"),
    (Field::From, "from"),
    (Field::Until, "until"),
];

/// The person as they would be.
///
/// # Errors
/// What is wrong with it, by the fields of the form.
pub fn change_by_hand(
    asked: ByHand<'_>,
    (units, standing): (&[UnitInFull], &[PersonInFull]),
    today: NaiveDate,
) -> Result<PersonInFull, Vec<Finding>> {
    // That a row waits for another is a matter of tables.
    let found = |wrong: Vec<Wrong>| {
        let said = wrong.iter().filter(|it| !it.waits());
        said.map(Wrong::finding).collect::<Vec<_>>()
    };
    let groups = [asked.group().map_err(found)?];
    let known = [asked.known()];
    let (afters, wrong) = settled(&groups, &known, (units, standing), Whom::Picked(today));
    afters.into_values().next().ok_or_else(|| found(wrong))
}

impl<'a> ByHand<'a> {
    const fn known(self) -> Known<'a> {
        let (id, before) = match self {
            Self::Enter(_, id) => (id, None),
            Self::Correct(_, person) | Self::Transfer(_, person) | Self::Leave(_, person) => {
                (person.id, Some(person))
            }
        };
        Known {
            id,
            before,
            like: None,
        }
    }

    fn group(self) -> Result<Group<PersonRow>, Vec<Wrong>> {
        let layout = Layout::of_form(&FORM);
        let mut group = Group {
            key: String::new(),
            rows: Vec::new(),
        };
        for (filled, number) in self.filled().into_iter().zip(1..) {
            let row = row(number, &filled);
            let read = match self {
                Self::Enter(..) => {
                    let read = read(&layout, &row);
                    group.key = read.key.unwrap_or_default();
                    read.row?
                }
                _ => read_form(&layout, &row)?,
            };
            group.rows.push((number, read));
        }
        Ok(group)
    }

    /// What is filled in, a row for each appointment.
    fn filled(self) -> Vec<Filled> {
        match self {
            Self::Enter(asked, _) => {
                let mut row = facts(&asked.facts);
                row.extend(appointment(asked.unit, asked.role, asked.level));
                row.push((Field::From, day(asked.from)));
                vec![row]
            }
            Self::Correct(asked, _) => vec![facts(asked)],
            Self::Transfer(asked, person) => {
                let mut rows = vec![begins(asked)];
                rows.extend(
                    person
                        .appointments
                        .iter()
                        .filter_map(|held| ends(asked, held)),
                );
                rows
            }
            Self::Leave(asked, _) => vec![vec![
                (Field::LeftOn, day(Some(asked.on))),
                (Field::LeftBecause, Cell::Text(asked.reason.clone())),
            ]],
        }
    }
}

/// The fields of a row that say something.
type Filled = Vec<(Field, Cell)>;

fn row(number: u32, filled: &Filled) -> Row {
    let cell = |field: Field| {
        let filled = filled.iter().find(|(it, _)| *it == field);
        filled.map_or(Cell::Empty, |(_, cell)| cell.clone())
    };
    Row {
        number,
        cells: FORM.iter().map(|(field, _)| cell(*field)).collect(),
    }
}

fn day(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, |day| Cell::Moment(day.to_string()))
}

fn facts(facts: &PersonFacts) -> Filled {
    let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
    let kind = facts.identity_kind.map(|kind| kind.as_str().to_owned());
    vec![
        (Field::StaffNumber, text(&facts.staff_number)),
        (Field::Name, text(&facts.name)),
        (Field::Login, text(&facts.login)),
        (Field::Mobile, text(&facts.mobile)),
        (Field::IdentityKind, text(&kind)),
        (Field::IdentityNumber, text(&facts.identity_number)),
        (Field::LicenceNumber, text(&facts.licence_number)),
        (Field::LicenceExpiresOn, day(facts.licence_expires_on)),
        (Field::JoinedOn, day(facts.joined_on)),
    ]
}

fn appointment(unit: UnitId, role: Role, level: Option<Level>) -> Filled {
    let level = level.map_or(Cell::Empty, |level| Cell::Text(level.0.to_string()));
    vec![
        (Field::Unit, Cell::Text(unit.to_string())),
        (Field::Role, Cell::Text(role.as_str().to_owned())),
        (Field::Level, level),
    ]
}

fn begins(asked: &TransferPerson) -> Filled {
    let mut row = appointment(asked.unit, asked.role, asked.level);
    row.push((Field::From, day(Some(asked.from))));
    row
}

/// An appointment that lasts until then, with its last day.
fn ends(asked: &TransferPerson, held: &Held) -> Option<Filled> {
    let is_begun = held.period.from < asked.from;
    let lasts = held.period.contains(asked.from);
    let gives_way = !asked.besides || (held.role.captures() && asked.role.captures());
    let last = asked
        .from
        .pred_opt()
        .filter(|_| is_begun && lasts && gives_way)?;
    let mut row = appointment(held.unit, held.role, held.level);
    row.push((Field::From, day(Some(held.period.from))));
    row.push((Field::Until, day(Some(last))));
    Some(row)
}
