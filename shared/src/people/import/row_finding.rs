//! Why a row of a table cannot be taken, as every other rule says it.

use super::plan::Wrong;
use super::reason::Reason;
use super::unit_reason_found::finding_of_unit;
use crate::date::NotADate;
use crate::finding::Finding;
use crate::table::CellError;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Everybody; one row for each appointment.
    People,
    /// Company, branches, departments, teams; one row for each place.
    Units,
}

impl TableKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::People, Self::Units];

    /// The name in addresses, JSON and the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Units => "units",
        }
    }
}

impl fmt::Display for TableKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Wrong {
    /// As whoever imports is told; the text is `findings.<code>`. The path is the field that it is about, as far as
    /// the reason says it: the heading stands in [`Self::column`].
    pub fn finding_of_row(&self, of: TableKind) -> Finding {
        if let Some(found) = of_tables_alone(&self.reason) {
            return found;
        }
        let whole = Self::row(self.row, self.reason.clone());
        match of {
            TableKind::People => whole.finding(),
            TableKind::Units => finding_of_unit(&whole),
        }
    }
}

/// What only tables can say, or say otherwise than a form.
fn of_tables_alone(reason: &Reason) -> Option<Finding> {
    let error = |code| Finding::error(code, "");
    Some(match reason {
        Reason::Cell(why) => cell(why),
        Reason::NoHeading { column } => error("cell_without_heading").with("column", column),
        Reason::Empty => error("cell_empty"),
        Reason::NewWithout(what) => Finding::error("row_new_incomplete", field(what)),
        Reason::NoneOf { word, offered } => error("cell_none_of")
            .with("word", word)
            .with("offered", offered),
        Reason::ZerosLost { like } => error("zeros_lost").with("like", like),
        Reason::SaysOtherwise { row, what } => {
            Finding::error("row_says_otherwise", field(what)).with("row", row)
        }
        Reason::Twice { row } => error("row_twice").with("row", row),
        Reason::Waits { row } => error("row_waits").with("row", row),
        Reason::UnknownUnit(unit) => error("row_unit_unknown").with("unit", unit),
        Reason::SeveralUnits { name, .. } => error("row_unit_several").with("unit", name),
        Reason::UnitIsWrong(unit) => error("row_unit_wrong").with("unit", unit),
        Reason::KindStays(_) => Finding::error("unit_kind_stays", "kind"),
        Reason::AnotherPerson(name) => {
            Finding::error("row_of_another_person", "name").with("name", name)
        }
        Reason::TwoPlaces(unit) => error("row_two_places").with("unit", unit),
        Reason::PeopleInIt(people) => error("row_people_in_unit").with("n", people.len()),
        Reason::UnitsUnderIt(units) => {
            let names: Vec<&str> = units.values().map(String::as_str).collect();
            error("row_units_under_unit").with("units", names.join(", "))
        }
        Reason::UnitWithRole => error("row_unit_with_role"),
        _ => return None,
    })
}

fn cell(why: &CellError) -> Finding {
    let error = |code| Finding::error(code, "");
    match why {
        CellError::Rounded => error("cell_rounded"),
        CellError::NotWhole => error("cell_not_whole"),
        CellError::Fault(what) => error("cell_fault").with("what", what),
        CellError::IsADate => error("cell_is_a_date"),
        CellError::NotADate(NotADate::Unreadable) => error("cell_no_date"),
        CellError::NotADate(NotADate::YearNotFirst) => error("cell_date_year_not_first"),
        CellError::NotADate(NotADate::NoSuchDay) => error("cell_date_no_such_day"),
        CellError::NotADate(NotADate::WithTime) => error("cell_date_with_time"),
    }
}

