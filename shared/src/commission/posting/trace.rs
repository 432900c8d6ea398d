//! Why a line has its amount: policy, table row, gate, rounding, in the order of the calculation.

use crate::commission::tables::name::{SchemeCode, VersionName};
use crate::commission::tables::rate::Rate;
use crate::facts::{FactId, PolicyEventKind, PolicyNumber};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use crate::product::ProductCode;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The steps that lead to an amount. Every multiplication rounds half away from zero to the fen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Trace(pub Vec<Step>);

/// A table that a step reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Rates of first-year and renewal commission.
    CommissionRates,
    /// Cooling-off, close, holding.
    Gates,
    /// Clawback and replacement.
    Clawback,
    /// Newcomer allowance.
    NewcomerAllowance,
    /// Monthly production bonus and persistency factor.
    ProductionBonus,
    /// Recruiting bonus.
    RecruitingBonus,
    /// Management allowance.
    ManagementAllowance,
    /// Nurture allowance.
    NurtureAllowance,
    /// Income tax.
    IncomeTax,
    /// Value-added tax and surcharges.
    ValueAddedTax,
    /// Incentive schemes.
    Schemes,
}

/// A condition that decides whether money is estimated, held or earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// The client has the policy; the date is the day.
    Delivered,
    /// The cooling-off period is over; the date is its last day.
    CoolingOff,
    /// The policy receipt is returned; the date is the day it was.
    ReceiptReturned,
    /// The call-back is done; the date is the day it was.
    CalledBack,
}

/// Somebody's or something's part of a sum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// The person whose it is.
    pub agent: PersonId,
    /// How much.
    pub amount: Money,
}

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A premium was received.
    Premium {
        /// The fact that says so.
        fact: FactId,
        /// For which policy.
        policy: PolicyNumber,
        /// For which product.
        product: ProductCode,
        /// The number of its line in the policy, if the policy has the product more than once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u16>,
        /// Due when.
        due_on: NaiveDate,
        /// In which policy year that is, from 1.
        policy_year: u8,
        /// How much.
        amount: Money,
    },
    /// More came in the first policy year than the product's first-year premium.
    FirstYearPremium {
        /// The first-year premium.
        whole: Money,
        /// What of it had counted before.
        before: Money,
        /// What counts of this premium.
        counts: Money,
    },
    /// More came in a later policy year than the product's annual premium.
    AnnualPremium {
        /// In which policy year, from 2.
        policy_year: u8,
        /// The annual premium.
        whole: Money,
        /// What of it had counted before.
        before: Money,
        /// What counts of this premium.
        counts: Money,
    },
    /// What a bonus is counted from is below its lowest tier.
    TierMissed {
        /// From where on that begins.
        least: Money,
    },
    /// An application is on its way, with this first-year premium.
    Applied {
        /// For which product.
        product: ProductCode,
        /// First-year premium.
        amount: Money,
    },
    /// The policy replaces one that was surrendered: this much of its first-year premium does not count.
    Replaced {
        /// The surrendered policy.
        old: PolicyNumber,
        /// When both had happened, the surrender and the new policy.
        on: NaiveDate,
        /// First-year premium set against the old one's.
        set_against: Money,
    },
    /// A row of a table.
    Row {
        /// Which table.
        table: Table,
        /// Which version of it.
        version: VersionName,
        /// Which row, by its key.
        row: String,
        /// What it says.
        value: String,
    },
    /// A gate and whether it was open at the close.
    Gate {
        /// Which.
        gate: Gate,
        /// Whether it was open.
        met: bool,
        /// Since when, or until when it is shut, if that is known.
        on: Option<NaiveDate>,
    },
    /// An amount that waits for its documents.
    Waited {
        /// Since which month.
        since: Month,
        /// For how many months.
        months: u8,
    },
    /// What became of the policy.
    Ended {
        /// What happened.
        event: PolicyEventKind,
        /// When.
        on: NaiveDate,
        /// Full months from effect to that day.
        full_months: u8,
    },
    /// A lapsed policy was reinstated: what the lapse took back comes again.
    Reinstated {
        /// When it had lapsed.
        lapsed_on: NaiveDate,
        /// When it was reinstated.
        on: NaiveDate,
    },
    /// A base multiplied by a rate.
    Times {
        /// The base.
        base: Money,
        /// The rate.
        rate: Rate,
        /// The product, rounded half away from zero to the fen.
        amount: Money,
    },
    /// A part of a base.
    Share {
        /// The base.
        base: Money,
        /// Numerator.
        part: i64,
        /// Denominator.
        whole: i64,
        /// The share, rounded half away from zero to the fen.
        amount: Money,
    },
    /// Which month of the contract this is.
    ContractMonth {
        /// Whose contract.
        agent: PersonId,
        /// First day.
        joined_on: NaiveDate,
        /// From 1.
        month: i32,
    },
    /// Attendance of the month.
    Attendance {
        /// Sessions to attend.
        required: u16,
        /// Sessions attended.
        attended: u16,
        /// Least share.
        least: Rate,
        /// Whether it was reached.
        met: bool,
    },
    /// First-year commission of a month, of one agent or several.
    FirstYearCommission {
        /// Which month.
        month: Month,
        /// The sum.
        amount: Money,
        /// Whose, and how much.
        parts: Vec<Part>,
    },
    /// Agents with a case in the month (活动人力).
    ActiveAgents {
        /// How many are needed.
        needed: u16,
        /// Who they are.
        agents: Vec<PersonId>,
    },
    /// 13-month persistency.
    Persistency {
        /// First month of the cohort.
        from: Month,
        /// Last month of the cohort.
        to: Month,
        /// Premium kept.
        kept: Money,
        /// Premium of the cohort.
        cohort: Money,
    },
    /// Progress in a scheme.
    Scheme {
        /// Which.
        scheme: SchemeCode,
        /// What was reached, in yuan or pieces.
        reached: Decimal,
    },
    /// Commission of the year so far, and what it is taxed on.
    TaxBase {
        /// I: commission of the year without value-added tax.
        income: Money,
        /// A: what is left after the flat deduction.
        after_flat_deduction: Money,
        /// C: flat expenses.
        expenses: Money,
        /// S: surcharges of the year.
        surcharges: Money,
        /// D: monthly deductions of the year.
        deductions: Money,
        /// T: taxable.
        taxable: Money,
    },
    /// Tax of the year so far against what was withheld.
    TaxDue {
        /// Taxable of the year.
        taxable: Money,
        /// Rate of the bracket.
        rate: Rate,
        /// Quick deduction of the bracket.
        quick_deduction: Money,
        /// Tax of the year so far, not below zero.
        due: Money,
        /// Withheld before.
        withheld: Money,
    },
    /// Later facts changed an earlier month.
    Learned {
        /// What that month said before.
        was: Money,
        /// What it says now.
        now: Money,
        /// The facts that came late.
        facts: Vec<FactId>,
    },
}
