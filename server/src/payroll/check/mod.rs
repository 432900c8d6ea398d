//! Whether a fact can be so, beside everything that is known already. What cannot be is refused with
//! the field and with what to write instead: pay that is missing because of a slip looks like pay that is not due.

mod ground;
mod other;
mod people;
mod policy;

pub(super) use ground::{Ground, rank};

use super::entry::Wrong;
use chrono::{Days, NaiveDate};
use shared::commission::{Fact, What};

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
        What::Issued(issued) => policy::issued(fact, issued, ground),
        What::Submitted(submitted) => policy::lines("submitted", fact, &submitted.lines, ground),
        What::Premium(premium) => policy::premium(fact, premium, ground),
        What::Joined(joined) => people::recruited(fact, joined, ground),
        What::Licensed(licensed) => people::licensed(fact, licensed),
        What::Planned(planned) => other::planned(planned),
        What::Attendance(attendance) => other::attendance(fact, attendance),
        What::Exam(exam) => other::exam(exam),
        What::Rated(rated) => other::rated(rated),
        What::Decided(decided) => other::decided(fact, decided),
        What::Retracted(retracted) => ground.retracts(&fact.id, retracted),
        What::Left(_)
        | What::Placed(_)
        | What::Founded(_)
        | What::Appointed(_)
        | What::Split(_)
        | What::Confirmed(_)
        | What::Trained(_)
        | What::Concluded(_)
        | What::PolicyEvent(_)
        | What::Reassigned(_)
        | What::Session(_) => Ok(()),
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
const fn is_decided_ahead(what: &What) -> bool {
    matches!(what, What::Joined(_) | What::Split(_) | What::Planned(_))
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
