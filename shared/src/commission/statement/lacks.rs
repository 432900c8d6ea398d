//! What a statement lacks: tables first, then policies, applications, attendance.

use super::on_their_way;
use crate::commission::accrual::first_year::rate_of;
use crate::commission::allowances::newcomer::allowance_without_attendance;
use crate::commission::ledger::closing::Closing;
use crate::commission::posting::problems::{
    COMMISSION_ATTENDANCE_UNKNOWN, COMMISSION_RATE_MISSING, COMMISSION_TABLE_NOT_IN_FORCE,
};
use crate::commission::tables::close::payment_day;
use crate::commission::tables::rules::Rules;
use crate::facts::Submitted;
use crate::finding::Finding;
use crate::id::PersonId;
use crate::month::Month;
use chrono::NaiveDate;

/// What an agent's statement lacks.
pub(super) fn problems(closing: &Closing<'_>, agent: PersonId) -> Vec<Finding> {
    let (books, month) = (closing.books(), closing.month());
    let mut problems = tables_not_in_force(books.rules(), month);
    problems.extend(books.problems(agent));
    let applications = on_their_way(books, agent, month);
    problems.extend(
        applications
            .into_iter()
            .flat_map(|(on, submitted)| without_rate(books.rules(), on, submitted)),
    );
    let missed = allowance_without_attendance(books, agent, month);
    problems.extend(missed.map(|amount| {
        Finding::error(COMMISSION_ATTENDANCE_UNKNOWN, month.to_string()).with("amount", amount)
    }));
    problems
}

/// The tables of a month of which no version is in force on its last day, or of income tax on the day
/// of payment; the nearest was taken.
fn tables_not_in_force(rules: &Rules, month: Month) -> Vec<Finding> {
    let (last_day, paid) = (month.last_day(), payment_day(rules, month));
    macro_rules! missing {
        ($($table:ident on $day:ident),*) => {
            [$((
                stringify!($table),
                $day,
                rules.$table.covers($day),
                &rules.$table.at($day).version,
            )),*]
        };
    }
    let tables = missing!(
        gates on last_day,
        clawback on last_day,
        newcomer_allowance on last_day,
        production_bonus on last_day,
        recruiting_bonus on last_day,
        management_allowance on last_day,
        nurture_allowance on last_day,
        income_tax on paid,
        value_added_tax on last_day
    );
    let missing = tables.into_iter().filter(|(_, _, covered, _)| !covered);
    missing
        .map(|(table, day, _, version)| {
            Finding::error(COMMISSION_TABLE_NOT_IN_FORCE, table)
                .with("on", day)
                .with("version", version)
        })
        .collect()
}

/// The products of an application for which there is no rate: their commission is not estimated.
fn without_rate(rules: &Rules, on: NaiveDate, submitted: &Submitted) -> Vec<Finding> {
    let lines = submitted.lines.iter();
    let missing = lines.filter(|line| rate_of(rules, on, line, 1).is_none());
    missing
        .map(|line| {
            Finding::error(COMMISSION_RATE_MISSING, submitted.application.as_str())
                .with("product", &line.product)
                .with("on", on)
        })
        .collect()
}
