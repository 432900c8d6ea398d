//! What the company decides: the compensation rules (基本法), each table with its own checks and the days on which
//! each version of it is in force.
//!
//! Nothing is computed here; what is computed from a table stands in a room above and says by which rule.

pub(super) mod clawback;
pub(super) mod close;
pub(super) mod commission_rates;
pub(super) mod dated;
#[cfg(feature = "data")]
pub(super) mod fault;
#[cfg(feature = "data")]
pub(super) mod files;
pub(super) mod gates;
pub(super) mod income_tax;
pub(super) mod ladder;
pub(super) mod management_allowance;
pub(super) mod name;
pub(super) mod newcomer_allowance;
pub(super) mod newcomer_track;
pub(super) mod nurture_allowance;
pub(super) mod production_bonus;
pub(super) mod publication;
pub(super) mod rate;
pub(super) mod recruiting_bonus;
pub(super) mod rules;
pub(super) mod scheme;
pub(super) mod value_added_tax;
