//! What an administrator asks of people by hand, read and checked as rows of a table are.

use super::by_hand_possible::taken_back;
use super::columns::PersonField as Field;
use super::group::Group;
use super::people::{Known, Whom, settled};
use super::person_row::{PersonRow, read, read_form};
use super::plan::Wrong;
use super::reach::Bounds;
use crate::finding::Finding;
use crate::id::{PersonId, UnitId};
use crate::people::{
    EndRole, EnterPerson, Held, LeavePerson, PersonFacts, PersonInFull, Role, TransferPerson,
    UnitInFull,
};
use crate::submission::Level;
use crate::table::{Cell, Layout, Row};
use chrono::NaiveDate;
use std::borrow::Cow;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub enum ByHand<'a> {
    /// Somebody enters, under this id.
    Enter(&'a EnterPerson, PersonId),
    /// What is known is corrected.
    Correct(&'a PersonFacts, &'a PersonInFull),
    /// Somebody does something else.
    Transfer(&'a TransferPerson, &'a PersonInFull),
    /// Somebody does one of several things no longer.
    EndRole(&'a EndRole, &'a PersonInFull),
    /// Somebody leaves.
    Leave(&'a LeavePerson, &'a PersonInFull),
    /// Somebody comes to another unit with what they do.
    GoAlong(GoAlong, &'a PersonInFull),
    /// What was to change on a day to come does not.
    TakeBack(NaiveDate, &'a PersonInFull),
}

/// From a day on, what is done in one unit is done in another.
#[derive(Debug, Clone, Copy)]
pub struct GoAlong {
    /// In which no longer.
    pub out_of: UnitId,
    /// In which then.
    pub into: UnitId,
    /// The first day there.
    pub from: NaiveDate,
    /// As what agents and team leaders come there, if not as what they were.
    pub as_member: Option<Role>,
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

/// What is said of each has rows of its own: so many, and never more.
const ROWS: u32 = 1_000;

/// The person as they would be.
///
/// # Errors
/// What is wrong with it, by the fields of the form.
pub fn change_by_hand(
    asked: ByHand<'_>,
    standing: (&[UnitInFull], &[PersonInFull]),
    today: NaiveDate,
) -> Result<PersonInFull, Vec<Finding>> {
    let told = |found: Vec<Found>| {
        let findings = found.into_iter().map(|(_, finding)| finding);
        findings.collect::<Vec<_>>()
    };
    let afters = change_all_by_hand(&[asked], standing, today).map_err(told)?;
    afters.into_iter().next().ok_or_else(Vec::new)
}

/// Of whom something is wrong, and what.
pub(super) type Found = (PersonId, Finding);

/// Several people as they would be if all of it came together, in the same order.
///
/// # Errors
/// What is wrong with it, and of whom.
pub(super) fn change_all_by_hand(
    asked: &[ByHand<'_>],
    (units, standing): (&[UnitInFull], &[PersonInFull]),
    today: NaiveDate,
) -> Result<Vec<PersonInFull>, Vec<Found>> {
    let (mut groups, mut befores, mut found) = (Vec::new(), Vec::new(), Vec::new());
    let mut first_row = 0;
    for asked in asked {
        let read = asked
            .before(today)
            .map_err(|finding| vec![(asked.id(), finding)]);
        let read = read.and_then(|before| {
            let group = asked.group(first_row);
            Ok((before, group.map_err(|wrong| asked.findings(&wrong))?))
        });
        match read {
            Ok((before, group)) => {
                befores.push(before);
                groups.push(group);
            }
            Err(wrong) => found.extend(wrong),
        }
        first_row += ROWS;
    }
    if !found.is_empty() {
        return Err(found);
    }
    let known: Vec<Known<'_>> = asked
        .iter()
        .zip(&befores)
        .map(|(asked, before)| Known {
            id: asked.id(),
            before: before.as_deref(),
            like: None,
        })
        .collect();
    let (afters, wrong) = settled(
        &groups,
        &known,
        (units, standing),
        Whom::Picked(today),
        &Bounds::none(),
    );
    match wrong.is_empty() {
        true => Ok(afters.into_values().collect()),
        false => {
            let of_row = |row: u32| asked.get(usize::try_from(row / ROWS).ok()?);
            let told = wrong.iter().filter_map(|wrong| {
                let asked = of_row(wrong.row)?;
                Some(asked.findings(core::slice::from_ref(wrong)))
            });
            Err(told.flatten().collect())
        }
    }
}

impl<'a> ByHand<'a> {
    /// Who it is about.
    const fn id(self) -> PersonId {
        match self {
            Self::Enter(_, id) => id,
            Self::Correct(_, person)
            | Self::Transfer(_, person)
            | Self::EndRole(_, person)
            | Self::Leave(_, person)
            | Self::GoAlong(_, person)
            | Self::TakeBack(_, person) => person.id,
        }
    }

    /// That a row waits for another is a matter of tables.
    fn findings(self, wrong: &[Wrong]) -> Vec<Found> {
        let said = wrong.iter().filter(|it| !it.waits());
        said.map(|wrong| (self.id(), wrong.finding())).collect()
    }

    /// As whom the rest is said of.
    fn before(self, today: NaiveDate) -> Result<Option<Cow<'a, PersonInFull>>, Finding> {
        Ok(match self {
            Self::Enter(..) => None,
            Self::Correct(_, person) | Self::Leave(_, person) | Self::GoAlong(_, person) => {
                Some(Cow::Borrowed(person))
            }
            Self::Transfer(asked, person) => {
                asked.is_possible(person)?;
                Some(Cow::Borrowed(person))
            }
            Self::EndRole(asked, person) => {
                asked.is_possible(person)?;
                Some(Cow::Borrowed(person))
            }
            Self::TakeBack(day, person) => Some(Cow::Owned(taken_back(person, day, today)?)),
        })
    }

    /// The rows that say it, numbered after this one.
    fn group(self, after: u32) -> Result<Group<PersonRow>, Vec<Wrong>> {
        let layout = Layout::of_form(&FORM);
        let mut group = Group {
            key: String::new(),
            rows: Vec::new(),
        };
        for (filled, number) in self.filled().into_iter().zip(after..) {
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
            Self::EndRole(asked, person) => {
                let held = person.appointments.iter().find(|held| asked.is_meant(held));
                held.map(|held| until(held, asked.on)).into_iter().collect()
            }
            Self::GoAlong(asked, person) => {
                let held = person.appointments.iter();
                held.filter(|held| asked.takes(held))
                    .flat_map(|held| asked.rows(held, person))
                    .collect()
            }
            // The others say nothing new.
            Self::TakeBack(..) => vec![Vec::new()],
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
    Some(until(held, last))
}

/// An appointment that stands, with its last day.
fn until(held: &Held, last: NaiveDate) -> Filled {
    let mut row = appointment(held.unit, held.role, held.level);
    row.push((Field::From, day(Some(held.period.from))));
    row.push((Field::Until, day(Some(last))));
    row
}

impl GoAlong {
    /// Whether it is about this appointment.
    pub(super) fn takes(&self, held: &Held) -> bool {
        let lasts = held.period.from < self.from && held.period.contains(self.from);
        held.unit == self.out_of && lasts
    }

    fn rows(&self, held: &Held, person: &PersonInFull) -> Vec<Filled> {
        let last = self.from.pred_opt().unwrap_or(self.from);
        let role = self
            .as_member
            .filter(|_| held.role.captures())
            .unwrap_or(held.role);
        let mut there = person.appointments.iter();
        let is_there = there
            .any(|it| (it.unit, it.role) == (self.into, role) && it.period.contains(self.from));
        let mut begins = appointment(self.into, role, held.level);
        begins.push((Field::From, day(Some(self.from))));
        begins.push((Field::Until, day(held.period.until)));
        let ends = until(held, last);
        match is_there {
            true => vec![ends],
            false => vec![ends, begins],
        }
    }
}
