//! What could not be computed, or had to be computed from less than it needs.
//!
//! Pay that is missing because a fact or a table is missing looks like pay that is not due. So a
//! statement names every gap it met: each is a [`Finding`](crate::finding::Finding) with its text in the catalogue
//! (`findings.<code>`). What the facts themselves lack, whoever's statement it is, is told by
//! [`loose_ends`](crate::facts::loose_ends()) and [`policies`](crate::policy::policies).
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
