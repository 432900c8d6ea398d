//! What was entered for a day to come is told to phones on that day: who is in which team then, and who is gone.

use crate::clock::Clock;
use crate::connections::end_of_those_who_left;
use crate::organisation;
use crate::store::changes::{self, Touched};
use crate::store::{
    Db, Store, Stored, meta, people_in_full, unit_renamings, units, whole_organisation,
};
use chrono::NaiveDate;
use shared::id::{PersonId, UnitId};
use shared::people::{Organisation, Period};
use shared::time::Timestamp;
use std::collections::BTreeSet;
use std::time::Duration;

/// How often it is looked whether a new day has begun.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// Where servers over one store meet.
const LANE: &str = "organisation days";

/// Tells of each day that begins, as long as the server runs.
pub async fn tell_of_each_day(store: Store, clock: Clock) {
    let mut times = tokio::time::interval(EVERY);
    loop {
        times.tick().await;
        if let Err(error) = tell_of_the_day(&store, clock.now()).await {
            tracing::warn!(%error, "phones are not told yet whose appointments begin and end today");
        }
    }
}

/// Phones were told of the organisation up to this day, if nothing else is known.
pub async fn begin(db: &mut Db, day: NaiveDate) -> Stored<()> {
    match told(db).await? {
        Some(_) => Ok(()),
        None => meta::set(db, meta::ORGANISATION_TOLD, &day.to_string()).await,
    }
}

async fn told(db: &mut Db) -> Stored<Option<NaiveDate>> {
    let told = meta::find(db, meta::ORGANISATION_TOLD).await?;
    Ok(told.and_then(|day| day.parse().ok()))
}

/// Tells of what is different since the day that was told last.
async fn tell_of_the_day(store: &Store, now: Timestamp) -> Stored<()> {
    let mut db = store.read().await?;
    let today = units::company_day(&mut db, now).await?;
    let is_told = told(&mut db).await?.is_some_and(|day| day >= today);
    drop(db);
    if is_told {
        return Ok(());
    }
    store
        .write(LANE, |mut db| async move {
            let before = told(&mut db).await?;
            // Another server over the same store may have told it meanwhile.
            if before.is_some_and(|day| day >= today) {
                return Ok(());
            }
            let renamed = unit_renamings::call_as_of(&mut db, today).await?;
            if let Some(day) = before {
                tell(&mut db, (day, today), renamed).await?;
            }
            end_of_those_who_left(&mut db, now).await?;
            meta::set(&mut db, meta::ORGANISATION_TOLD, &today.to_string()).await?;
            Stored::Ok(db.commit().await?)
        })
        .await
}

async fn tell(
    db: &mut Db,
    (day, today): (NaiveDate, NaiveDate),
    renamed: BTreeSet<UnitId>,
) -> Stored<()> {
    let organisation = whole_organisation(db).await?;
    let different = different(&organisation, (day, today), renamed);
    people_in_full::renew(db, &different).await?;
    let mut touched = Touched::default();
    let (before, after) = (organisation.as_of(day), organisation.as_of(today));
    organisation::tell(db, (&before, &after), &different, &mut touched).await?;
    changes::publish(db, touched).await
}

