//! Incentive schemes (激励方案): what is counted over which months, for whom, and what is paid for it.

use super::ladder::{Ladder, Tier};
use super::name::SchemeCode;
use super::rate::Rate;
use crate::facts::Metric;
use crate::id::UnitId;
use crate::input::amount;
use crate::money::Money;
use crate::month::Month;
use crate::product::Names;
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its code.
    pub code: SchemeCode,
    /// Its name in each language.
    pub name: Names,
    /// What is counted.
    pub metric: Metric,
    /// First month.
    #[serde(deserialize_with = "crate::date::written_month")]
    pub from: Month,
    /// Last month; it is settled in this month's statement.
    #[serde(deserialize_with = "crate::date::written_month")]
    pub to: Month,
    /// Who takes part.
    pub audience: Audience,
    /// What is paid from which figure on.
    #[serde(deserialize_with = "written_tiers")]
    pub tiers: Ladder<Decimal, Payout>,
}

/// Tiers whose thresholds stand there as people write numbers.
fn written_tiers<'de, D: Deserializer<'de>>(
    reader: D,
) -> Result<Ladder<Decimal, Payout>, D::Error> {
    let written: Vec<Tier<String, Payout>> = Vec::deserialize(reader)?;
    let tiers = written.into_iter().map(|Tier { from, pays }| {
        let from = amount(&from).map_err(|error| {
            D::Error::custom(format!("`from` {from}: {error}, write it as `30000`"))
        })?;
        Ok(Tier { from, pays })
    });
    Ladder::try_new(tiers.collect::<Result<_, D::Error>>()?).map_err(D::Error::custom)
}

/// Who takes part in a scheme: everybody of these who is under contract on the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Every agent.
    Everybody,
    /// The agents of a unit and those below it.
    Unit(UnitId),
    /// Agents up to this month of their contract.
    NewcomersUpToMonth(u8),
}

/// What a tier pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payout {
    /// A fixed amount.
    Amount(Money),
    /// A rate of the figure; nothing, if the figure is not in yuan.
    Rate(Rate),
}
