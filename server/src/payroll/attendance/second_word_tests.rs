//! What counts of a presence before and after a second person's word, by the steps of a trainer and a manager.

use super::tests::{Branch, ten_on};
use super::*;
use crate::auth::SignedIn;
use crate::late_sessions;
use crate::problem::ApiError;
use crate::sync::take_within;
use core::sync::atomic::{AtomicU64, Ordering};
use shared::answers::Changes;
use shared::desk::SecondWordRequest;
use shared::id::{DeviceId, MutationId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::RuleVersion;
use shared::sample::training_session;
use shared::sync::{Mutation, Outcome};

const KIND: RecordKind = RecordKind::TrainingSession;
/// Places in the demonstration's cast.
const TRAINER: u128 = 14;
const MANAGER: u128 = 15;
/// Came to both closed sessions.
const FAITHFUL: u128 = 0;
/// Came to neither.
const ABSENT: u128 = 11;

static SENT: AtomicU64 = AtomicU64::new(1_000);

/// The session of 18 November, held and closed in time.
fn closed_in_time() -> RecordId {
    RecordId::from_number(0x5add_4e00_0000 + 1_001)
}

/// A session of the 19th that the trainer tells of only on the 20th.
fn told_late() -> RecordId {
    RecordId::from_number(0xf001)
}

fn agent(number: u128) -> PersonId {
    PersonId::from_number(0x5add_2e00 + number)
}

fn mark(of: u128, presence: Presence) -> Operation {
    marking(of, presence, false)
}

fn marking(of: u128, presence: Presence, correction: bool) -> Operation {
    Operation::Mark {
        person: agent(of),
        presence,
        reason: "签到表上有名字".to_owned(),
        correction,
    }
}

fn submission() -> Operation {
    let day = "2026-11-19".parse().unwrap();
    Operation::Submit {
        number: RecordNumber::new('T', DeviceNumber::new(15), 9_001),
        content: training_session(55, day).with("backdating_reason", "手机没电"),
    }
}

impl Branch {
    async fn signed_in(&self, who: u128, on: &str) -> SignedIn {
        let device = DeviceId::from_number(0x5add_3e00 + who);
        let mut db = self.state.store.read().await.unwrap();
        let person = SignedIn::load(&mut db, agent(who), device, ten_on(on)).await;
        person.unwrap().unwrap()
    }

    async fn record(&self, record: RecordId) -> Option<StoredRecord> {
        let mut db = self.state.store.read().await.unwrap();
        records::find(&mut db, record).await.unwrap()
    }

    /// The trainer does something at ten on a day.
    async fn trainer_does(&self, on: &str, record: RecordId, operation: Operation) -> Outcome {
        let (state, person) = (
            &self.state.at(ten_on(on)),
            &self.signed_in(TRAINER, on).await,
        );
        let known = self.record(record).await;
        let sent = SENT.fetch_add(1, Ordering::SeqCst);
        let mutation = &Mutation {
            mutation_id: MutationId::from_number(0xe000_0000 + u128::from(sent)),
            device_id: person.device,
            device_seq: sent,
            record_id: record,
            kind: KIND,
            base_version: known.map_or(0, |known| known.view.content_version),
            base_hash: None,
            made_at: ten_on(on),
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
    async fn trainer(&self, on: &str, record: RecordId, operation: Operation) {
        let outcome = self.trainer_does(on, record, operation).await;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    /// Somebody says their word at ten on a day on what waits.
    async fn says_word(
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

    async fn manager(&self, on: &str, record: RecordId, agreed: bool) {
        let said = self.says_word(MANAGER, on, record, agreed).await;
        assert!(said.is_ok(), "{said:?}");
    }

    /// On the 20th the trainer tells of the session of the 19th, at which only the faithful one was.
    async fn with_a_session_told_late() -> Self {
        let branch = Self::new().await;
        let on = "2026-11-20";
        branch.trainer(on, told_late(), submission()).await;
        let came = mark(FAITHFUL, Presence::Present);
        branch.trainer(on, told_late(), came).await;
        branch.trainer(on, told_late(), Operation::Close {}).await;
        branch
    }

    /// What was known of somebody's month on each of these days: required and attended.
    async fn known<const N: usize>(&self, of: u128, days: [&str; N]) -> [(u16, u16); N] {
        let mut known = [(0, 0); N];
        for (known, day) in known.iter_mut().zip(days) {
            *known = self.known_of(agent(of), day).await;
        }
        known
    }
}

#[tokio::test]
async fn a_session_told_late_counts_from_the_day_of_the_word() {
    let branch = Branch::with_a_session_told_late().await;
    let days = ["2026-11-20", "2026-11-22", "2026-11-23"];
    assert_eq!(branch.known(FAITHFUL, days).await, [(2, 2); 3]);
    branch.manager("2026-11-23", told_late(), true).await;
    let counted = [(2, 2), (2, 2), (3, 3)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
    let counted = [(2, 0), (2, 0), (3, 0)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

#[tokio::test]
async fn a_session_that_is_refused_counts_only_once_it_was_asked_for_again() {
    let branch = Branch::with_a_session_told_late().await;
    branch.manager("2026-11-21", told_late(), false).await;
    let days = ["2026-11-21", "2026-11-24", "2026-11-25"];
    assert_eq!(branch.known(FAITHFUL, days).await, [(2, 2); 3]);

    let again = Operation::Amend {
        changes: Changes::new(),
        note: "签到表已补上".to_owned(),
    };
    branch.trainer("2026-11-22", told_late(), again).await;
    let early = branch.says_word(MANAGER, "2026-11-22", told_late(), true);
    assert!(early.await.is_err(), "its attendance is not known");
    let close = Operation::Close {};
    branch.trainer("2026-11-22", told_late(), close).await;
    branch.manager("2026-11-25", told_late(), true).await;
    let counted = [(2, 2), (2, 2), (3, 3)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
}

#[tokio::test]
async fn a_presence_changed_after_the_word_counts_from_the_day_of_the_next_one() {
    let branch = Branch::with_a_session_told_late().await;
    branch.manager("2026-11-20", told_late(), true).await;
    let days = ["2026-11-20", "2026-11-24", "2026-11-25"];
    let change = mark(FAITHFUL, Presence::Absent);
    branch.trainer("2026-11-20", told_late(), change).await;
    assert_eq!(branch.known(FAITHFUL, days).await, [(3, 3); 3]);
    branch.manager("2026-11-25", told_late(), true).await;
    let counted = [(3, 3), (3, 3), (3, 2)];
    assert_eq!(branch.known(FAITHFUL, days).await, counted);
}

#[tokio::test]
async fn a_presence_changed_after_the_day_counts_from_the_day_of_the_word() {
    let branch = Branch::new().await;
    let session = closed_in_time();
    let came = || mark(ABSENT, Presence::Present);
    branch.trainer("2026-11-20", session, came()).await;
    branch.manager("2026-11-21", session, false).await;
    let days = ["2026-11-20", "2026-11-23", "2026-11-24"];
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);
    branch.trainer("2026-11-22", session, came()).await;
    assert_eq!(branch.known(ABSENT, days).await, [(2, 0); 3]);
    branch.manager("2026-11-24", session, true).await;
    let counted = [(2, 0), (2, 0), (2, 1)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}

#[tokio::test]
async fn in_a_closed_month_a_presence_changes_only_as_a_correction_known_from_the_word_on() {
    let branch = Branch::new().await;
    let (session, on) = (closed_in_time(), "2026-12-14");
    let silent = mark(ABSENT, Presence::Present);
    let refused = branch.trainer_does(on, session, silent).await;
    let Outcome::Rejected { findings } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(findings[0].code.as_str(), "presence_in_closed_month");
    let named = marking(ABSENT, Presence::Present, true);
    branch.trainer(on, session, named).await;
    branch.manager("2026-12-15", session, true).await;
    let days = ["2026-12-13", "2026-12-14", "2026-12-15"];
    let counted = [(2, 0), (2, 0), (2, 1)];
    assert_eq!(branch.known(ABSENT, days).await, counted);
}
