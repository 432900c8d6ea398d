//! Somebody who is signed in.

use super::Home;
use crate::problem::ApiError;
use crate::store::audit::Act;
use crate::store::{Db, Stored, appointments, devices, people, queue::Viewer, settings};
use chrono::NaiveDate;
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId, UnitId};
use shared::people::Role;
use shared::session::{AppointmentView, BranchView, Profile};
use shared::submission::PersonRef;
use shared::time::Timestamp;

/// Somebody who is signed in, as they are today.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub person: PersonRef,
    /// Their login name.
    pub login: String,
    /// The number they are known by.
    pub agent_number: Option<String>,
    /// On which device.
    pub device: DeviceId,
    /// Where they belong: the unit and all above it.
    pub line: Vec<UnitId>,
    /// Their branch.
    pub branch: BranchView,
    /// The civil date there.
    pub today: NaiveDate,
    /// What they do today; nothing once they have left.
    pub appointments: Vec<AppointmentView>,
    /// Of a key, the unit that it is bound to, unless that is the company: nothing outside is seen.
    pub within: Option<UnitId>,
}

impl SignedIn {
    /// Somebody as they are at `now`; `None` if they do not exist or are not appointed yet.
    pub async fn load(
        db: &mut Db,
        person: PersonId,
        device: DeviceId,
        now: Timestamp,
    ) -> Stored<Option<Self>> {
        let Some(account) = people::by_id(db, person).await? else {
            return Ok(None);
        };
        let Some(home) = Home::of(db, person, now).await? else {
            return Ok(None);
        };
        Ok(Some(Self {
            person: account.person,
            login: account.login,
            agent_number: account.agent_number,
            device,
            appointments: appointments::of_person(db, person, home.today).await?,
            line: home.line,
            branch: home.branch,
            today: home.today,
            within: None,
        }))
    }

    /// What the phone keeps of them.
    pub async fn profile(self, db: &mut Db) -> Result<Profile, ApiError> {
        let device = devices::find(db, self.device)
            .await?
            .ok_or(ApiError::DeviceOfAnother)?;
        Ok(Profile {
            person: self.person,
            login: self.login,
            agent_number: self.agent_number,
            appointments: self.appointments,
            branch: self.branch,
            device_number: device.number,
            presence_rules: settings::published(db).await?,
            reason_codes: settings::every(db).await?,
            office_days: settings::published(db).await?,
            pay_calendar: Some(settings::pay_calendar(db).await?),
        })
    }

    /// Their roles of today.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.appointments.iter().map(|held| held.role)
    }

    /// Whether any role of today satisfies this.
    pub fn any_role(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.roles().any(wanted)
    }

    /// Whether the last day of their last appointment is over.
    pub const fn has_left(&self) -> bool {
        self.appointments.is_empty()
    }

    /// Whether what is done where they belong may be seen; not by a key that is bound to another unit.
    pub fn is_within(&self) -> bool {
        self.within.is_none_or(|unit| self.line.contains(&unit))
    }

    /// What they do that changes nothing, for the audit log.
    pub fn act(&self, action: AuditAction, subject: impl Into<String>, now: Timestamp) -> Act {
        Act {
            device: Some(self.device),
            units: self.line.clone(),
            ..Act::new(now, self.person.id, action, subject)
        }
    }

    /// As the desk asks for them.
    pub const fn viewer(&self) -> Viewer {
        Viewer {
            person: self.person.id,
            today: self.today,
            within: self.within,
        }
    }
}