/// Those whose appointments begin or end after the one day and up to the other, and those below units that do, or
/// are called otherwise.
fn different(
    organisation: &Organisation,
    (day, today): (NaiveDate, NaiveDate),
    renamed: BTreeSet<UnitId>,
) -> BTreeSet<PersonId> {
    let changes = |period: &Period| period.contains(day) != period.contains(today);
    let appointed = organisation.appointments.iter();
    let appointed = appointed.filter(|held| changes(&held.period));
    let placed = organisation.placements.iter();
    let placed = placed.filter(|placement| changes(&placement.period));
    let mut units = renamed;
    units.extend(placed.map(|placement| placement.unit));
    let below = organisation.as_of(today).agents_within_any(&units);
    appointed.map(|held| held.person).chain(below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::api_keys::{self, StoredKey};
    use crate::store::webhooks::{self, StoredWebhook};
    use crate::store::{a_store, units_in_full};
    use shared::connections::{KeyEnd, KeyScope, WebhookEvent};
    use shared::id::{KeyId, WebhookId};
    use shared::people::{
        Held, PersonInFull, PersonView, Place, Renaming, Role, UnitInFull, UnitKind,
    };
    use shared::sync::Pulled as _;
    use shared::time::CHINA_OFFSET_MINUTES;

    const COMPANY: UnitId = UnitId::from_number(1);
    const TEAM: UnitId = UnitId::from_number(2);
    const LEADER: PersonId = PersonId::from_number(3);
    const AGENT: PersonId = PersonId::from_number(4);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn unit(id: UnitId, kind: UnitKind, places: Vec<Place>) -> UnitInFull {
        UnitInFull {
            id,
            code: None,
            name: kind.as_str().to_owned(),
            renamings: vec![],
            kind,
            founded_on: None,
            places,
            mother: None,
            merged_into: None,
        }
    }

    fn person(id: PersonId, role: Role, from: &str) -> PersonInFull {
        PersonInFull {
            id,
            staff_number: None,
            name: "王芳".to_owned(),
            login: id.to_string(),
            mobile: None,
            identity: None,
            licence_number: None,
            licence_expires_on: None,
            joined_on: day(from),
            left_on: None,
            left_because: None,
            appointments: vec![Held {
                unit: TEAM,
                role,
                level: None,
                period: Period::since(day(from)),
            }],
        }
    }

    /// Which version of the agent the leader's phone is told, on that day.
    async fn told_on(store: &Store, on: &str) -> u64 {
        let now = Timestamp::start_of(day(on), CHINA_OFFSET_MINUTES);
        tell_of_the_day(store, now).await.unwrap();
        let mut db = store.read().await.unwrap();
        let agent = AGENT.to_string();
        let version = changes::last_version(&mut db, LEADER, PersonView::KIND, &agent).await;
        version.unwrap()
    }

    #[tokio::test]
    async fn a_unit_is_called_otherwise_from_the_day_on() {
        let (_database, store) = a_store().await;
        let from = day("2026-12-15");
        let company = UnitInFull {
            renamings: vec![Renaming {
                from,
                before: "company".to_owned(),
                name: "朝阳".to_owned(),
            }],
            ..unit(COMPANY, UnitKind::Company, vec![])
        };
        let company = &company;
        let written = store.write(LANE, |mut db| async move {
            let units = core::slice::from_ref(company);
            units_in_full::write(&mut db, units, &[], (CHINA_OFFSET_MINUTES, None)).await?;
            Stored::Ok(db.commit().await?)
        });
        written.await.unwrap();
        for (on, name) in [
            ("2026-12-14", "company"),
            ("2026-12-15", "朝阳"),
            ("2026-12-16", "朝阳"),
        ] {
            let now = Timestamp::start_of(day(on), CHINA_OFFSET_MINUTES);
            tell_of_the_day(&store, now).await.unwrap();
            let mut db = store.read().await.unwrap();
            let units = units_in_full::all(&mut db).await.unwrap();
            assert_eq!(units[0].name, name, "{on}");
        }
    }

    #[tokio::test]
    async fn the_leader_hears_of_who_begins_on_the_day() {
        let (_database, store) = a_store().await;
        let begun = Period::since(day("2020-01-01"));
        let place = Place {
            parent: COMPANY,
            period: begun,
        };
        let units = [
            unit(COMPANY, UnitKind::Company, vec![]),
            unit(TEAM, UnitKind::Team, vec![place]),
        ];
        let people = [
            person(LEADER, Role::TeamLeader, "2020-01-01"),
            person(AGENT, Role::Agent, "2026-12-15"),
        ];
        let (units, people) = (&units, &people);
        let written = store.write(LANE, |mut db| async move {
            units_in_full::write(&mut db, units, &[], (CHINA_OFFSET_MINUTES, None)).await?;
            people_in_full::write(&mut db, people, &[], None).await?;
            begin(&mut db, day("2026-12-01")).await?;
            Stored::Ok(db.commit().await?)
        });
        written.await.unwrap();
        assert_eq!(told_on(&store, "2026-12-14").await, 0);
        assert_eq!(told_on(&store, "2026-12-15").await, 2);
        assert_eq!(told_on(&store, "2026-12-15").await, 2, "once");
        assert_eq!(told_on(&store, "2026-12-16").await, 2);
    }

    /// Something that stands on the administrator: a key, and a webhook.
    async fn lets_others_in(db: &mut Db) -> Stored<()> {
        let key = StoredKey {
            id: KeyId::from_number(7),
            name: "薪酬系统".to_owned(),
            beginning: "saddlebag_0000".to_owned(),
            scopes: vec![KeyScope::PeopleRead],
            unit: TEAM,
            made_by: LEADER,
            made_at: Timestamp::from_millis(0),
            last_day: None,
            used_at: None,
            ended: None,
        };
        let hook = StoredWebhook {
            id: WebhookId::from_number(8),
            address: "https://hr.example.com/".to_owned(),
            secret: "whsec_".to_owned(),
            events: vec![WebhookEvent::PersonLeft],
            unit: TEAM,
            made_by: LEADER,
            made_at: Timestamp::from_millis(0),
            failing_since: None,
            off: None,
        };
        api_keys::insert(db, &key, "hash").await?;
        webhooks::insert(db, &hook).await
    }

    #[tokio::test]
    async fn what_an_administrator_let_in_ends_with_them_though_nobody_uses_it() {
        let (_database, store) = a_store().await;
        let mut leaving = person(LEADER, Role::Administrator, "2020-01-01");
        leaving.appointments[0].period.until = Some(day("2026-12-14"));
        let units = [unit(COMPANY, UnitKind::Company, vec![]), {
            let period = Period::since(day("2020-01-01"));
            let parent = COMPANY;
            unit(TEAM, UnitKind::Team, vec![Place { parent, period }])
        }];
        let (units, people) = (&units, &[leaving]);
        let written = store.write(LANE, |mut db| async move {
            units_in_full::write(&mut db, units, &[], (CHINA_OFFSET_MINUTES, None)).await?;
            people_in_full::write(&mut db, people, &[], None).await?;
            lets_others_in(&mut db).await?;
            Stored::Ok(db.commit().await?)
        });
        written.await.unwrap();
        for (on, stands) in [("2026-12-14", 1), ("2026-12-15", 0)] {
            let now = Timestamp::start_of(day(on), CHINA_OFFSET_MINUTES);
            tell_of_the_day(&store, now).await.unwrap();
            let mut db = store.read().await.unwrap();
            let keys = api_keys::open(&mut db).await.unwrap();
            let hooks = webhooks::listening(&mut db).await.unwrap();
            assert_eq!((keys.len(), hooks.len()), (stands, stands), "{on}");
        }
        let mut db = store.read().await.unwrap();
        let key = api_keys::find(&mut db, KeyId::from_number(7)).await;
        let ended = key.unwrap().unwrap().ended.unwrap();
        assert_eq!(ended.because, KeyEnd::MakerLeft);
    }
}
