//! Figures that the business may change, each version with the day it takes effect.

use crate::form::person::ADULT_AGE;
use crate::money::Money;
use chrono::NaiveDate;

/// The settings of the rules that the phone applies without network, as they are on some day. What only
/// the desk looks at is a [`Watch`](super::Watch), which the company publishes.
///
/// A new version is one more constant that names what changed; the earlier ones stay, so that an
/// old record can be checked as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// A loss reported more than this many days after it became known wants a reason.
    pub late_after_days: i64,
    /// A yearly premium above this share of the yearly income wants a reason; percent.
    pub premium_share_percent: i64,
    /// A regular premium from this age of the applicant wants a reason; years.
    pub regular_premium_age: u8,
    /// Most death benefit of a child under [`Settings::child_age`] at all insurers together.
    pub death_benefit_child: Money,
    /// Most death benefit of a minor from that age on.
    pub death_benefit_minor: Money,
    /// Where the lower limit ends; years.
    pub child_age: u8,
    /// Longest time between capture and the day cover begins, in days.
    pub effect_within_days: i64,
    /// The risk class of each total of the questionnaire: the highest total of R1 to R4.
    pub risk_limits: [u8; 4],
}

impl Settings {
    /// In force from 1 January 2016: the death benefits are those of 保监发〔2015〕90号.
    const V2016: Self = Self {
        late_after_days: 10,
        premium_share_percent: 20,
        regular_premium_age: 60,
        death_benefit_child: Money::from_yuan(200_000),
        death_benefit_minor: Money::from_yuan(500_000),
        child_age: 10,
        effect_within_days: 60,
        risk_limits: [10, 15, 20, 25],
    };

    /// Each version with the day from which it is in force, earliest first.
    const VERSIONS: [(i32, u32, u32, Self); 1] = [(2016, 1, 1, Self::V2016)];

    /// Most death benefit of a minor of this age at all insurers together; `None` for an adult.
    pub const fn death_benefit_cap(&self, age: u8) -> Option<Money> {
        if age < self.child_age {
            Some(self.death_benefit_child)
        } else if age < ADULT_AGE {
            Some(self.death_benefit_minor)
        } else {
            None
        }
    }

    /// The settings in force on `date`; before the first version, the first.
    pub fn in_force(date: NaiveDate) -> Self {
        let [first, ..] = &Self::VERSIONS;
        Self::VERSIONS
            .iter()
            .rev()
            .find(|(year, month, day, _)| {
                NaiveDate::from_ymd_opt(*year, *month, *day).is_some_and(|from| from <= date)
            })
            .unwrap_or(first)
            .3
            .clone()
    }
}
