//! Why what is asked of a unit cannot be taken, as every other rule says it.

use super::plan::Wrong;
use super::reason::Reason;
use crate::finding::Finding;
use crate::id::PersonId;
use crate::people::PersonInFull;
use std::collections::BTreeSet;

/// So many of those who are in the way are named.
const NAMED: usize = 20;

/// By the fields of the form; who and what is in the way has a finding each.
pub(super) fn unit_findings(wrong: &Wrong, people: &[PersonInFull]) -> Vec<Finding> {
    match &wrong.reason {
        Reason::PeopleInIt(held) => in_it(held, people),
        Reason::UnitsUnderIt(units) => {
            let under = units.iter().take(NAMED).map(|(unit, name)| {
                Finding::error("unit_under_it", "on")
                    .with("unit", name)
                    .with("unit_id", unit)
            });
            under.collect()
        }
        _ => vec![finding_of_unit(wrong)],
    }
}

/// Those who still hold a role there.
fn in_it(held: &BTreeSet<PersonId>, people: &[PersonInFull]) -> Vec<Finding> {
    let known = people.iter().filter(|person| held.contains(&person.id));
    let found = known
        .take(NAMED)
        .map(|person| about(person, "person_in_it", "on"));
    found.collect()
}

/// About somebody, whose page is the way out.
pub(super) fn about(person: &PersonInFull, code: &'static str, path: &str) -> Finding {
    Finding::error(code, path)
        .with("person", &person.name)
        .with("person_id", person.id)
}

/// By the field of the form; who and what is in the way is not named.
pub(super) fn finding_of_unit(wrong: &Wrong) -> Finding {
    let field = wrong.column.as_deref();
    let error = |code, path| Finding::error(code, field.unwrap_or(path));
    match &wrong.reason {
        Reason::NotAUnitName => error("unit_name_unreadable", "name"),
        Reason::NotACode => error("unit_code_unreadable", "code"),
        Reason::OfAnother { of, .. } => error("unit_code_taken", "code").with("unit", of),
        Reason::NameTaken(unit) => error("unit_name_taken", "name").with("unit", unit),
        Reason::SecondCompany(_) => error("second_company", "kind"),
        Reason::CompanyBelow | Reason::HangsNowhere => error("company_hangs_nowhere", "parent"),
        Reason::HangsUnder { .. } => error("unit_hangs_too_low", "parent"),
        Reason::BeforeFounding(day) => error("before_founding", "from").with("day", day),
        Reason::LaterRenaming(day) => error("later_change_of_unit", "from").with("day", day),
        Reason::UnknownUnit(_) => error("unit_not_theirs", "parent"),
        Reason::UnitNotThere { unit, on } => error("unit_not_there", "parent")
            .with("unit", unit)
            .with("on", on),
        Reason::UnitClosed { unit, last } => error("unit_closed", "parent")
            .with("unit", unit)
            .with("last", last),
        _ => wrong.finding(),
    }
}
