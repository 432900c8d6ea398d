//! Writers who get in each other's way, and servers that start at the same moment.

use super::transact::MOST_TRIES;
use super::{Conflicts, Db, Store, StoreError, Stored, a_store, devices, meta, people, place};
use crate::engine::TestDatabase;
use shared::id::{DeviceId, PersonId};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::Barrier;

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_begin_one_epoch() {
    let database = TestDatabase::new("").await;
    let database = place(&database);
    let open = || Store::open(&database);
    let (one, two, three, four) = tokio::join!(open(), open(), open(), open());
    let epochs = [one, two, three, four].map(|store| store.unwrap().epoch().to_owned());
    assert_eq!(BTreeSet::from(epochs).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_that_register_at_once_get_different_numbers() {
    let (_database, store) = a_store().await;
    let somebody = somebody(&store).await;
    let mut registering = tokio::task::JoinSet::new();
    for device in 1..=16 {
        let store = store.clone();
        registering.spawn(async move {
            let registered = store.write(device, |mut db| async move {
                let device = DeviceId::from_number(device);
                let now = Timestamp::default();
                let number = devices::register(&mut db, device, somebody, None, now).await?;
                db.commit().await?;
                Stored::Ok(number.get())
            });
            registered.await.unwrap()
        });
    }
    let numbers: BTreeSet<u32> = registering.join_all().await.into_iter().collect();
    assert_eq!(numbers, (1..=16).collect());
}

async fn somebody(store: &Store) -> PersonId {
    let id = PersonId::from_number(1);
    let account = &people::Account {
        person: PersonRef {
            id,
            name: String::new(),
        },
        login: "somebody".to_owned(),
        agent_number: None,
        password_hash: None,
    };
    let known = store.write("people", |mut db| async move {
        people::insert(&mut db, account, chrono::NaiveDate::default()).await?;
        Stored::Ok(db.commit().await?)
    });
    known.await.unwrap();
    id
}

/// One of several that share a database. Its lanes are its own: two writers of one server may wait
/// for each other before either begins.
struct Server {
    store: Store,
    _database: Arc<TestDatabase>,
}

async fn two_servers() -> [Server; 2] {
    let database = Arc::new(TestDatabase::new("").await);
    let open = async || Server {
        store: Store::open(&place(&database)).await.unwrap(),
        _database: Arc::clone(&database),
    };
    [open().await, open().await]
}

/// Two writers who meet at their first try, and what the engine said to whoever had to give way.
struct Meeting {
    tries: AtomicU32,
    both: Barrier,
    told: Mutex<Vec<String>>,
}

impl Meeting {
    fn new() -> Self {
        Self {
            tries: AtomicU32::new(0),
            both: Barrier::new(2),
            told: Mutex::new(Vec::new()),
        }
    }

    /// Waits for the other; once each.
    async fn meet(&self) {
        if self.tries.fetch_add(1, Ordering::SeqCst) < 2 {
            self.both.wait().await;
        }
    }

    fn hear<T>(&self, done: Stored<T>) -> Stored<T> {
        if let Err(StoreError::Database(sqlx::Error::Database(error))) = &done {
            let code = error.code().unwrap_or_default().into_owned();
            self.told.lock().unwrap().push(code);
        }
        done
    }

    fn told(self) -> Vec<String> {
        self.told.into_inner().unwrap()
    }
}

async fn number(db: &mut Db, name: &str) -> Stored<u32> {
    let value = meta::find(db, name).await?;
    Ok(value.and_then(|text| text.parse().ok()).unwrap_or(0))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn what_cannot_be_serialized_is_done_again() {
    let [one, other] = &two_servers().await;
    let meeting = Meeting::new();
    let count = async |server: &Server| {
        let counted = server.store.write("lane", |mut db| {
            let meeting = &meeting;
            async move {
                let before = number(&mut db, "counter").await?;
                meeting.meet().await;
                let next = (before + 1).to_string();
                meeting.hear(meta::set(&mut db, "counter", &next).await)?;
                meeting.hear(db.commit().await.map_err(StoreError::from))
            }
        });
        counted.await.unwrap();
    };
    tokio::join!(count(one), count(other));
    let mut db = one.store.read().await.unwrap();
    assert_eq!(number(&mut db, "counter").await.unwrap(), 2);
    assert_eq!(meeting.told(), ["40001"]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn of_two_that_wait_for_each_other_one_is_done_again() {
    let [one, other] = &two_servers().await;
    let meeting = Meeting::new();
    let set = async |server: &Server, first: &str, second: &str| {
        let set = server.store.write("lane", |mut db| {
            let (meeting, first) = (&meeting, first);
            async move {
                meta::set(&mut db, first, first).await?;
                meeting.meet().await;
                meeting.hear(meta::set(&mut db, second, first).await)?;
                Stored::Ok(db.commit().await?)
            }
        });
        set.await.unwrap();
    };
    tokio::join!(set(one, "left", "right"), set(other, "right", "left"));
    assert_eq!(meeting.told(), ["40P01"]);
}

#[tokio::test]
#[ignore = "on PostgreSQL only: cargo xtask test"]
async fn what_never_gets_through_is_given_up() {
    let (_database, store) = a_store().await;
    let tries = AtomicU32::new(0);
    let refused = store.write("lane", |mut db| {
        let tries = &tries;
        async move {
            tries.fetch_add(1, Ordering::SeqCst);
            let failure = "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$";
            sqlx::raw_sql(failure).execute(&mut *db).await?;
            Stored::Ok(())
        }
    });
    assert!(refused.await.unwrap_err().is_conflict());
    assert_eq!(tries.into_inner(), MOST_TRIES);
}
