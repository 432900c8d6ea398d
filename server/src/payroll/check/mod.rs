//! Whether a fact can be so, beside everything that is known already. What cannot be is refused with
//! the field and with what to write instead: pay that is missing because of a slip looks like pay that is not due.

mod ground;
mod other;
mod people;
mod policy;

pub(super) use ground::{Ground, rank};

use super::entry::Wrong;
use chrono::{Days, NaiveDate};
use shared::facts::{Fact, FactKind};

type Checked = Result<(), Wrong>;

/// The first year in which something can have happened that pay is still computed on.
const FIRST_YEAR: i32 = 1980;

/// Checks a fact.
///
/// # Errors
/// The first field that cannot be so.
pub(super) fn check(fact: &Fact, ground: &Ground<'_>) -> Checked {
    people::is_not_the_organisation_s(&fact.what)?;
    days(fact, ground)?;
    ground.told_once(fact)?;
    people::are_known(fact, ground)?;
    match &fact.what {
        FactKind::Issued(issued) => policy::issued(fact, issued, ground),
        FactKind::Submitted(submitted) => {
            policy::lines("submitted", fact, &submitted.lines, ground)
        }
        FactKind::Premium(premium) => policy::premium(fact, premium, ground),
        FactKind::Joined(joined) => people::recruited(fact, joined, ground),
        FactKind::Split(split) => people::split(split, ground),
        FactKind::Licensed(licensed) => people::licensed(fact, licensed),
        FactKind::Planned(planned) => other::planned(planned),
        FactKind::Attendance(attendance) => other::attendance(fact, attendance),
        FactKind::Exam(exam) => other::exam(exam),
        FactKind::Rated(rated) => other::rated(rated),
        FactKind::Decided(decided) => other::decided(fact, decided),
        FactKind::Retracted(retracted) => ground.retracts(&fact.id, retracted),
        FactKind::Left(_)
        | FactKind::Placed(_)
        | FactKind::Founded(_)
        | FactKind::Appointed(_)
        | FactKind::Confirmed(_)
        | FactKind::Trained(_)
        | FactKind::Concluded(_)
        | FactKind::PolicyEvent(_)
        | FactKind::Reassigned(_)
        | FactKind::Session(_) => Ok(()),
    }
}

fn days(fact: &Fact, ground: &Ground<'_>) -> Checked {
    let today = ground.today;
    let (_, in_a_year) = years_around(today, 1);
    let days = [("on", Some(fact.on)), ("known", fact.known)];
    for (field, day) in days {
        let Some(day) = day else { continue };
        let is_decided_ahead = field == "on" && is_decided_ahead(&fact.what);
        if is_decided_ahead && day > in_a_year {
            return Err(Wrong::at(
                field,
                format!(
                    "{day} is more than a year after today, {today}: write the day from which it holds"
                ),
            ));
        }
        if !is_decided_ahead && day > today {
            let told = format!(
                "{day} is after today, {today}: write the day it happened; what is still to come is imported when it has"
            );
            return Err(Wrong::at(field, told));
        }
        if day < first_day() {
            return Err(Wrong::at(
                field,
                format!(
                    "{day} is too long ago: write the year with its four digits, from {FIRST_YEAR} on"
                ),
            ));
        }
    }
    Ok(())
}

/// Recruiters, units and plans are decided in advance and take effect on their day; money is told when it has moved.
const fn is_decided_ahead(what: &FactKind) -> bool {
    matches!(
        what,
        FactKind::Joined(_) | FactKind::Split(_) | FactKind::Planned(_)
    )
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default()
}

/// The same day so many years later, or earlier: near enough to tell a slip by.
fn years_around(day: NaiveDate, years: u64) -> (NaiveDate, NaiveDate) {
    let days = Days::new(years * 366);
    let before = day.checked_sub_days(days).unwrap_or(day);
    (before, day.checked_add_days(days).unwrap_or(day))
}
