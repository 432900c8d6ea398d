//! The device's own database: who works here now, and who has.

use super::storage_loss::on_storage_loss;
use super::vault::{get, get_prefixed, put, remove, write};
use super::{StoreError, schema};
use crate::id::new_device_id;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use serde::{Deserialize, Serialize};
use shared::id::{DeviceId, PersonId};
use shared::number::DeviceNumber;
use shared::session::Profile;

/// Somebody who has signed in on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPerson {
    /// The login name.
    pub login: String,
    /// Their name; empty until they have signed in.
    pub name: String,
    /// Who; `None` until they have signed in.
    pub person_id: Option<PersonId>,
    /// This installation's id for them.
    pub device_id: DeviceId,
    /// The number that the server gave it; `None` until they have signed in.
    #[serde(default)]
    pub device_number: Option<DeviceNumber>,
}

/// Who works here now; the service worker reads `person_id`.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Current {
    person_id: PersonId,
    profile: Profile,
}

impl Current {
    fn of(profile: &Profile) -> Self {
        Self {
            person_id: profile.person.id,
            profile: profile.clone(),
        }
    }

    /// Whether this says more of the same sign-in: another one may have another number of the device.
    fn goes_on_as(&self, profile: &Profile) -> bool {
        self.person_id == profile.person.id && self.profile.device_number == profile.device_number
    }
}

/// Who is told on this device that something waits, and in which words: the service worker shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who wanted it.
    pub person_id: PersonId,
    /// The heading.
    pub title: String,
    /// The rest.
    pub text: String,
}

/// The device's database.
#[derive(Debug, Clone)]
pub struct DeviceStore {
    database: Database,
}

impl DeviceStore {
    /// Opens it, made if it is not there.
    pub async fn open() -> Result<Self, StoreError> {
        Ok(Self {
            database: schema::open_device().await?,
        })
    }

    /// Calls `act` when the browser deletes what is kept on this device.
    pub fn on_storage_loss(act: impl FnOnce() + 'static) {
        on_storage_loss(schema::DEVICE_DATABASE, act);
    }

    /// Who works here now.
    pub async fn current(&self) -> Result<Option<Profile>, StoreError> {
        let current: Option<Current> = self.get(schema::CURRENT).await?;
        Ok(current.map(|current| current.profile))
    }

