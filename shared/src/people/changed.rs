//! What of a person or a unit can be different.

use super::{Period, Role};
use crate::id::UnitId;
use crate::submission::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is different: nothing in it is personal. Text key `states.changed.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Changed {
    /// 机构编码
    Code,
    /// What a person or unit is called.
    Name,
    /// 机构类型
    Kind,
    /// 成立日期
    FoundedOn,
    /// A unit splits off from another on its first day.
    SplitFrom {
        /// From which.
        unit: UnitId,
    },
    /// A unit is called otherwise.
    Renamed {
        /// From which day on.
        from: NaiveDate,
    },
    /// That a unit is called otherwise is taken back.
    NotRenamed {
        /// From which day on it would have been.
        from: NaiveDate,
    },
    /// A unit hangs under another.
    Under {
        /// Under which.
        unit: UnitId,
        /// When.
        period: Period,
    },
    /// How long a unit hangs under another.
    UnderUntil {
        /// Under which.
        unit: UnitId,
        /// When.
        period: Period,
    },
    /// That a unit hangs under another is taken back.
    NotUnder {
        /// Under which it would have hung.
        unit: UnitId,
        /// From which day on.
        from: NaiveDate,
    },
    /// 撤销日期: the last day of a unit.
    ClosedOn {
        /// The day; none if that it is closed is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    /// A unit is taken in by another on the day after its last.
    MergedInto {
        /// By which.
        unit: UnitId,
    },
    /// That a unit is taken in by another is taken back.
    NotMergedInto {
        /// By which it would have been.
        unit: UnitId,
    },
    /// 工号
    StaffNumber,
    /// What a person signs in with.
    Login,
    /// 手机号码
    Mobile,
    /// 证件号码
    IdentityNumber,
    /// 执业证编号
    LicenceNumber,
    /// 执业证有效期至
    LicenceExpiresOn,
    /// 入职日期
    JoinedOn,
    /// 离职日期
    LeftOn,
    /// 离职原因
    LeftBecause,
    /// A person begins to do something.
    Appointed {
        /// What.
        role: Role,
        /// Where.
        unit: UnitId,
        /// When.
        period: Period,
        /// How far they may decide.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
    },
    /// That a person begins to do something is taken back.
    NotAppointed {
        /// What it was.
        role: Role,
        /// Where.
        unit: UnitId,
        /// From which day on.
        from: NaiveDate,
    },
    /// How far a person may decide.
    Level {
        /// As what.
        role: Role,
        /// Where.
        unit: UnitId,
        /// From which day on they are that.
        from: NaiveDate,
        /// How far, from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
    },
    /// How long a person does something.
    Until {
        /// What.
        role: Role,
        /// Where.
        unit: UnitId,
        /// When, from now on.
        period: Period,
    },
}

impl Changed {
    /// The name in JSON and text keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Kind => "kind",
            Self::FoundedOn => "founded_on",
            Self::SplitFrom { .. } => "split_from",
            Self::Renamed { .. } => "renamed",
            Self::NotRenamed { .. } => "not_renamed",
            Self::Under { .. } => "under",
            Self::UnderUntil { .. } => "under_until",
            Self::NotUnder { .. } => "not_under",
            Self::ClosedOn { .. } => "closed_on",
            Self::MergedInto { .. } => "merged_into",
            Self::NotMergedInto { .. } => "not_merged_into",
            Self::StaffNumber => "staff_number",
            Self::Login => "login",
            Self::Mobile => "mobile",
            Self::IdentityNumber => "identity_number",
            Self::LicenceNumber => "licence_number",
            Self::LicenceExpiresOn => "licence_expires_on",
            Self::JoinedOn => "joined_on",
            Self::LeftOn => "left_on",
            Self::LeftBecause => "left_because",
            Self::Appointed { .. } => "appointed",
            Self::NotAppointed { .. } => "not_appointed",
            Self::Level { .. } => "level",
            Self::Until { .. } => "until",
        }
    }

    /// The unit it speaks of, if it does.
    pub const fn unit(&self) -> Option<UnitId> {
        match self {
            Self::SplitFrom { unit }
            | Self::Under { unit, .. }
            | Self::UnderUntil { unit, .. }
            | Self::NotUnder { unit, .. }
            | Self::MergedInto { unit }
            | Self::NotMergedInto { unit }
            | Self::Appointed { unit, .. }
            | Self::NotAppointed { unit, .. }
            | Self::Level { unit, .. }
            | Self::Until { unit, .. } => Some(*unit),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, lookup};

    #[test]
    fn everything_that_changes_has_one_name_and_words() {
        let unit = UnitId::from_number(1);
        let from = NaiveDate::MIN;
        let (period, role, level) = (Period::since(from), Role::Agent, None);
        for changed in [
            Changed::Code,
            Changed::Name,
            Changed::Kind,
            Changed::FoundedOn,
            Changed::SplitFrom { unit },
            Changed::Renamed { from },
            Changed::NotRenamed { from },
            Changed::NotUnder { unit, from },
            Changed::ClosedOn { on: Some(from) },
            Changed::MergedInto { unit },
            Changed::NotMergedInto { unit },
            Changed::NotAppointed { role, unit, from },
            Changed::Under { unit, period },
            Changed::UnderUntil { unit, period },
            Changed::StaffNumber,
            Changed::Login,
            Changed::Mobile,
            Changed::IdentityNumber,
            Changed::LicenceNumber,
            Changed::LicenceExpiresOn,
            Changed::JoinedOn,
            Changed::LeftOn,
            Changed::LeftBecause,
            Changed::Appointed {
                role,
                unit,
                period,
                level,
            },
            Changed::Level {
                role,
                unit,
                from,
                level,
            },
            Changed::Until { role, unit, period },
        ] {
            let name = changed.as_str();
            assert_eq!(serde_json::to_value(changed).unwrap()["what"], name);
            for language in [Language::ZhHans, Language::En] {
                let words = lookup(language, &format!("states.changed.{name}"));
                assert!(words.is_some(), "{name}");
            }
        }
    }
}
