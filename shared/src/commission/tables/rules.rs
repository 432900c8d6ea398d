//! Compensation rules (基本法): every table by which money is computed, dated.

use super::clawback::Clawback;
use super::commission_rates::CommissionRates;
use super::dated::Dated;
use super::gates::Gates;
use super::income_tax::IncomeTax;
use super::management_allowance::ManagementAllowance;
use super::newcomer_allowance::NewcomerAllowance;
use super::newcomer_track::NewcomerTrack;
use super::nurture_allowance::NurtureAllowance;
use super::production_bonus::ProductionBonus;
use super::recruiting_bonus::RecruitingBonus;
use super::scheme::Scheme;
use super::value_added_tax::ValueAddedTax;
use crate::pay_calendar::PayCalendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The compensation rules. As JSON they travel to the phone; the checks of each table are made
/// whenever they are read, so that rules in hand are rules without gaps.
///
/// A statement is made of the versions in force in its month. A closed month must not change, so a
/// new version begins after the last closed month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// When each month closes; the company publishes it as a setting, for it also says what attendance may change.
    pub pay_calendar: PayCalendar,
    /// Rates of first-year and renewal commission.
    pub commission_rates: Dated<CommissionRates>,
    /// Cooling-off, holding, payment.
    pub gates: Dated<Gates>,
    /// Clawback and replacement.
    pub clawback: Dated<Clawback>,
    /// Newcomer allowance.
    pub newcomer_allowance: Dated<NewcomerAllowance>,
    /// Production bonus.
    pub production_bonus: Dated<ProductionBonus>,
    /// Recruiting bonus.
    pub recruiting_bonus: Dated<RecruitingBonus>,
    /// Management allowance.
    pub management_allowance: Dated<ManagementAllowance>,
    /// Nurture allowance.
    pub nurture_allowance: Dated<NurtureAllowance>,
    /// Income tax.
    pub income_tax: Dated<IncomeTax>,
    /// Value-added tax.
    pub value_added_tax: Dated<ValueAddedTax>,
    /// Newcomer tracker.
    pub newcomer_track: Dated<NewcomerTrack>,
    /// Incentive schemes.
    pub schemes: Vec<Scheme>,
}

impl Rules {
    /// How many days the cooling-off period of a policy has that was issued on this day.
    pub fn cooling_off_days(&self, issued_on: NaiveDate) -> u16 {
        self.gates.at(issued_on).table.cooling_off_days
    }
}