    /// Keeps who works here now, and that they have.
    pub async fn sign_in(&self, profile: &Profile, device_id: DeviceId) -> Result<(), StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        let store = transaction.object_store(schema::DEVICE)?;
        put(&store, schema::CURRENT, &Current::of(profile)).await?;
        remove(&store, schema::SIGN_OUT_PENDING).await?;
        let person = KnownPerson {
            login: profile.login.clone(),
            name: profile.person.name.clone(),
            person_id: Some(profile.person.id),
            device_id,
            device_number: Some(profile.device_number),
        };
        put(&store, person_key(&person.login), &person).await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps what the server says of who works here; `false` if their sign-in has ended meanwhile, be it
    /// in another tab.
    pub async fn keep_profile(&self, profile: &Profile) -> Result<bool, StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        let store = transaction.object_store(schema::DEVICE)?;
        let current: Option<Current> = get(&store, schema::CURRENT).await?;
        let goes_on = current.is_some_and(|current| current.goes_on_as(profile));
        if goes_on {
            put(&store, schema::CURRENT, &Current::of(profile)).await?;
        }
        transaction.commit().await?;
        Ok(goes_on)
    }

    /// Nobody works here now, and nobody is told. What they did stays in their own database.
    pub async fn sign_out(&self) -> Result<(), StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        let store = transaction.object_store(schema::DEVICE)?;
        put(&store, schema::SIGN_OUT_PENDING, &true).await?;
        remove(&store, schema::TOLD).await?;
        remove(&store, schema::CURRENT).await?;
        Ok(transaction.commit().await?)
    }

    /// Somebody has gone, and their own database does not know it.
    pub async fn owe_leaving(&self, person: PersonId) -> Result<(), StoreError> {
        self.put(&leaving_key(person), &true).await
    }

    /// Whether somebody has gone, and their own database does not know it.
    pub async fn owes_leaving(&self, person: PersonId) -> Result<bool, StoreError> {
        Ok(self.get(&leaving_key(person)).await?.unwrap_or(false))
    }

    /// Their own database knows it by now.
    pub async fn leaving_done(&self, person: PersonId) -> Result<(), StoreError> {
        self.remove(&leaving_key(person)).await
    }

    /// Who is told on this device.
    pub async fn told(&self) -> Result<Option<Told>, StoreError> {
        self.get(schema::TOLD).await
    }

    /// Keeps who is told on this device, if they work here still.
    pub async fn keep_told(&self, told: &Told) -> Result<(), StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        let store = transaction.object_store(schema::DEVICE)?;
        let current: Option<Current> = get(&store, schema::CURRENT).await?;
        if current.is_some_and(|current| current.person_id == told.person_id) {
            put(&store, schema::TOLD, told).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Nobody is told on this device.
    pub async fn forget_told(&self) -> Result<(), StoreError> {
        self.remove(schema::TOLD).await
    }

    /// Whether the server has not heard of a sign-out yet.
    pub async fn sign_out_pending(&self) -> Result<bool, StoreError> {
        Ok(self.get(schema::SIGN_OUT_PENDING).await?.unwrap_or(false))
    }

    /// The server has heard of the sign-out.
    pub async fn sign_out_done(&self) -> Result<(), StoreError> {
        self.remove(schema::SIGN_OUT_PENDING).await
    }

    /// Who has signed in on this device, by login.
    pub async fn people(&self) -> Result<Vec<KnownPerson>, StoreError> {
        let transaction = self.database.transaction(schema::DEVICE).build()?;
        let store = transaction.object_store(schema::DEVICE)?;
        let mut people: Vec<KnownPerson> = get_prefixed(&store, schema::PERSON_PREFIX).await?;
        people.retain(|person| person.person_id.is_some());
        Ok(people)
    }

    /// This installation's id for a login, and its number if it was given one: the id it had, or a
    /// new one that is kept before it is used.
    pub async fn installation(
        &self,
        login: &str,
    ) -> Result<(DeviceId, Option<DeviceNumber>), StoreError> {
        let known: Option<KnownPerson> = self.get(&person_key(login)).await?;
        if let Some(known) = known {
            return Ok((known.device_id, known.device_number));
        }
        let person = KnownPerson {
            login: login.to_owned(),
            name: String::new(),
            person_id: None,
            device_id: new_device_id(),
            device_number: None,
        };
        self.put(&person_key(login), &person).await?;
        Ok((person.device_id, None))
    }

    /// The server knows the id as another person's: the next one is new.
    pub async fn forget_device_id(&self, login: &str) -> Result<(), StoreError> {
        self.remove(&person_key(login)).await
    }

    async fn get<T: serde::de::DeserializeOwned>(
        &self,
        key: &str,
    ) -> Result<Option<T>, StoreError> {
        let transaction = self.database.transaction(schema::DEVICE).build()?;
        get(&transaction.object_store(schema::DEVICE)?, key).await
    }

    async fn put(&self, key: &str, value: &impl Serialize) -> Result<(), StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        put(&transaction.object_store(schema::DEVICE)?, key, value).await?;
        Ok(transaction.commit().await?)
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        let transaction = write(&self.database, &[schema::DEVICE])?;
        remove(&transaction.object_store(schema::DEVICE)?, key).await?;
        Ok(transaction.commit().await?)
    }
}

fn person_key(login: &str) -> String {
    format!("{}{login}", schema::PERSON_PREFIX)
}

fn leaving_key(person: PersonId) -> String {
    format!("{}{person}", schema::LEAVING_PREFIX)
}
