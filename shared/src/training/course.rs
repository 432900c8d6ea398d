//! Kinds of courses.

use serde::{Deserialize, Serialize};

/// What a course is for (课程类别). Text key `choices.course_kind.<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseKind {
    /// 岗前培训
    PreJob,
    /// 新人培训
    Newcomer,
    /// 衔接培训
    Bridge,
    /// 代理人培训
    Agent,
    /// 准主任培训
    QuasiDirector,
    /// 产品培训
    Product,
    /// 合规培训
    Compliance,
    /// 晨会
    MorningMeeting,
}

impl CourseKind {
    /// All, in the order a trainer is offered them.
    pub const ALL: [Self; 8] = [
        Self::PreJob,
        Self::Newcomer,
        Self::Bridge,
        Self::Agent,
        Self::QuasiDirector,
        Self::Product,
        Self::Compliance,
        Self::MorningMeeting,
    ];

    /// The name in JSON, columns and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PreJob => "pre_job",
            Self::Newcomer => "newcomer",
            Self::Bridge => "bridge",
            Self::Agent => "agent",
            Self::QuasiDirector => "quasi_director",
            Self::Product => "product",
            Self::Compliance => "compliance",
            Self::MorningMeeting => "morning_meeting",
        }
    }

    /// Whether it counts towards the continuing education of a year.
    pub const fn is_continuing_education(self) -> bool {
        !matches!(self, Self::PreJob | Self::MorningMeeting)
    }

    /// Whether it counts as law and ethics there.
    pub const fn is_law_and_ethics(self) -> bool {
        matches!(self, Self::Compliance)
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_offers_every_kind_by_its_name() {
        let names = CourseKind::ALL.map(CourseKind::as_str);
        assert_eq!(
            names,
            *crate::kinds::training_session::form::COURSE_KIND.values
        );
        for kind in CourseKind::ALL {
            assert_eq!(CourseKind::from_name(kind.as_str()), Some(kind));
            assert_eq!(
                serde_json::to_string(&kind).unwrap(),
                format!("\"{}\"", kind.as_str())
            );
        }
    }
}
