//! Signing in, and where somebody is signed in.

mod device;
mod limits;
mod one_time_code;
mod passphrase;

pub use device::{Platform, SessionView};
pub use limits::{Lasting, RoleLimits, SessionLimits};
pub use one_time_code::{InvalidOneTimeCode, OneTimeCode};
pub use passphrase::{
    LONGEST_PASSPHRASE, Passphrase, PassphraseRefusal, SHORTEST_PASSPHRASE, as_hashed,
};

use crate::desk::OfficeDays;
use crate::id::{DeviceId, UnitId};
use crate::number::DeviceNumber;
use crate::pay_calendar::PayCalendar;
use crate::people::Role;
use crate::reason::ReasonCodes;
use crate::submission::{Level, PersonRef};
use crate::time::Timestamp;
use crate::training::PresenceRules;
use serde::{Deserialize, Serialize};

/// `POST /api/session`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The login name.
    pub login: String,
    /// The passphrase, or a one-time code.
    pub password: String,
    /// This installation of the app; registered with the sign-in.
    pub device_id: DeviceId,
    /// The number it was given when it registered, if it has: a server restored from an older backup
    /// does not know it, and the records on the phone carry it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_number: Option<DeviceNumber>,
    /// The passphrase that is chosen with a one-time code; of no sign-in with a passphrase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_passphrase: Option<String>,
}

/// `PUT /api/passphrase`: whoever is signed in changes their passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassphraseChange {
    /// The passphrase of now.
    pub current: String,
    /// The passphrase from now on.
    pub new_passphrase: String,
}

/// The answer to `POST /api/people/{id}/one-time-code`: shown once, nobody can ask for it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTimeCodeGiven {
    /// The code, as [`OneTimeCode`] reads it.
    pub code: String,
    /// From then on it is good for nothing.
    pub valid_until: Timestamp,
}

/// Who is signed in: the answer to `POST /api/session` and `GET /api/session`. The phone keeps it
/// to open without network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who.
    pub person: PersonRef,
    /// The login name.
    pub login: String,
    /// The number an agent is known by, such as a licence number.
    pub agent_number: Option<String>,
    /// Today's roles.
    pub appointments: Vec<AppointmentView>,
    /// The branch they belong to.
    pub branch: BranchView,
    /// The number of the device that asked.
    pub device_number: DeviceNumber,
    /// When the pay of months closes: a trainer is told without network what only a correction changes.
    /// Servers of before say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_calendar: Option<PayCalendar>,
    /// As what somebody counts who comes late or leaves early; the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presence_rules: Vec<PresenceRules>,
    /// What the office's reasons are called, and which there are: every version that was ever published; the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reason_codes: Vec<ReasonCodes>,
    /// The working calendar: every version that holds from its day on; the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub office_days: Vec<OfficeDays>,
}

/// A role somebody holds today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentView {
    /// The role.
    pub role: Role,
    /// Where.
    pub unit_id: UnitId,
    /// The unit's name.
    pub unit: String,
    /// The level of a reviewer or manager.
    pub level: Option<Level>,
}

/// A branch, with its clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchView {
    /// Which.
    pub unit_id: UnitId,
    /// Its name.
    pub name: String,
    /// Minutes its clock is ahead of UTC.
    pub offset_minutes: i32,
}

/// The header by which the app says how long the person has done nothing, in whole seconds: what it asks
/// for by itself keeps no sign-in alive.
pub const IDLE_HEADER: &str = "saddlebag-idle";

impl Profile {
    /// Whether they hold this role today.
    pub fn has(&self, role: Role) -> bool {
        self.any_role(|held| held == role)
    }

    /// Whether the last day of their last appointment is over, as far as this device knows.
    pub const fn has_left(&self) -> bool {
        self.appointments.is_empty()
    }

    /// The same person after their last day.
    #[must_use]
    pub fn without_roles(self) -> Self {
        Self {
            appointments: Vec::new(),
            ..self
        }
    }

    /// Whether any role of today satisfies this.
    pub fn any_role(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.appointments.iter().any(|held| wanted(held.role))
    }
}
