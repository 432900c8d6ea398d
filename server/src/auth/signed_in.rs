//! The person behind a request's cookie.

use super::cookie;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::units::{branch_of, line};
use crate::store::{Db, Stored, appointments, devices, people, queue::Viewer, sessions};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::NaiveDate;
use shared::id::{DeviceId, PersonId, UnitId};
use shared::people::Role;
use shared::session::{AppointmentView, BranchView, Profile};
use shared::submission::PersonRef;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

/// How long a session lasts after it was last used, in days.
pub const LASTS_DAYS: i64 = 30;
const DAY: i64 = 86_400_000;
/// Being seen is written down at most so often, in milliseconds.
const SEEN_EVERY: i64 = 3_600_000;

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
    /// Their branch.
    pub branch: BranchView,
    /// The civil date there.
    pub today: NaiveDate,
    /// What they do today.
    pub appointments: Vec<AppointmentView>,
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
            branch: home.branch,
            today: home.today,
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
        })
    }

    /// Whether any role of today satisfies this.
    pub fn any_role(&self, wanted: impl Fn(Role) -> bool) -> bool {
        self.appointments.iter().any(|held| wanted(held.role))
    }

    /// As the desk asks for them.
    pub const fn viewer(&self) -> Viewer {
        Viewer {
            person: self.person.id,
            today: self.today,
        }
    }
}

/// Where somebody belongs at a moment, and the civil date there.
#[derive(Debug, Clone)]
pub struct Home {
    /// Its name.
    pub name: String,
    /// The unit and all above it.
    pub line: Vec<UnitId>,
    /// Their branch.
    pub branch: BranchView,
    /// The civil date there.
    pub today: NaiveDate,
}

impl Home {
    /// Where `person` belongs at `at`; after their last day, where they were; `None` before the
    /// first.
    pub async fn of(db: &mut Db, person: PersonId, at: Timestamp) -> Stored<Option<Self>> {
        // Which day it is depends on the branch, and which branch on the day: that of the
        // easternmost clock in use decides.
        let Some(day) = at.civil_date(CHINA_OFFSET_MINUTES) else {
            return Ok(None);
        };
        let held = appointments::of_person(db, person, day).await?;
        let unit = match held.first() {
            Some(first) => Some(first.unit_id),
            None => appointments::last_unit(db, person, day).await?,
        };
        let Some(unit) = unit else { return Ok(None) };
        let line = line(db, unit, day).await?;
        let Some(branch) = branch_of(&line) else {
            return Ok(None);
        };
        Ok(Some(Self {
            name: line
                .first()
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            line: line.iter().map(|unit| unit.id).collect(),
            today: at.civil_date(branch.offset_minutes).unwrap_or(day),
            branch,
        }))
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let token = cookie::token(&parts.headers).ok_or(ApiError::SignInNeeded)?;
        let now = state.clock.now();
        let since = now.plus_millis(-LASTS_DAYS * DAY);
        let mut db = state.store.read().await?;
        let session = sessions::find(&mut db, &token.hash(), since)
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        let signed_in = Self::load(&mut db, session.person, session.device, now)
            .await?
            .ok_or(ApiError::SignInNeeded)?;
        drop(db);
        if now.millis_since(session.seen_at) > SEEN_EVERY {
            let token = &token;
            let seen = state
                .store
                .write(signed_in.branch.unit_id, |mut db| async move {
                    sessions::see(&mut db, &token.hash(), now).await?;
                    Ok::<_, ApiError>(db.commit().await?)
                });
            // Who cannot be written down can still read.
            if let Err(error) = seen.await {
                tracing::warn!(%error, "a session's use is not written down");
            }
        }
        Ok(signed_in)
    }
}
