//! What the demonstration's sessions count as, once something else is said of them.

use super::*;
use crate::engine::TestDatabase;
use crate::store::a_store;
use crate::{AppState, Clock, PasswordCost, Reach, SigningKey, seed};
use shared::submission::PersonRef;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::{Backdated, Cancelled, Roster, SecondWord};

/// The branch, on the morning of 20 November 2026: sessions on the 11th and the 18th are closed.
pub(super) struct Branch {
    pub(super) state: AppState,
    _database: TestDatabase,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn ten_on(text: &str) -> Timestamp {
    let ten = day(text).and_hms_opt(10, 0, 0).unwrap();
    Timestamp::from_civil(ten, CHINA_OFFSET_MINUTES)
}

impl Branch {
    pub(super) async fn new() -> Self {
        let (database, store) = a_store().await;
        let clock = Clock::new(|| ten_on("2026-11-20"));
        let (cost, key) = (PasswordCost::Demonstration, SigningKey::of_secret(&[7; 32]));
        let state = AppState::over(store, clock, cost, Reach::default(), key)
            .await
            .unwrap();
        seed(&state, 0).await.unwrap();
        Self {
            state,
            _database: database,
        }
    }

    /// Says something else of the session of a day.
    async fn says(&self, held: &str, what: impl Fn(&mut Roster)) {
        let mut db = self.state.store.read().await.unwrap();
        let all = records::of_kind(&mut db, RecordKind::TrainingSession).await;
        drop(db);
        let mut session = all
            .unwrap()
            .into_iter()
            .find(|it| it.view.content.is("date", held))
            .unwrap();
        if let Office::Roster(roster) = &mut session.view.office {
            what(roster);
        }
        let session = &session;
        let written = self.state.store.write_patiently(|mut db| async move {
            records::update(&mut db, session).await?;
            db.commit().await?;
            Stored::Ok(())
        });
        written.await.unwrap();
    }

    /// Sessions required of the first agent and attended in November, as known on a day.
    async fn known_on(&self, on: &str) -> (u16, u16) {
        self.known_of(PersonId::from_number(0x5add_2e00), on).await
    }

    /// The same of anybody.
    pub(super) async fn known_of(&self, agent: PersonId, on: &str) -> (u16, u16) {
        let mut db = self.state.store.read().await.unwrap();
        let facts = facts(&mut db).await.unwrap();
        let told = facts.iter().filter_map(|fact| match &fact.what {
            FactKind::Attendance(of) if of.agent == agent && fact.known_on() <= day(on) => {
                Some((fact.known_on(), (of.required, of.attended)))
            }
            _ => None,
        });
        told.max().map(|(_, sums)| sums).unwrap_or_default()
    }
}

fn told_late(agreed: Option<(bool, &str)>) -> Option<Backdated> {
    let word = agreed.map(|(agreed, on)| SecondWord {
        by: PersonRef {
            id: PersonId::from_number(1),
            name: "唐文".to_owned(),
        },
        at: ten_on(on),
        agreed,
        note: "没有办过".to_owned(),
    });
    Some(Backdated {
        word,
        ..Backdated::because("手机没电".to_owned())
    })
}

#[tokio::test]
async fn only_what_a_second_person_agrees_to_counts_and_only_from_then_on() {
    let branch = Branch::new().await;
    assert_eq!(branch.known_on("2026-11-30").await, (2, 2));
    branch
        .says("2026-11-11", |roster| roster.backdated = told_late(None))
        .await;
    assert_eq!(branch.known_on("2026-11-30").await, (1, 1));
    branch
        .says("2026-11-11", |roster| {
            roster.backdated = told_late(Some((true, "2026-11-25")));
        })
        .await;
    assert_eq!(branch.known_on("2026-11-24").await, (1, 1));
    assert_eq!(branch.known_on("2026-11-25").await, (2, 2));
    branch
        .says("2026-11-11", |roster| {
            roster.backdated = told_late(Some((false, "2026-11-25")));
        })
        .await;
    assert_eq!(branch.known_on("2026-11-30").await, (1, 1));
}

#[tokio::test]
async fn a_session_that_was_called_off_is_required_of_nobody() {
    let branch = Branch::new().await;
    let at = ten_on("2026-11-18");
    let reason = "讲师生病".to_owned();
    let cancelled = Cancelled { at, reason };
    branch
        .says("2026-11-18", |roster| {
            roster.cancelled = Some(cancelled.clone());
        })
        .await;
    assert_eq!(branch.known_on("2026-11-30").await, (1, 1));
}

#[tokio::test]
async fn a_session_counts_for_its_audience_alone() {
    let branch = Branch::new().await;
    branch
        .says("2026-11-18", |roster| drop(roster.entries.drain(..)))
        .await;
    assert_eq!(branch.known_on("2026-11-30").await, (1, 1));
}
