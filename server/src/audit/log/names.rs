//! What the rows of a page speak of, by the names that people know.

use crate::store::audit::{Actor, Logged};
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, api_keys, devices, people, records, units, webhooks};
use shared::id::{DeviceId, KeyId, PersonId, RecordId, UnitId, WebhookId};
use shared::number::DeviceNumber;
use shared::submission::PersonRef;
use std::collections::{BTreeMap, BTreeSet};

/// What the rows of a page speak of.
pub(super) struct Names {
    people: BTreeMap<PersonId, String>,
    devices: BTreeMap<DeviceId, DeviceNumber>,
    units: BTreeMap<UnitId, String>,
    records: BTreeMap<RecordId, StoredRecord>,
    keys: BTreeMap<KeyId, String>,
    webhooks: BTreeMap<WebhookId, String>,
}

impl Names {
    pub(super) async fn of(db: &mut Db, page: &[Logged]) -> Stored<Self> {
        let rows = || page.iter().map(|logged| &logged.row);
        let subjects = || rows().map(|row| row.subject());
        let mut spoken_of: BTreeSet<PersonId> =
            subjects().filter_map(|it| it.parse().ok()).collect();
        let chains = rows().map(|row| row.chain());
        let mut units: BTreeSet<UnitId> = chains
            .chain(subjects())
            .filter_map(|id| id.parse().ok())
            .collect();
        for row in rows() {
            if let Ok(Actor::Person(person)) = row.person().parse() {
                spoken_of.insert(person);
            }
            let detail = row.detail();
            units.extend(detail.changed.iter().filter_map(|it| it.changed.unit()));
            spoken_of.extend(detail.presences.iter().map(|it| it.person));
            spoken_of.extend(detail.looked.and_then(|it| it.people).unwrap_or_default());
        }
        let devices: BTreeSet<DeviceId> = rows()
            .map(|row| row.device())
            .chain(subjects())
            .filter_map(|id| id.parse().ok())
            .collect();
        let acting = rows().filter_map(|row| match row.person().parse() {
            Ok(Actor::Key(key)) => Some(key),
            _ => None,
        });
        let keys: BTreeSet<KeyId> = subjects()
            .filter_map(|id| id.parse().ok())
            .chain(acting)
            .collect();
        let webhooks: BTreeSet<WebhookId> = subjects().filter_map(|id| id.parse().ok()).collect();
        let records: BTreeSet<RecordId> = subjects().filter_map(|id| id.parse().ok()).collect();
        let records: Vec<RecordId> = records.into_iter().collect();
        Ok(Self {
            people: people::names(db, &spoken_of).await?,
            devices: devices::numbers(db, &devices).await?,
            units: units::names(db, &units).await?,
            records: records::find_all(db, &records).await?,
            keys: api_keys::names(db, &keys).await?,
            webhooks: webhooks::hosts(db, &webhooks).await?,
        })
    }

    /// Somebody by name; their id, if the store does not know them.
    pub(super) fn person(&self, id: PersonId) -> PersonRef {
        let name = self.people.get(&id).cloned();
        PersonRef {
            id,
            name: name.unwrap_or_else(|| id.to_string()),
        }
    }

    pub(super) fn known_person(&self, id: &str) -> Option<PersonRef> {
        let id: PersonId = id.parse().ok()?;
        self.people.contains_key(&id).then(|| self.person(id))
    }

    pub(super) fn device(&self, id: &str) -> Option<DeviceNumber> {
        self.devices.get(&id.parse().ok()?).copied()
    }

    pub(super) fn unit(&self, id: &str) -> Option<&str> {
        self.units.get(&id.parse().ok()?).map(String::as_str)
    }

    /// The same; nothing, if the store does not know it.
    pub(super) fn unit_of(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_default()
    }

    /// What a key is called; its id, if the store does not know it.
    pub(super) fn key(&self, key: KeyId) -> String {
        let name = self.keys.get(&key).cloned();
        name.unwrap_or_else(|| key.to_string())
    }

    /// What a key is called, or the host of a webhook.
    pub(super) fn connection(&self, id: &str) -> Option<String> {
        let key = self.keys.get(&id.parse().ok()?);
        let webhook = self.webhooks.get(&id.parse().ok()?);
        key.or(webhook).cloned()
    }

    pub(super) fn record(&self, id: &str) -> Option<&StoredRecord> {
        self.records.get(&id.parse().ok()?)
    }
}
