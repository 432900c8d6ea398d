//! Which measures there are.

use crate::facts::Metric;
use serde::{Deserialize, Serialize};

/// A measure. Its definition in words is the text `measures.<key>.definition`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 平均人力 = (head count before the first day + on the last day) / 2.
    AverageHeadCount,
    /// 活动率 = agents with at least one counted case / average head count.
    ActivityRate,
    /// 人均件数 = main policies / average head count.
    CasesPerHead,
    /// 人均保费 = first-year premium / average head count.
    PremiumPerHead,
    /// 人均产能 = first-year premium / active agents.
    Productivity,
    /// 件均保费 = first-year premium / main policies.
    PremiumPerCase,
    /// 标准保费.
    StandardPremium,
    /// 计划达成率 = actual / plan.
    PlanCompletion(Metric),
    /// 13个月继续率 = premium received at month 13 of the cohort / cohort premium.
    #[serde(rename = "persistency_13")]
    Persistency13,
    /// 退保率 = surrendered long-term premium / in-force long-term premium.
    SurrenderRate,
    /// 3个月留存率 = still contracted / joined 3 months ago.
    #[serde(rename = "retention_3")]
    Retention3,
    /// 6个月留存率.
    #[serde(rename = "retention_6")]
    Retention6,
    /// 13个月留存率.
    #[serde(rename = "retention_13")]
    Retention13,
    /// 新人出单率 = newcomers with a case within 3 months / newcomers.
    FirstCaseRate,
    /// 新人3000元率 = newcomers with first-year commission of 3,000 within 3 months / newcomers.
    ThreeThousandRate,
    /// 转正率 = confirmed within 3 months / joined.
    ConfirmationRate,
    /// 出勤率 = attended / required sessions.
    AttendanceRate,
    /// 参考率 = sat / enrolled.
    ExamSittingRate,
    /// 通过率 = passed / sat.
    ExamPassRate,
    /// 首次通过率 = passed / sat, first tries alone.
    ExamFirstTryPassRate,
    /// 持证率 = holders of a valid licence / agents.
    CertificateRate,
    /// 培训计划执行率 = sessions held / planned.
    TrainingPlanRate,
    /// 满意度 = mean of ratings from 1 to 5.
    Satisfaction,
    /// 初审通过率 = accepted without query / decided.
    FirstPassRate,
    /// 差错率 = findings per 100 submissions decided.
    ErrorRate,
    /// 平均审结天数 = days from receipt to decision / decided.
    DaysToDecision,
    /// 时效 = decided inside the service level / decided.
    Timeliness,
}

/// How a reading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A share, shown in per cent.
    Share,
    /// Yuan.
    Yuan,
    /// Pieces or people.
    Pieces,
    /// From 1 to 5.
    Rating,
    /// Per hundred.
    PerHundred,
    /// Calendar days.
    Days,
}

impl Measure {
    /// Every measure, in the order of the manual; plan completion once for each metric.
    pub fn all() -> impl Iterator<Item = Self> {
        const BEFORE_PLAN: [Measure; 7] = [
            Measure::AverageHeadCount,
            Measure::ActivityRate,
            Measure::CasesPerHead,
            Measure::PremiumPerHead,
            Measure::Productivity,
            Measure::PremiumPerCase,
            Measure::StandardPremium,
        ];
        const AFTER_PLAN: [Measure; 19] = [
            Measure::Persistency13,
            Measure::SurrenderRate,
            Measure::Retention3,
            Measure::Retention6,
            Measure::Retention13,
            Measure::FirstCaseRate,
            Measure::ThreeThousandRate,
            Measure::ConfirmationRate,
            Measure::AttendanceRate,
            Measure::ExamSittingRate,
            Measure::ExamPassRate,
            Measure::ExamFirstTryPassRate,
            Measure::CertificateRate,
            Measure::TrainingPlanRate,
            Measure::Satisfaction,
            Measure::FirstPassRate,
            Measure::ErrorRate,
            Measure::DaysToDecision,
            Measure::Timeliness,
        ];
        let plans = Metric::ALL.into_iter().map(Self::PlanCompletion);
        BEFORE_PLAN.into_iter().chain(plans).chain(AFTER_PLAN)
    }

    /// The key of its definition, the same for every metric of a plan.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AverageHeadCount => "average_head_count",
            Self::ActivityRate => "activity_rate",
            Self::CasesPerHead => "cases_per_head",
            Self::PremiumPerHead => "premium_per_head",
            Self::Productivity => "productivity",
            Self::PremiumPerCase => "premium_per_case",
            Self::StandardPremium => "standard_premium",
            Self::PlanCompletion(_) => "plan_completion",
            Self::Persistency13 => "persistency_13",
            Self::SurrenderRate => "surrender_rate",
            Self::Retention3 => "retention_3",
            Self::Retention6 => "retention_6",
            Self::Retention13 => "retention_13",
            Self::FirstCaseRate => "first_case_rate",
            Self::ThreeThousandRate => "three_thousand_rate",
            Self::ConfirmationRate => "confirmation_rate",
            Self::AttendanceRate => "attendance_rate",
            Self::ExamSittingRate => "exam_sitting_rate",
            Self::ExamPassRate => "exam_pass_rate",
            Self::ExamFirstTryPassRate => "exam_first_try_pass_rate",
            Self::CertificateRate => "certificate_rate",
            Self::TrainingPlanRate => "training_plan_rate",
            Self::Satisfaction => "satisfaction",
            Self::FirstPassRate => "first_pass_rate",
            Self::ErrorRate => "error_rate",
            Self::DaysToDecision => "days_to_decision",
            Self::Timeliness => "timeliness",
        }
    }

    /// How its readings are written.
    pub const fn scale(self) -> Scale {
        match self {
            Self::AverageHeadCount | Self::CasesPerHead => Scale::Pieces,
            Self::PremiumPerHead
            | Self::Productivity
            | Self::PremiumPerCase
            | Self::StandardPremium => Scale::Yuan,
            Self::Satisfaction => Scale::Rating,
            Self::ErrorRate => Scale::PerHundred,
            Self::DaysToDecision => Scale::Days,
            _ => Scale::Share,
        }
    }
}