/// What is said once or is missing, by the name of its field.
fn field(what: &str) -> &'static str {
    match what {
        "staff number" => "staff_number",
        "sign-in name" => "login",
        "mobile" => "mobile",
        "identity number" => "identity_number",
        "licence number" => "licence_number",
        "licence expiry" => "licence_expires_on",
        "day of joining" => "joined_on",
        "last day" => "left_on",
        "reason" => "left_because",
        "unit and role" => "appointed",
        "code" => "code",
        "kind" => "kind",
        "founding day" => "founded_on",
        _ => "name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PersonId, UnitId};
    use crate::identity::InvalidIdentity;
    use crate::people::{Role, UnitKind};
    use crate::text::{Language, fill, lookup};
    use std::collections::{BTreeMap, BTreeSet};

    /// What a table of people is refused for, and what one of units is.
    fn reasons() -> [(TableKind, Vec<Reason>); 2] {
        let text = || "01".to_owned();
        let day = chrono::NaiveDate::MAX;
        let both = [
            Reason::Cell(CellError::Rounded),
            Reason::Cell(CellError::NotWhole),
            Reason::Cell(CellError::Fault(text())),
            Reason::Cell(CellError::IsADate),
            Reason::Cell(CellError::NotADate(NotADate::Unreadable)),
            Reason::Cell(CellError::NotADate(NotADate::YearNotFirst)),
            Reason::Cell(CellError::NotADate(NotADate::NoSuchDay)),
            Reason::Cell(CellError::NotADate(NotADate::WithTime)),
            Reason::NoHeading { column: 3 },
            Reason::Empty,
            Reason::NewWithout("name"),
            Reason::NoneOf {
                word: text(),
                offered: text(),
            },
            Reason::NotACode,
            Reason::ZerosLost { like: text() },
            Reason::SaysOtherwise {
                row: 3,
                what: "name",
            },
            Reason::Twice { row: 3 },
            Reason::Waits { row: 3 },
            Reason::UnknownUnit(text()),
            Reason::SeveralUnits {
                name: text(),
                codes: text(),
            },
            Reason::UnitIsWrong(text()),
            Reason::EndsBeforeItBegins,
            Reason::UnitNotThere {
                unit: text(),
                on: day,
            },
            Reason::UnitClosed {
                unit: text(),
                last: day,
            },
            Reason::OfAnother {
                what: "code",
                of: text(),
            },
            Reason::SinceWhen,
            Reason::UnitNotTheirs,
        ];
        let people = [
            Reason::NotAName,
            Reason::NotALogin,
            Reason::NotAMobile,
            Reason::Identity(InvalidIdentity::CheckCharacter),
            Reason::Masked,
            Reason::NotALevel,
            Reason::LevelOf(Role::Reviewer),
            Reason::LevelOf(Role::Agent),
            Reason::AnotherPerson(text()),
            Reason::UnitWithRole,
            Reason::TwoTeams(text()),
            Reason::SecondLeader(text()),
            Reason::SameRole(text()),
            Reason::NumberStays,
            Reason::BeforeJoining(day),
            Reason::AfterLeaving(day),
            Reason::LaterAppointment(day),
            Reason::LastAdministrator(text()),
            Reason::PersonNotTheirs,
            Reason::OwnRole,
        ];
        let units = [
            Reason::NotAUnitName,
            Reason::SecondCompany(text()),
            Reason::CompanyBelow,
            Reason::KindStays(UnitKind::Team),
            Reason::HangsNowhere,
            Reason::HangsUnder {
                kind: UnitKind::Team,
                parent: UnitKind::Team,
            },
            Reason::TwoPlaces(text()),
            Reason::BeforeFounding(day),
            Reason::LaterRenaming(day),
            Reason::NameTaken(text()),
            Reason::PeopleInIt(BTreeSet::from([PersonId::from_number(1)])),
            Reason::UnitsUnderIt(BTreeMap::from([(UnitId::from_number(1), text())])),
            Reason::OwnUnit,
        ];
        [
            (TableKind::People, [&both[..], &people].concat()),
            (TableKind::Units, [&both[..], &units].concat()),
        ]
    }

    #[test]
    fn every_reason_is_told_in_both_languages_with_its_figures() {
        for (kind, reasons) in reasons() {
            for reason in reasons {
                let finding = Wrong::row(2, reason.clone()).finding_of_row(kind);
                let code = finding.code.as_str();
                assert_ne!(code, "change_not_possible", "{reason:?}");
                for language in [Language::ZhHans, Language::En] {
                    let text = lookup(language, &format!("findings.{code}"));
                    let text = text.unwrap_or_else(|| panic!("no text for {code}"));
                    let params = finding.params.iter();
                    let params = params.map(|(name, value)| (name.as_str(), value.as_str()));
                    let said = fill(text, params);
                    assert!(!said.contains('{'), "{said}");
                }
            }
        }
    }

    #[test]
    fn a_kind_has_one_name() {
        for kind in TableKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
