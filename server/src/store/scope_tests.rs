//! Who sees which case, by SQL, against the same rule told with [`Organisation`].

use super::queue::{Viewer, find};
use super::records::{Filing, StoredRecord};
use super::units::STILL;
use super::{Db, Store, a_store, records};
use crate::sync::Place;
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use shared::answers::Answers;
use shared::id::{PersonId, RecordId, UnitId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::people::{Appointment, Organisation, Period, Placement, Role};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::{Level, PersonRef, Review};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

/// Company, two branches, two departments each, two teams each; within a few days, so that first and
/// last days meet.
const UNITS: u128 = 1 + 2 + 4 + 8;
const PEOPLE: u128 = 6;

fn day(number: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(20_000 + number)
}

fn noon(number: i64) -> Timestamp {
    let noon = day(number).and_hms_opt(12, 0, 0).unwrap();
    Timestamp::from_civil(noon, CHINA_OFFSET_MINUTES)
}

fn parent(unit: u128) -> Option<u128> {
    (unit > 1).then_some(unit / 2)
}

/// On which day a unit moves, and below which it was before; or not at all.
fn a_move() -> impl Strategy<Value = Option<(i64, u128)>> {
    prop::option::of((1..5_i64, 4..8_u128))
}

fn an_organisation() -> impl Strategy<Value = Organisation> {
    let moves = prop::collection::vec(a_move(), 8);
    let roles = prop::sample::select(Role::ALL.to_vec());
    let held = (
        1..=PEOPLE,
        1..=UNITS,
        roles,
        -2..4_i64,
        prop::option::of(0..4_i64),
    );
    (moves, prop::collection::vec(held, 1..14)).prop_map(|(moves, held)| Organisation {
        units: Vec::new(),
        placements: placements(&moves),
        appointments: appointments(held),
    })
}

fn placements(moves: &[Option<(i64, u128)>]) -> Vec<Placement> {
    let mut placements = Vec::new();
    let mut hang = |unit, parent, period| {
        placements.push(Placement {
            unit: UnitId::from_number(unit),
            parent: UnitId::from_number(parent),
            period,
        });
    };
    for unit in 2..=UNITS {
        let above = parent(unit).unwrap();
        match (unit >= 8).then(|| moves[unit as usize - 8]).flatten() {
            Some((on, before)) => {
                hang(unit, before, Period::since(day(-50)).ending(day(on - 1)));
                hang(unit, above, Period::since(day(on)));
            }
            None => hang(unit, above, Period::since(day(-50))),
        }
    }
    placements
}

type Held = (u128, u128, Role, i64, Option<i64>);

/// Everybody is in one team at a time; office roles as they come.
fn appointments(held: Vec<Held>) -> Vec<Appointment> {
    let mut appointments: Vec<Appointment> = (1..=PEOPLE)
        .map(|person| appointment(person, 8 + person % 8, Role::Agent, Period::since(day(-20))))
        .collect();
    for (person, unit, role, from, length) in held {
        if role.captures() {
            continue;
        }
        let period = Period {
            from: day(from),
            until: length.map(|length| day(from + length)),
        };
        let new = appointment(person, unit, role, period);
        let known = appointments.iter().any(|old| {
            (old.person, old.unit, old.role, old.period.from)
                == (new.person, new.unit, new.role, new.period.from)
        });
        if !known {
            appointments.push(new);
        }
    }
    appointments
}

fn appointment(person: u128, unit: u128, role: Role, period: Period) -> Appointment {
    Appointment {
        person: PersonId::from_number(person),
        unit: UnitId::from_number(unit),
        role,
        level: role.decides().then_some(Level(1)),
        period,
    }
}

async fn store_organisation(db: &mut Db, organisation: &Organisation) {
    let until = |period: Period| period.until.map_or(STILL.to_owned(), |day| day.to_string());
    for unit in 1..=UNITS {
        let kind = if matches!(unit, 2 | 3) {
            "branch"
        } else {
            "unit"
        };
        sqlx::query(
            "INSERT INTO unit (unit_id, kind, name, offset_minutes) VALUES ($1, $2, '', 480)",
        )
        .bind(UnitId::from_number(unit).to_string())
        .bind(kind)
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
    for person in 1..=PEOPLE {
        sqlx::query("INSERT INTO person (person_id, login, name, agent_number, password_hash, joined_on, version)
             VALUES ($1, $1, '', NULL, '', '', 1)")
            .bind(PersonId::from_number(person).to_string())
            .execute(&mut *db)
            .await
            .unwrap();
    }
    for held in &organisation.appointments {
        sqlx::query("INSERT INTO appointment VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(held.person.to_string())
            .bind(held.unit.to_string())
            .bind(held.role.as_str())
            .bind(held.level.map(|level| i64::from(level.0)))
            .bind(held.period.from.to_string())
            .bind(until(held.period))
            .execute(&mut *db)
            .await
            .unwrap();
    }
}

/// A record captured by somebody on a day, filed as the sync files it.
async fn capture(db: &mut Db, number: u32, by: u128, on: i64) -> RecordId {
    let by = PersonRef {
        id: PersonId::from_number(by),
        name: String::new(),
    };
    let place = Place::of(db, by.id, noon(on), noon(on))
        .await
        .unwrap()
        .unwrap();
    let view = RecordView {
        record_id: RecordId::from_number(number.into()),
        kind: RecordKind::Application,
        number: RecordNumber::new('A', DeviceNumber::new(1), number),
        captured_by: by.clone(),
        captured_at: noon(on),
        received_at: noon(on),
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: Answers::new(),
        office: Office::Review(Review::received(by, noon(on))),
    };
    let id = view.record_id;
    let record = StoredRecord {
        view,
        filing: Filing::default(),
        captured_on: day(on),
        team: place.team,
        branch: place.branch,
    };
    records::insert(db, &record, &place.line).await.unwrap();
    id
}

/// The rule: a desk role held today in the team of capture, or above it as the tree was then.
fn sees(organisation: &Organisation, viewer: PersonId, by: u128, on: i64, today: i64) -> bool {
    let by = PersonId::from_number(by);
    let team = organisation.team_at_capture(by, day(on)).unwrap();
    let (then, now) = (organisation.as_of(day(on)), organisation.as_of(day(today)));
    now.appointments_of(viewer)
        .any(|held| held.role.reads_desk() && then.is_within(team, held.unit))
}

/// Who was shown what they should not see, or not shown what they should.
async fn shown_wrongly(
    store: &Store,
    organisation: &Organisation,
    captures: &[(u128, i64)],
    today: i64,
) -> Vec<(PersonId, u128, i64, bool)> {
    // Never committed: the next case begins with an empty store.
    let mut db = store.begin().await.unwrap();
    store_organisation(&mut db, organisation).await;
    let mut wrong = Vec::new();
    for (number, (by, on)) in (0..).zip(captures.iter().copied()) {
        let record = capture(&mut db, number, by, on).await;
        for viewer in (1..=PEOPLE).map(PersonId::from_number) {
            let asks = Viewer {
                person: viewer,
                today: day(today),
                within: None,
            };
            let shown = find(&mut db, asks, record).await.unwrap().is_some();
            if shown != sees(organisation, viewer, by, on, today) {
                wrong.push((viewer, by, on, shown));
            }
        }
    }
    db.rollback().await.unwrap();
    wrong
}

#[test]
fn the_store_shows_exactly_the_cases_that_the_rule_shows() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (_database, store) = runtime.block_on(a_store());
    let captures = prop::collection::vec((1..=PEOPLE, -2..6_i64), 1..6);
    let cases = (an_organisation(), captures, 0..6_i64);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(48));
    let tried = runner.run(&cases, |(organisation, captures, today)| {
        let wrong = runtime.block_on(shown_wrongly(&store, &organisation, &captures, today));
        prop_assert!(wrong.is_empty(), "{wrong:?}");
        Ok(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}
