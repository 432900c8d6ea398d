//! The records that are captured in the field.

use crate::answers::Answers;
use crate::id::{PersonId, RecordId, UnitId};
use crate::money::Money;
use crate::month::Month;
use crate::number::RecordNumber;
use crate::people::Role;
use crate::rules::read::date_at;
use crate::submission::{PersonRef, Review, Status};
use crate::time::Timestamp;
use crate::training::{Backdated, Cancelled, Presence, PresenceCorrection};
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

/// Who should come to a session and who came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roster {
    /// When the trainer ended the session.
    pub closed_at: Option<Timestamp>,
    /// When that was with the trainer's clock set right, where it was wrong by more than clocks may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// By name.
    pub entries: Vec<RosterEntry>,
    /// That the trainer called it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancelled>,
    /// That it was told after it had been held, and what a second person says to that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backdated: Option<Backdated>,
    /// Presences that were changed after the day of the session, in the order in which that was asked for, with
    /// what a second person says to each. All are kept: what counted on a day is read from them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<PresenceCorrection>,
}

impl Roster {
    /// Until when the session was held at the most: when it was ended, by the trainer's clock set right.
    pub fn held_until(&self) -> Option<Timestamp> {
        self.ended_at.or(self.closed_at)
    }

    /// Whether what stands here counts: it was not called off, and who had to agree has.
    pub fn is_in_force(&self) -> bool {
        let agreed = self.backdated.as_ref().is_none_or(Backdated::is_agreed);
        self.cancelled.is_none() && agreed
    }

    /// Whether a second person has to say something: to the session with its attendance, so only once that is
    /// known and the trainer has ended it.
    pub fn waits_for_second_person(&self) -> bool {
        let is_whole = self.closed_at.is_some() && self.cancelled.is_none();
        is_whole && (self.waits_as_a_whole() || self.waiting_corrections().next().is_some())
    }

    /// Whether nobody has said anything to a session that was told too late.
    pub fn waits_as_a_whole(&self) -> bool {
        self.backdated.as_ref().is_some_and(Backdated::waits)
    }

    /// The changes of presence that wait for a second person.
    pub fn waiting_corrections(&self) -> impl Iterator<Item = &PresenceCorrection> {
        self.corrections.iter().filter(|asked| asked.waits())
    }

    /// Whether time, audience and hours may change, or the session be called off: it is not over, or has not
    /// come to count.
    pub fn may_be_changed(&self) -> bool {
        let counts = self.closed_at.is_some() && self.is_in_force();
        self.cancelled.is_none() && !counts
    }
}

/// One person of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Who.
    pub person: PersonRef,
    /// `None` until they signed in or were marked.
    pub presence: Option<Presence>,
    /// How it is known.
    pub source: Option<PresenceSource>,
    /// The sign-in by code, also where the trainer's mark stands over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<CheckedIn>,
}

/// A sign-in by code as a roster keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedIn {
    /// As what it counts where the trainer says nothing else.
    pub presence: Presence,
    /// When the code was typed, by the trainer's clock.
    pub at: Timestamp,
    /// Since when the roster has it, by the server's clock.
    pub known_at: Timestamp,
}

/// How a presence is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum PresenceSource {
    /// The person entered the code that was shown then.
    Code {
        /// When it was typed, by the trainer's clock.
        at: Timestamp,
    },
    /// The trainer marked it.
    Hand {
        /// Why by hand.
        reason: String,
        /// When, by the trainer's clock set right and not after its receipt.
        at: Timestamp,
    },
    /// Nobody had marked the person when the session ended.
    Closing,
}

/// What became of a check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CheckInState {
    /// The server knows no session of that number: the trainer's phone has not sent it yet, or the number
    /// is another's.
    WaitingForSession,
    /// Counted.
    Counted {
        /// The session's record.
        session: RecordId,
        /// As what, where the trainer says nothing else.
        presence: Presence,
    },
    /// Not counted as the session stands; looked at again when its time or roster changes.
    NotCounted {
        /// Text key `check_in.<reason>`.
        reason: CheckInRefusal,
    },
}

impl CheckInState {
    /// Whether the session it was decided against had shown the code.
    pub const fn knows_the_code(&self) -> bool {
        match self {
            Self::WaitingForSession => false,
            Self::Counted { .. } => true,
            Self::NotCounted { reason } => matches!(
                reason,
                CheckInRefusal::CodeTooOld | CheckInRefusal::NotOnRoster
            ),
        }
    }
}

/// Why a check-in is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckInRefusal {
    /// The session never showed this code before it was typed: mistyped, or another session's.
    WrongCode,
    /// The session showed it too long before it was typed.
    CodeTooOld,
    /// The number is another session's.
    OtherSession,
    /// Signing in had not opened.
    NotYetOpen,
    /// The person is not on the session's roster.
    NotOnRoster,
    /// Signing in had ended, or the session was called off.
    SessionClosed,
}

impl CheckInRefusal {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::WrongCode,
        Self::CodeTooOld,
        Self::OtherSession,
        Self::NotYetOpen,
        Self::NotOnRoster,
        Self::SessionClosed,
    ];

    /// The name in JSON and text keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongCode => "wrong_code",
            Self::CodeTooOld => "code_too_old",
            Self::OtherSession => "other_session",
            Self::NotYetOpen => "not_yet_open",
            Self::NotOnRoster => "not_on_roster",
            Self::SessionClosed => "session_closed",
        }
    }
}

/// A person as trainers and leaders see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their team's name.
    pub team: String,
    /// The team and what is above it. Servers of before told none.
    #[serde(default)]
    pub units: Vec<UnitRef>,
    /// What they do. Servers of before told none.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The month in which they joined. Servers of before told none.
    #[serde(default)]
    pub joined: Option<Month>,
}

/// A unit as it is named to people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitRef {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// A policy of the agent's client book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyView {
    /// The policy's number.
    pub number: String,
    /// The product's code.
    pub product: String,
    /// The applicant's name.
    pub applicant: String,
    /// The insured's name.
    pub insured: String,
    /// The insured's identity document number.
    pub insured_identity_number: String,
    /// The day cover began.
    pub effective_date: chrono::NaiveDate,
    /// Whether cover is in force.
    pub in_force: bool,
    /// The application it came from, if that was told. Servers of before tell nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<RecordNumber>,
    /// The main product's sum insured, if it has one and that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_insured: Option<Money>,
}
