//! What a trainer, an agent and a manager of the demonstration do, as stories of attendance tell it.

use super::tests::{Branch, ten_on};
use super::*;
use crate::auth::SignedIn;
use crate::late_sessions;
use crate::problem::ApiError;
use crate::sync::take_within;
use core::sync::atomic::{AtomicU64, Ordering};
use shared::desk::SecondWordRequest;
use shared::id::{DeviceId, MutationId};
use shared::record::RuleVersion;
use shared::sync::{Mutation, Operation, Outcome};
use shared::time::Timestamp;
use shared::training::Presence;

const KIND: RecordKind = RecordKind::TrainingSession;
/// Places in the demonstration's cast.
const TRAINER: u128 = 14;
pub(super) const MANAGER: u128 = 15;
/// Came to neither.
pub(super) const ABSENT: u128 = 11;

static SENT: AtomicU64 = AtomicU64::new(1_000);

/// The session of 18 November, held and closed in time.
pub(super) fn closed_in_time() -> RecordId {
    RecordId::from_number(0x5add_4e00_0000 + 1_001)
}

pub(super) fn agent(number: u128) -> PersonId {
    PersonId::from_number(0x5add_2e00 + number)
}

pub(super) fn mark(of: u128, presence: Presence) -> Operation {
    marking(of, presence, false)
}

pub(super) fn marking(of: u128, presence: Presence, correction: bool) -> Operation {
    Operation::Mark {
        person: agent(of),
        presence,
        reason: "签到表上有名字".to_owned(),
        correction,
    }
}

impl Branch {
    async fn signed_in(&self, who: u128, on: &str) -> SignedIn {
        let device = DeviceId::from_number(0x5add_3e00 + who);
        let mut db = self.state.store.read().await.unwrap();
        let person = SignedIn::load(&mut db, agent(who), device, ten_on(on)).await;
        person.unwrap().unwrap()
    }

    pub(super) async fn record(&self, record: RecordId) -> Option<StoredRecord> {
        let mut db = self.state.store.read().await.unwrap();
        records::find(&mut db, record).await.unwrap()
    }

    /// The trainer does something at ten on a day.
    pub(super) async fn trainer_does(
        &self,
        on: &str,
        record: RecordId,
        operation: Operation,
    ) -> Outcome {
        let about = (KIND, record);
        self.does(TRAINER, (ten_on(on), on), about, operation).await
    }

    /// Somebody does something at a moment, which the server has at ten on a day.
    pub(super) async fn does(
        &self,
        who: u128,
        (made_at, on): (Timestamp, &str),
        (kind, record): (RecordKind, RecordId),
        operation: Operation,
    ) -> Outcome {
        let (state, person) = (&self.state.at(ten_on(on)), &self.signed_in(who, on).await);
        let known = self.record(record).await;
        let sent = SENT.fetch_add(1, Ordering::SeqCst);
        let mutation = &Mutation {
            mutation_id: MutationId::from_number(0xe000_0000 + u128::from(sent)),
            device_id: person.device,
            device_seq: sent,
            record_id: record,
            kind,
            base_version: known.map_or(0, |known| known.view.content_version),
            base_hash: None,
            made_at,
            rules: RuleVersion::CURRENT,
            operation,
        };
        let body = &serde_json::to_string(mutation).unwrap();
        let taken = self.state.store.write_patiently(|mut db| async move {
            let outcome = take_within(&mut db, state, person, mutation, body).await?;
            db.commit().await?;
            Stored::Ok(outcome.outcome)
        });
        taken.await.unwrap()
    }

    /// The trainer does something that is taken.
    pub(super) async fn trainer(&self, on: &str, record: RecordId, operation: Operation) {
        let outcome = self.trainer_does(on, record, operation).await;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    /// Somebody says their word at ten on a day on what waits.
    pub(super) async fn says_word(
        &self,
        who: u128,
        on: &str,
        record: RecordId,
        agreed: bool,
    ) -> Result<(), ApiError> {
        let (state, person) = (&self.state.at(ten_on(on)), &self.signed_in(who, on).await);
        let version = self.record(record).await.unwrap().view.version;
        let request = &SecondWordRequest {
            counts_in: None,
            version,
            agreed,
            note: "签到表上没有".to_owned(),
        };
        let said = self.state.store.write_patiently(|mut db| async move {
            late_sessions::decide(&mut db, state, person, record, request).await?;
            db.commit().await?;
            Ok::<(), ApiError>(())
        });
        said.await
    }

    pub(super) async fn manager(&self, on: &str, record: RecordId, agreed: bool) {
        let said = self.says_word(MANAGER, on, record, agreed).await;
        assert!(said.is_ok(), "{said:?}");
    }

    /// What was known of somebody's month on each of these days: required and attended.
    pub(super) async fn known<const N: usize>(&self, of: u128, days: [&str; N]) -> [(u16, u16); N] {
        let mut known = [(0, 0); N];
        for (known, day) in known.iter_mut().zip(days) {
            *known = self.known_of(agent(of), day).await;
        }
        known
    }
}
