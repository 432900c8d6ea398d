//! Entries of the ledger.

use super::trace::Trace;
use crate::commission::tables::name::SchemeCode;
use crate::facts::{ApplicationNumber, FactId, PolicyNumber};
use crate::id::{PersonId, UnitId};
use crate::money::Money;
use crate::month::Month;
use serde::{Deserialize, Serialize};

/// One line of the ledger. It is never changed; a correction is another line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The month in whose statement it stands.
    pub posted: Month,
    /// The month it is about: an earlier one for a correction.
    pub about: Month,
    /// Whose money.
    pub agent: PersonId,
    /// What it does.
    pub kind: Kind,
    /// What it is for.
    pub item: Item,
    /// What it stands on.
    pub subject: Subject,
    /// How much: what is taken (clawed back, taxed, forfeited) is negative.
    pub amount: Money,
    /// Why.
    pub trace: Trace,
}

impl Entry {
    /// What is earned in a month, of the month.
    pub(in crate::commission) const fn earned(
        agent: PersonId,
        month: Month,
        item: Item,
        subject: Subject,
        amount: Money,
        trace: Trace,
    ) -> Self {
        Self {
            posted: month,
            about: month,
            agent,
            kind: Kind::Earned,
            item,
            subject,
            amount,
            trace,
        }
    }
}

/// What an entry does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Earned (已得).
    Earned,
    /// Held until the documents are there (留存); not payable yet.
    Held,
    /// Released (释放): held before, payable now.
    Released,
    /// Forfeited (作废): held before, never payable.
    Forfeited,
    /// Clawed back (扣回).
    ClawedBack,
    /// Restored (返还): clawed back when the policy lapsed, given again since it is reinstated.
    Restored,
    /// Taxed (扣税).
    Taxed,
    /// The difference that later facts make to an entry of that kind in an earlier month (更正).
    Corrected(Correction),
}

/// The kinds of entries that can be corrected. Tax is not: it is counted over the year anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Of what was earned.
    Earned,
    /// Of what was held.
    Held,
    /// Of what was released.
    Released,
    /// Of what was forfeited.
    Forfeited,
    /// Of what was clawed back.
    ClawedBack,
    /// Of what was restored.
    Restored,
}

impl Kind {
    /// Whether it changes what is payable before tax: held and forfeited amounts do not.
    pub const fn is_payable(self) -> bool {
        matches!(
            self,
            Self::Earned
                | Self::Released
                | Self::ClawedBack
                | Self::Restored
                | Self::Corrected(
                    Correction::Earned
                        | Correction::Released
                        | Correction::ClawedBack
                        | Correction::Restored
                )
        )
    }

    /// The kind of a correction to it; none for tax and for corrections themselves.
    pub const fn corrected(self) -> Option<Self> {
        Some(Self::Corrected(match self {
            Self::Earned => Correction::Earned,
            Self::Held => Correction::Held,
            Self::Released => Correction::Released,
            Self::Forfeited => Correction::Forfeited,
            Self::ClawedBack => Correction::ClawedBack,
            Self::Restored => Correction::Restored,
            Self::Taxed | Self::Corrected(_) => return None,
        }))
    }
}

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// 首年佣金
    FirstYearCommission,
    /// 续期佣金
    RenewalCommission,
    /// 新人津贴
    NewcomerAllowance,
    /// 月度业绩奖
    ProductionBonus,
    /// 增员奖
    RecruitingBonus,
    /// 管理津贴
    ManagementAllowance,
    /// 育成津贴
    NurtureAllowance,
    /// 激励方案奖励
    SchemePayout,
    /// 增值税
    ValueAddedTax,
    /// 附加税费
    Surcharges,
    /// 个人所得税
    IncomeTax,
}

impl Item {
    /// All of them, in the order of a statement.
    pub const ALL: [Self; 11] = [
        Self::FirstYearCommission,
        Self::RenewalCommission,
        Self::NewcomerAllowance,
        Self::ProductionBonus,
        Self::RecruitingBonus,
        Self::ManagementAllowance,
        Self::NurtureAllowance,
        Self::SchemePayout,
        Self::ValueAddedTax,
        Self::Surcharges,
        Self::IncomeTax,
    ];
}

/// What an entry stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The agent's own month.
    Month,
    /// A premium received on a policy.
    Premium(PolicyNumber, FactId),
    /// An application on its way.
    Application(ApplicationNumber),
    /// A policy.
    Policy(PolicyNumber),
    /// A recruit.
    Recruit(PersonId),
    /// A unit.
    Unit(UnitId),
    /// A scheme.
    Scheme(SchemeCode),
}
