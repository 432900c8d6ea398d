//! Since when the office knows what the organisation says, down to the closed month.

use super::appointments::{self, NewAppointment};
use super::people::{self, Account};
use super::units::{self, STILL, Unit};
use super::{Db, Store, Stored, a_store, organisation_as_learned};
use chrono::NaiveDate;
use shared::facts::{History, staff_facts_as_learned};
use shared::id::{PersonId, UnitId};
use shared::people::Role;
use shared::submission::PersonRef;

const AGENT: PersonId = PersonId::from_number(1);
const LANE: &str = "people";
const TEAM: UnitId = UnitId::from_number(2);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The agent is in the team from 5 January on, which the office knows since some day.
async fn joins(db: &mut Db, known: Option<&str>) {
    let team = Unit {
        id: TEAM,
        kind: "team".to_owned(),
        name: "晨曦".to_owned(),
        offset_minutes: 480,
    };
    units::insert(db, &team).await.unwrap();
    let account = Account {
        person: PersonRef {
            id: AGENT,
            name: "王芳".to_owned(),
        },
        login: "wangfang".to_owned(),
        agent_number: None,
        password_hash: None,
    };
    let from = day("2026-01-05");
    people::insert(db, &account, from).await.unwrap();
    let new = NewAppointment {
        unit: TEAM,
        role: Role::Agent,
        level: None,
        from,
        known: known.map(day),
    };
    appointments::insert(db, AGENT, new).await.unwrap();
}

/// In which team the agent was on a day, as the office knew it on another.
async fn team_on(store: &Store, on: &str, known: &str) -> Option<UnitId> {
    let mut db = store.read().await.unwrap();
    let (first, later) = organisation_as_learned(&mut db).await.unwrap();
    let facts = staff_facts_as_learned(&first, &later);
    History::known_by(&facts, day(known)).unit_of(AGENT, day(on))
}

#[tokio::test]
async fn who_was_entered_late_was_not_known_before() {
    let (_database, store) = a_store().await;
    let written = store.write(LANE, async |mut db| {
        joins(&mut db, Some("2026-03-20")).await;
        Stored::Ok(db.commit().await?)
    });
    written.await.unwrap();
    assert_eq!(team_on(&store, "2026-01-31", "2026-03-19").await, None);
    assert_eq!(
        team_on(&store, "2026-01-31", "2026-03-20").await,
        Some(TEAM)
    );
}

#[tokio::test]
async fn an_exit_learned_late_leaves_what_was_known_before() {
    let (_database, store) = a_store().await;
    let written = store.write(LANE, async |mut db| {
        joins(&mut db, None).await;
        assert_eq!(learned(&mut db, STILL, "").await, 1);
        assert_eq!(learned(&mut db, "2026-02-28", "2026-05-20").await, 1);
        // taken back again
        assert_eq!(learned(&mut db, STILL, "2026-07-01").await, 1);
        Stored::Ok(db.commit().await?)
    });
    written.await.unwrap();
    for (known, team) in [
        ("2026-01-04", None),
        ("2026-05-19", Some(TEAM)),
        ("2026-05-20", None),
        ("2026-06-30", None),
        ("2026-07-01", Some(TEAM)),
    ] {
        assert_eq!(team_on(&store, "2026-03-31", known).await, team, "{known}");
    }
}

/// How long the appointment lasts, as the office knows it from a day on.
async fn learned(db: &mut Db, until: &str, known: &str) -> u64 {
    let said = sqlx::query(
        "INSERT INTO appointment_learned
         SELECT person_id, unit_id, role, level, from_date, $1, $2 FROM appointment",
    )
    .bind(until.to_owned())
    .bind(known.to_owned());
    said.execute(db).await.unwrap().rows_affected()
}
