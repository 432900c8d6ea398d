//! What there is in one case, and that it is stored.

use super::things::{
    PEOPLE, POLICIES, RECORDS, UNITS, catalogue, day, person, policy, record, record_id, unit_name,
};
use crate::store::records::{self, Filing, StoredRecord};
use crate::store::units::STILL;
use crate::store::{Db, catalogues, policies};
use proptest::prelude::*;
use shared::id::{PersonId, UnitId};
use shared::people::{Appointment, Organisation, Period, PersonView, Placement, Role};
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::sync::Pulled;
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// Kind and id.
pub(super) type Key = (&'static str, String);

/// What there is, and what is told of it, transaction by transaction.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) organisation: Organisation,
    /// Which of the records are there.
    pub(super) records: Vec<bool>,
    /// In whose book each policy is, if in any.
    pub(super) books: Vec<Option<u128>>,
    pub(super) catalogues: usize,
    pub(super) touched: Vec<BTreeSet<Key>>,
    pub(super) limit: u32,
}

fn a_key() -> impl Strategy<Value = Key> {
    let id = |kind: &'static str, id: String| (kind, id);
    prop_oneof![
        // One more than there are: it is gone.
        4 => (0..=RECORDS).prop_map(move |it| id(RecordView::KIND, record_id(it).to_string())),
        4 => (1..=PEOPLE + 1).prop_map(move |it| id(PersonView::KIND, person(it).id.to_string())),
        4 => (0..=POLICIES).prop_map(move |it| id(PolicyView::KIND, policy(it).number)),
        1 => Just(id(Catalogue::KIND, "catalogue".to_owned())),
        1 => Just(id("newer", "than this build".to_owned())),
    ]
}

prop_compose! {
    pub(super) fn a_case()(
        held in prop::collection::vec(an_appointment(), 0..16),
        records in prop::collection::vec(prop::bool::weighted(0.8), RECORDS as usize),
        books in prop::collection::vec(prop::option::of(1..=2_u128), POLICIES),
        catalogues in 0..3_usize,
        touched in prop::collection::vec(prop::collection::btree_set(a_key(), 0..8), 1..6),
        limit in 1..6_u32,
    ) -> Case {
        let mut appointments: Vec<Appointment> = Vec::new();
        for new in held {
            let key = |it: &Appointment| (it.person, it.unit, it.role, it.period.from);
            if appointments.iter().all(|old| key(old) != key(&new)) {
                appointments.push(new);
            }
        }
        let placements = (2..=UNITS).map(|unit| Placement {
            unit: UnitId::from_number(unit),
            parent: UnitId::from_number(unit / 2),
            period: Period::since(day(-50)),
        });
        let organisation = Organisation {
            units: Vec::new(),
            placements: placements.collect(),
            appointments,
        };
        Case { organisation, records, books, catalogues, touched, limit }
    }
}

/// Some have left by now, some come later.
fn an_appointment() -> impl Strategy<Value = Appointment> {
    let roles = prop::sample::select(Role::ALL.to_vec());
    let length = prop::option::of(0..6_i64);
    (1..=PEOPLE, 1..=UNITS, roles, -5..2_i64, length).prop_map(
        |(number, unit, role, from, length)| Appointment {
            person: person(number).id,
            unit: UnitId::from_number(unit),
            role,
            level: None,
            period: Period {
                from: day(from),
                until: length.map(|length| day(from + length)),
            },
        },
    )
}

async fn store_organisation(db: &mut Db, organisation: &Organisation) {
    let until = |period: Period| period.until.map_or(STILL.to_owned(), |day| day.to_string());
    for unit in (1..=UNITS).map(UnitId::from_number) {
        sqlx::query(
            "INSERT INTO unit (unit_id, kind, name, offset_minutes) VALUES ($1, 'unit', $2, 480)",
        )
        .bind(unit.to_string())
        .bind(unit_name(unit))
        .execute(&mut *db)
        .await
        .unwrap();
    }
    for placement in &organisation.placements {
        sqlx::query("INSERT INTO unit_place VALUES ($1, $2, $3, $4)")
            .bind(placement.unit.to_string())
            .bind(placement.parent.to_string())
            .bind(placement.period.from.to_string())
            .bind(until(placement.period))
            .execute(&mut *db)
            .await
            .unwrap();
    }
    for person in (1..=PEOPLE).map(person) {
        sqlx::query("INSERT INTO person (person_id, login, name, agent_number, password_hash, joined_on, version)
             VALUES ($1, $1, $2, NULL, '', $3, 1)")
            .bind(person.id.to_string())
            .bind(person.name)
            .bind(day(-50).to_string())
            .execute(&mut *db)
            .await
            .unwrap();
    }
    for held in &organisation.appointments {
        sqlx::query("INSERT INTO appointment VALUES ($1, $2, $3, NULL, $4, $5)")
            .bind(held.person.to_string())
            .bind(held.unit.to_string())
            .bind(held.role.as_str())
            .bind(held.period.from.to_string())
            .bind(until(held.period))
            .execute(&mut *db)
            .await
            .unwrap();
    }
}

impl Case {
    pub(super) async fn stored(&self, db: &mut Db) {
        store_organisation(db, &self.organisation).await;
        for number in (0..RECORDS).filter(|it| self.records[*it as usize]) {
            let record = StoredRecord {
                view: record(number),
                filing: Filing::default(),
                captured_on: day(0),
                team: String::new(),
                branch: UnitId::from_number(2),
            };
            records::insert(db, &record, &[]).await.unwrap();
        }
        for (number, agent) in self.books.iter().enumerate() {
            if let Some(agent) = agent {
                let agent = PersonId::from_number(*agent);
                policies::insert(db, agent, &policy(number)).await.unwrap();
            }
        }
        for number in 0..self.catalogues {
            catalogues::publish(db, &catalogue(number), Timestamp::default())
                .await
                .unwrap();
        }
    }
}
