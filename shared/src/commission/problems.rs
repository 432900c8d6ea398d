//! What could not be computed, or had to be computed from less than it needs.
//!
//! Pay that is missing because a fact or a table is missing looks like pay that is not due. So a
//! statement names every gap it met: each is a [`Finding`] with its text in the catalogue
//! (`findings.<code>`). What the facts themselves lack, whoever's statement it is, is told by
//! [`loose_ends`](super::loose_ends()) and [`policies`](crate::policy::policies).
//!
//! ```
//! use shared::commission::{calculate, example};
//! let (mut facts, rules, january) = (example::facts(), example::rules(), "2026-01".parse()?);
//! assert_eq!(calculate(&facts, &rules, example::AGENT, january).problems, []);
//! facts.pop(); // the attendance of January
//! let problems = calculate(&facts, &rules, example::AGENT, january).problems;
//! assert_eq!(problems[0].code.as_str(), "commission_attendance_unknown");
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::closing::Closing;
use super::facts::Submitted;
use super::first_year::rate_of;
use super::gates::payment_day;
use super::rules::Rules;
use super::statement::on_their_way;
use crate::finding::Finding;
use crate::id::PersonId;
use crate::month::Month;

/// A premium was received when who served the policy was not under contract.
pub const COMMISSION_AGENT_NOT_CONTRACTED: &str = "commission_agent_not_contracted";
/// Somebody sold or serves the policy of whom no contract is known.
pub const COMMISSION_AGENT_UNKNOWN: &str = "commission_agent_unknown";
/// A newcomer's month without attendance.
pub const COMMISSION_ATTENDANCE_UNKNOWN: &str = "commission_attendance_unknown";
/// A policy that nobody is known to have delivered, some time after its issue: a hint.
pub const COMMISSION_DELIVERY_UNKNOWN: &str = "commission_delivery_unknown";
/// A premium that may be for several lines of one product.
pub const COMMISSION_LINE_UNCLEAR: &str = "commission_line_unclear";
/// A premium was received, or fell due, after the policy had ended.
pub const COMMISSION_POLICY_ENDED: &str = "commission_policy_ended";
/// More premium in a later policy year than the annual premium.
pub const COMMISSION_PREMIUM_ABOVE_ANNUAL: &str = "commission_premium_above_annual";
/// More premium in the first year than the policy's first-year premium.
pub const COMMISSION_PREMIUM_ABOVE_FIRST_YEAR: &str = "commission_premium_above_first_year";
/// A policy without a premium.
pub const COMMISSION_PREMIUM_UNKNOWN: &str = "commission_premium_unknown";
/// A premium for a product that the policy does not have.
pub const COMMISSION_PRODUCT_NOT_IN_POLICY: &str = "commission_product_not_in_policy";
/// A product and payment term without a rate.
pub const COMMISSION_RATE_MISSING: &str = "commission_rate_missing";
/// A policy issued on a day on which no version of the rates is in force.
pub const COMMISSION_RATES_NOT_IN_FORCE: &str = "commission_rates_not_in_force";
/// A month in which no version of a table is in force.
pub const COMMISSION_TABLE_NOT_IN_FORCE: &str = "commission_table_not_in_force";

/// Every code of a statement's problems, sorted.
pub const PROBLEMS: &[&str] = &[
    COMMISSION_AGENT_NOT_CONTRACTED,
    COMMISSION_AGENT_UNKNOWN,
    COMMISSION_ATTENDANCE_UNKNOWN,
    COMMISSION_DELIVERY_UNKNOWN,
    COMMISSION_LINE_UNCLEAR,
    COMMISSION_POLICY_ENDED,
    COMMISSION_PREMIUM_ABOVE_ANNUAL,
    COMMISSION_PREMIUM_ABOVE_FIRST_YEAR,
    COMMISSION_PREMIUM_UNKNOWN,
    COMMISSION_PRODUCT_NOT_IN_POLICY,
    COMMISSION_RATE_MISSING,
    COMMISSION_RATES_NOT_IN_FORCE,
    COMMISSION_TABLE_NOT_IN_FORCE,
];

impl Closing<'_> {
    /// What an agent's statement lacks: tables first, then policies, applications, attendance.
    pub(super) fn problems(&self, agent: PersonId) -> Vec<Finding> {
        let (books, month) = (self.books(), self.month());
        let mut problems = tables_not_in_force(books.rules, month);
        problems.extend(books.problems(agent));
        let applications = on_their_way(books, agent, month);
        problems.extend(
            applications
                .into_iter()
                .flat_map(|(on, submitted)| without_rate(books.rules, on, submitted)),
        );
        let missed = books.allowance_without_attendance(agent, month);
        problems.extend(missed.map(|amount| {
            Finding::error(COMMISSION_ATTENDANCE_UNKNOWN, month.to_string()).with("amount", amount)
        }));
        problems
    }
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
fn without_rate(rules: &Rules, on: chrono::NaiveDate, submitted: &Submitted) -> Vec<Finding> {
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
