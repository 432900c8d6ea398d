//! Why a row cannot be taken, and what to do about it.

use crate::id::{PersonId, UnitId};
use crate::identity::InvalidIdentity;
use crate::people::{InvalidSignInName, Role, UnitKind};
use crate::table::CellError;
use chrono::NaiveDate;
use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

/// Why a row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A cell that cannot be read.
    Cell(CellError),
    /// Something stands in a column without heading.
    NoHeading {
        /// From 1.
        column: usize,
    },
    /// Every row says this.
    Empty,
    /// Of somebody or something new it has to be said.
    NewWithout(&'static str),
    /// A word of a closed set that is none of them.
    NoneOf {
        /// As it stands there.
        word: String,
        /// What can stand there.
        offered: String,
    },
    /// No name of a person.
    NotAName,
    /// No name of a unit.
    NotAUnitName,
    /// A code or staff number that could not be typed again.
    NotACode,
    /// A sign-in name that could not be typed again.
    NotALogin,
    /// No mobile number.
    NotAMobile,
    /// No number of such a document.
    Identity(InvalidIdentity),
    /// Only the ends of a number, and not of the one that stands.
    Masked,
    /// No level.
    NotALevel,
    /// Who decides has a level, and nobody else.
    LevelOf(Role),
    /// Digits were lost in front of it, as spreadsheets lose zeros.
    ZerosLost {
        /// What it looks like.
        like: String,
    },
    /// Another row of the same says something else.
    SaysOtherwise {
        /// Which.
        row: u32,
        /// Of what.
        what: &'static str,
    },
    /// Another row says the same.
    Twice {
        /// Which.
        row: u32,
    },
    /// Another row of the same is wrong.
    Waits {
        /// Which.
        row: u32,
    },
    /// No unit has this code, nor this name.
    UnknownUnit(String),
    /// Several units have this name.
    SeveralUnits {
        /// What is written.
        name: String,
        /// Their codes.
        codes: String,
    },
    /// A unit of this table that is wrong itself.
    UnitIsWrong(String),
    /// There is a company already.
    SecondCompany(String),
    /// A company hangs under nothing.
    CompanyBelow,
    /// A unit stays what it is.
    KindStays(UnitKind),
    /// Every other unit hangs under one.
    HangsNowhere,
    /// A unit hangs under one of a kind above its own.
    HangsUnder {
        /// What it is.
        kind: UnitKind,
        /// What would be above it.
        parent: UnitKind,
    },
    /// Name and more are another person's than whose the staff number is.
    AnotherPerson(String),
    /// At the same time in two places.
    TwoPlaces(String),
    /// It changes from a day on, which has to be said.
    SinceWhen,
    /// A last day before the first.
    EndsBeforeItBegins,
    /// Before the unit is founded.
    BeforeFounding(NaiveDate),
    /// It is called otherwise from a later day on.
    LaterRenaming(NaiveDate),
    /// A unit beside it has this name at that time.
    NameTaken(String),
    /// Somebody is still in it.
    PeopleInIt(BTreeSet<PersonId>),
    /// Something still hangs under it.
    UnitsUnderIt(BTreeMap<UnitId, String>),
    /// The unit is not there on that day.
    UnitNotThere {
        /// What it is called.
        unit: String,
        /// On which day.
        on: NaiveDate,
    },
    /// The unit is closed before the appointment ends.
    UnitClosed {
        /// What it is called.
        unit: String,
        /// Its last day.
        last: NaiveDate,
    },
    /// Unit and role are said together.
    UnitWithRole,
    /// In two teams at once.
    TwoTeams(String),
    /// The team has a leader.
    SecondLeader(String),
    /// The same role twice at once.
    SameRole(String),
    /// Another person has it.
    OfAnother {
        /// What.
        what: &'static str,
        /// Whose: a staff number or sign-in name.
        of: String,
    },
    /// A staff number stays whose it is.
    NumberStays,
    /// Before the person joined.
    BeforeJoining(NaiveDate),
    /// After the person has left.
    AfterLeaving(NaiveDate),
    /// An appointment that begins later is recorded.
    LaterAppointment(NaiveDate),
    /// Nobody would administer it.
    LastAdministrator(String),
    /// Whoever imports does not administer all that this person does.
    PersonNotTheirs,
    /// Whoever imports does not administer the unit then.
    UnitNotTheirs,
    /// Whoever imports gives themselves a role.
    OwnRole,
    /// Where the unit hangs that somebody administers is said above it.
    OwnUnit,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(error) => error.fmt(f),
            Self::NoHeading { column } => write!(
                f,
                "column {column} has no heading: give it one, or leave the cell empty"
            ),
            Self::Empty => f.write_str("empty: every row says it"),
            Self::NewWithout(what) => write!(f, "new, and without {what}: write it"),
            Self::NoneOf { word, offered } => {
                write!(f, "{word} is none of {offered}: write one of them")
            }
            Self::NotAName => {
                f.write_str("not a person's name: 2 to 50 letters or Chinese characters")
            }
            Self::NotAUnitName => f.write_str("not a unit's name: 1 to 100 characters"),
            Self::NotACode => f.write_str("letters, digits, and - _ . / between them, 32 at most"),
            Self::NotALogin => write!(f, "{InvalidSignInName}"),
            Self::NotAMobile => {
                f.write_str("not a mobile number: eleven digits that begin with 13 to 19")
            }
            Self::Identity(error) => write!(f, "{}", identity(*error)),
            Self::Masked => f.write_str(
                "only the ends of a number, and not of the one that stands: write it whole, or leave it empty",
            ),
            Self::NotALevel => f.write_str("a level is 1, 2 or 3"),
            Self::LevelOf(role) if role.decides() => {
                write!(
                    f,
                    "a {} decides up to a level: write 1, 2 or 3",
                    role.as_str()
                )
            }
            Self::LevelOf(role) => write!(
                f,
                "a {} decides nothing: leave the level empty",
                role.as_str()
            ),
            Self::ZerosLost { like } => write!(
                f,
                "there is {like}, and spreadsheets lose zeros in front: write that, or another number"
            ),
            Self::SaysOtherwise { row, what } => write!(
                f,
                "row {row} of the same says another {what}: leave all but one empty, or give one of two a number of its own"
            ),
            Self::Twice { row } => write!(f, "row {row} says it already"),
            Self::Waits { row } => write!(f, "waits for row {row}, which is wrong"),
            Self::UnknownUnit(text) => write!(
                f,
                "there is no unit {text}: write the code of one (units are imported first)"
            ),
            Self::SeveralUnits { name, codes } => write!(
                f,
                "several units are called {name}: write the code ({codes})"
            ),
            Self::UnitIsWrong(code) => write!(f, "waits for {code}, which is wrong"),
            Self::SecondCompany(name) => write!(
                f,
                "there is one company, {name}: this is a branch, or that company under its code"
            ),
            Self::CompanyBelow => f.write_str("a company hangs under nothing: leave it empty"),
            Self::KindStays(kind) => write!(
                f,
                "it is a {}, and stays one: found another unit with another code",
                kind.as_str()
            ),
            Self::HangsNowhere => {
                f.write_str("every unit but the company hangs under one: write its code")
            }
            Self::HangsUnder { kind, parent } => write!(
                f,
                "a {} cannot hang under a {}: company, branch, department, team, in this order",
                kind.as_str(),
                parent.as_str()
            ),
            Self::TwoPlaces(parent) => write!(
                f,
                "it hangs under {parent} at that time: end that the day before"
            ),
            Self::SinceWhen => {
                f.write_str("that changes from a day on: write the first day under from")
            }
            Self::EndsBeforeItBegins => f.write_str("the last day is before the first"),
            Self::LaterRenaming(day) => write!(
                f,
                "it is called otherwise from {day} on: write a later day, or take that back by hand first"
            ),
            Self::NameTaken(unit) => write!(
                f,
                "{unit} is called so beside it at that time: write another name"
            ),
            Self::BeforeFounding(day) => write!(f, "the unit is founded on {day}"),
            Self::PeopleInIt(people) => write!(
                f,
                "{} still hold a role in it after that day: a unit with people in it cannot be closed",
                people.len()
            ),
            Self::UnitsUnderIt(units) => {
                let names: Vec<&str> = units.values().map(String::as_str).collect();
                let names = names.join(", ");
                write!(
                    f,
                    "{names} still hangs under it after that day: move or close that first"
                )
            }
            Self::UnitNotThere { unit, on } => write!(
                f,
                "{unit} is not there on {on}: import the unit with its founding day first"
            ),
            Self::UnitClosed { unit, last } => {
                write!(f, "{unit} is closed after {last}: end this by then")
            }
            Self::UnitWithRole => {
                f.write_str("a unit has a role beside it, and a role a unit: write both or neither")
            }
            Self::TwoTeams(unit) => write!(
                f,
                "in {unit} and another team at once: end one of them the day before the other"
            ),
            Self::SecondLeader(unit) => {
                write!(f, "{unit} has a leader at that time: end that first")
            }
            Self::SameRole(unit) => write!(
                f,
                "twice in {unit} in the same role at once: end one of them"
            ),
            Self::OfAnother { what, of } => write!(f, "this {what} is that of {of}"),
            Self::NumberStays => {
                f.write_str("a staff number is given once and stays: leave it as it is")
            }
            Self::BeforeJoining(day) => write!(f, "before the day of joining, {day}"),
            Self::AfterLeaving(day) => write!(f, "after the last day, {day}"),
            Self::LaterAppointment(day) => write!(
                f,
                "an appointment begins on {day}, after that day: change that one first"
            ),
            Self::AnotherPerson(name) => write!(
                f,
                "this staff number is {name}'s for ever: give somebody else another; who has a new name gets it first, alone"
            ),
            Self::LastAdministrator(unit) => write!(
                f,
                "nobody would administer {unit} then: appoint another administrator first"
            ),
            Self::PersonNotTheirs => f.write_str(
                "this person is not among yours, or does something elsewhere as well: leave the row out",
            ),
            Self::UnitNotTheirs => {
                f.write_str("a unit that is not among yours: write the code of one of them")
            }
            Self::OwnRole => {
                f.write_str("nobody gives themselves a role: another administrator does it")
            }
            Self::OwnUnit => f.write_str(
                "where a unit hangs is said by the administrators of the one above it: leave that as it is",
            ),
        }
    }
}

const fn identity(error: InvalidIdentity) -> &'static str {
    match error {
        InvalidIdentity::OldForm => {
            "15 digits are the old form, which is not valid any more: write the 18 of the new one"
        }
        InvalidIdentity::Length => "not 18 characters",
        InvalidIdentity::Character => "a character that does not belong there",
        InvalidIdentity::Region => "there is no such region",
        InvalidIdentity::BirthDate => "the day of birth in it is no day",
        InvalidIdentity::CheckCharacter => {
            "the check character does not fit: a digit is wrong, or two are swapped"
        }
        InvalidIdentity::HkMacauPermit
        | InvalidIdentity::TaiwanPermit
        | InvalidIdentity::ResidencePermit
        | InvalidIdentity::ForeignResidentId
        | InvalidIdentity::Passport
        | InvalidIdentity::BirthCertificate => "not the number of such a document",
    }
}
