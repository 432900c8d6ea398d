//! The records that are captured in the field.

use crate::answers::Answers;
use crate::answers::read::date_at;
use crate::id::RecordId;
use crate::month::Month;
use crate::number::RecordNumber;
use crate::submission::{PersonRef, Review, Status};
use crate::time::Timestamp;
use crate::training::{CheckIn, CheckInState, Roster, TrainingSession};
use serde::{Deserialize, Serialize};

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 投保单.
    Application,
    /// 报案.
    LossNotice,
    /// 保全申请.
    ServiceRequest,
    /// 培训场次: opened by a trainer.
    TrainingSession,
    /// 培训签到: an agent's sign-in to a session.
    CheckIn,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Application,
        Self::LossNotice,
        Self::ServiceRequest,
        Self::TrainingSession,
        Self::CheckIn,
    ];

    /// The name in JSON, columns, addresses and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::LossNotice => "loss_notice",
            Self::ServiceRequest => "service_request",
            Self::TrainingSession => "training_session",
            Self::CheckIn => "check_in",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The letter its numbers begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Application => 'A',
            Self::LossNotice => 'C',
            Self::ServiceRequest => 'R',
            Self::TrainingSession => 'T',
            Self::CheckIn => 'S',
        }
    }
}

/// The version of the rules a record was checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleVersion(pub u16);

impl RuleVersion {
    /// The rules of this build.
    pub const CURRENT: Self = Self(1);
}

/// A record as its people see it: the content is the agent's, the office's part is the office's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    /// Its id.
    pub record_id: RecordId,
    /// What kind.
    pub kind: RecordKind,
    /// The number people use for it.
    pub number: RecordNumber,
    /// Who captured it.
    pub captured_by: PersonRef,
    /// When, by the device's clock.
    pub captured_at: Timestamp,
    /// When the server had it, by the server's clock.
    pub received_at: Timestamp,
    /// Goes up with every change of either part.
    pub version: u64,
    /// Goes up with every change of the content.
    pub content_version: u64,
    /// The rules the content was checked with.
    pub rules: RuleVersion,
    /// What was captured.
    pub content: Answers,
    /// What the office says.
    pub office: Office,
}

impl RecordView {
    /// Where a reviewed record stands; `None` for what is not reviewed.
    pub fn status(&self) -> Option<Status> {
        match &self.office {
            Office::Review(review) => Some(review.status),
            Office::Roster(_) | Office::CheckIn(_) => None,
        }
    }

    /// The training session that it is, if it is one.
    pub const fn training_session(&self) -> Option<TrainingSession<'_>> {
        match &self.office {
            Office::Roster(roster) => Some(TrainingSession {
                id: self.record_id,
                content: &self.content,
                roster,
            }),
            Office::Review(_) | Office::CheckIn(_) => None,
        }
    }

    /// What it says if it is taken for a sign-in to a session.
    pub const fn as_check_in(&self) -> CheckIn<'_> {
        CheckIn {
            person: self.captured_by.id,
            content: &self.content,
            captured_at: self.captured_at,
            received_at: self.received_at,
        }
    }

    /// The month in which a session is held, and of whose pay it is.
    pub fn held_in(&self) -> Option<Month> {
        let is_session = self.kind == RecordKind::TrainingSession;
        let held = is_session.then(|| date_at(&self.content, "date"));
        held.flatten().map(Month::of)
    }
}

/// The office's part of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// Of an application or a loss notice.
    Review(Review),
    /// Of a training session.
    Roster(Roster),
    /// Of a check-in.
    CheckIn(CheckInState),
}
