//! The same tables the other way round: units and people as the import reads them. What is taken out and imported
//! again changes nothing.

use super::columns::{PERSON_COLUMNS, PersonField, UNIT_COLUMNS, UnitField};
use super::unit_words::UnitWords;
use super::words::{word_of_identity_kind, word_of_role, word_of_unit_kind};
use crate::mask;
use crate::people::{Held, PersonInFull, Place, UnitInFull};
use crate::table::Value;
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// Whether the numbers that identify somebody, of document and telephone, are written whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// Only the ends. The import leaves what stands as it is.
    #[default]
    Masked,
    /// All of them.
    Whole,
}

/// Writes the rows of units and people.
pub struct Outgoing<'a> {
    words: UnitWords<'a>,
    language: Language,
}

impl<'a> Outgoing<'a> {
    /// Into tables of this language. All units, for they are called by what no other is.
    pub fn of(units: &'a [UnitInFull], language: Language) -> Self {
        Self {
            words: UnitWords::of(units.iter()),
            language,
        }
    }

    /// A row for each place of a unit, or one if it hangs nowhere.
    pub fn unit(&self, unit: &UnitInFull) -> Vec<Vec<Value>> {
        let row = |place| {
            let columns = UNIT_COLUMNS.iter();
            columns
                .map(|column| self.of_unit(column.field, unit, place))
                .collect()
        };
        match unit.places.as_slice() {
            [] => vec![row(None)],
            places => places.iter().map(|place| row(Some(place))).collect(),
        }
    }

    fn of_unit(&self, field: UnitField, unit: &UnitInFull, place: Option<&Place>) -> Value {
        match field {
            UnitField::Code => Value::code(unit.code.as_ref()),
            UnitField::Name => Value::text(&unit.name),
            UnitField::Kind => Value::text(word_of_unit_kind(unit.kind, self.language)),
            UnitField::Parent => Value::code(place.map(|place| self.words.written(place.parent))),
            // The name of today stays as it is, whenever it began.
            UnitField::NamedFrom => Value::day(None),
            UnitField::FoundedOn => Value::day(unit.founded_on),
            UnitField::From => Value::day(place.map(|place| place.period.from)),
            UnitField::Until => Value::day(place.and_then(|place| place.period.until)),
        }
    }

    /// A row for each appointment of somebody.
    pub fn person(&self, person: &PersonInFull, numbers: Numbers) -> Vec<Vec<Value>> {
        let row = |held| {
            let columns = PERSON_COLUMNS.iter();
            columns
                .map(|column| self.of_person(column.field, person, held, numbers))
                .collect()
        };
        match person.appointments.as_slice() {
            [] => vec![row(None)],
            appointments => appointments.iter().map(|held| row(Some(held))).collect(),
        }
    }

    fn of_person(
        &self,
        field: PersonField,
        person: &PersonInFull,
        held: Option<&Held>,
        numbers: Numbers,
    ) -> Value {
        let shown = |number: String| match numbers {
            Numbers::Masked => mask::number(&number),
            Numbers::Whole => number,
        };
        let identity = person.identity.as_ref();
        match field {
            PersonField::StaffNumber => Value::code(person.staff_number.as_ref()),
            PersonField::Name => Value::text(&person.name),
            PersonField::Login => Value::code(Some(&person.login)),
            PersonField::Mobile => {
                Value::code(person.mobile.as_ref().map(|it| shown(it.to_string())))
            }
            PersonField::IdentityKind => {
                let kind = identity.map(|it| word_of_identity_kind(it.kind(), self.language));
                Value::text(kind.unwrap_or_default())
            }
            PersonField::IdentityNumber => Value::code(identity.map(|it| shown(it.to_string()))),
            PersonField::LicenceNumber => Value::code(person.licence_number.as_ref()),
            PersonField::LicenceExpiresOn => Value::day(person.licence_expires_on),
            PersonField::JoinedOn => Value::Day(person.joined_on),
            PersonField::LeftOn => Value::day(person.left_on),
            PersonField::LeftBecause => {
                Value::text(person.left_because.as_deref().unwrap_or_default())
            }
            PersonField::Unit => Value::code(held.map(|held| self.words.written(held.unit))),
            PersonField::Role => {
                Value::text(held.map_or("", |held| word_of_role(held.role, self.language)))
            }
            PersonField::Level => {
                Value::code(held.and_then(|held| held.level).map(|it| it.0.to_string()))
            }
            PersonField::From => Value::day(held.map(|held| held.period.from)),
            PersonField::Until => Value::day(held.and_then(|held| held.period.until)),
        }
    }
}
