//! The words a product is described with.

use super::text_form::NotUnderstood;
use crate::newtype::serde_as_text;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// How long a product covers: more than a year, or not (长期 / 短期险).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// 长期险
    LongTerm,
    /// 短期险: a year at most, renewed.
    ShortTerm,
}

/// What a product insures (险种类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductClass {
    /// 定期寿险
    TermLife,
    /// 终身寿险
    WholeLife,
    /// 两全保险
    Endowment,
    /// 年金保险
    Annuity,
    /// 重大疾病保险
    CriticalIllness,
    /// 医疗保险
    Medical,
    /// 意外伤害保险
    Accident,
    /// 团体意外伤害保险
    GroupAccident,
}

impl ProductClass {
    /// Whether it pays its sum insured on death: what the law limits for minors.
    pub const fn pays_on_death(self) -> bool {
        match self {
            Self::TermLife
            | Self::WholeLife
            | Self::Endowment
            | Self::Accident
            | Self::GroupAccident => true,
            Self::Annuity | Self::CriticalIllness | Self::Medical => false,
        }
    }

    /// Whether it insures the members of a group, and nobody by themselves.
    pub const fn is_group(self) -> bool {
        matches!(self, Self::GroupAccident)
    }
}

/// What happened to somebody or something (出险类型), as claim reports name it. What they call `other` may be
/// anything, and is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// 身故
    Death,
    /// 伤残
    Disability,
    /// 重大疾病
    CriticalIllness,
    /// 住院
    HospitalStay,
    /// 意外门诊
    AccidentOutpatient,
    /// 车险事故
    Motor,
    /// 财产损失
    Property,
    /// 责任事故
    Liability,
}

impl LossKind {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Death,
        Self::Disability,
        Self::CriticalIllness,
        Self::HospitalStay,
        Self::AccidentOutpatient,
        Self::Motor,
        Self::Property,
        Self::Liability,
    ];

    /// The name in answers and product files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Disability => "disability",
            Self::CriticalIllness => "critical_illness",
            Self::HospitalStay => "hospital_stay",
            Self::AccidentOutpatient => "accident_outpatient",
            Self::Motor => "motor",
            Self::Property => "property",
            Self::Liability => "liability",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The risk class (风险等级) of a product or a client; a product's must not exceed the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RiskClass {
    /// Low 低.
    R1,
    /// Medium-low 中低.
    R2,
    /// Medium 中.
    R3,
    /// Medium-high 中高.
    R4,
    /// High 高.
    R5,
}

/// How often a premium is paid (交费方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMode {
    /// 趸交: once, for the whole contract.
    Single,
    /// 年交
    Yearly,
    /// 半年交
    HalfYearly,
    /// 季交
    Quarterly,
    /// 月交
    Monthly,
}

impl PaymentMode {
    /// All modes, from rare to frequent payments.
    pub const ALL: [Self; 5] = [
        Self::Single,
        Self::Yearly,
        Self::HalfYearly,
        Self::Quarterly,
        Self::Monthly,
    ];

    /// The name in answers and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Yearly => "yearly",
            Self::HalfYearly => "half_yearly",
            Self::Quarterly => "quarterly",
            Self::Monthly => "monthly",
        }
    }

    /// The mode with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == name)
    }

    /// How many premiums fall due in the first policy year.
    pub const fn payments_in_first_year(self) -> u8 {
        match self {
            Self::Single | Self::Yearly => 1,
            Self::HalfYearly => 2,
            Self::Quarterly => 4,
            Self::Monthly => 12,
        }
    }
}

/// Occupation class (职业类别), 1 (desk work) to 6 (dangerous work).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccupationClass(u8);

impl OccupationClass {
    /// The class with this number; `None` outside 1 to 6.
    pub const fn try_new(number: u8) -> Option<Self> {
        match number {
            1..=6 => Some(Self(number)),
            _ => None,
        }
    }

    /// Desk work, and of children, who have none.
    pub const LOWEST: Self = Self(1);

    /// All six, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=6).map(Self)
    }

    /// 1 to 6.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for OccupationClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for OccupationClass {
    type Err = NotUnderstood;

    fn from_str(text: &str) -> Result<Self, NotUnderstood> {
        let number = text.parse().ok().and_then(Self::try_new);
        number.ok_or_else(|| NotUnderstood::new("an occupation class, `1` to `6`", text))
    }
}

serde_as_text!(OccupationClass);
