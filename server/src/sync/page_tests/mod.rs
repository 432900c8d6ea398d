//! Pages of things of every kind, against the same things told one by one.

mod case;
mod one_by_one;
mod things;

use super::page::{Page, page_within};
use crate::auth::SignedIn;
use crate::store::changes::{Touched, publish};
use crate::store::{Db, Store, a_store, appointments};
use case::{Case, Key, a_case};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use shared::id::{DeviceId, PersonId, UnitId};
use shared::product::Catalogue;
use shared::session::BranchView;
use shared::sync::{Change, Cursor, Pulled};
use shared::time::CHINA_OFFSET_MINUTES;
use std::collections::{BTreeMap, BTreeSet};
use things::{VIEWER, day, person};

const EPOCH: &str = "0123456789abcdef";

/// The viewer's scopes, counted beside the store, and how far they were read.
#[derive(Default)]
struct Scope {
    reached: u64,
    latest: BTreeMap<Key, u64>,
    read: u64,
    /// Everybody has read what is everybody's, which here is there from the start.
    has_read_company: bool,
    cursor: Option<Cursor>,
}

impl Scope {
    /// What comes next, what is everybody's before what is the viewer's; each with its place in the viewer's scope.
    fn unread(&self, case: &Case) -> Vec<(Option<u64>, Key)> {
        let own = self.latest.iter().filter(|(_, at)| **at > self.read);
        let mut unread: Vec<_> = own.map(|(key, at)| (Some(*at), key.clone())).collect();
        unread.sort();
        if case.catalogues > 0 && !self.has_read_company {
            unread.insert(0, (None, (Catalogue::KIND, "catalogue".to_owned())));
        }
        unread
    }

    async fn touches(&mut self, db: &mut Db, keys: &BTreeSet<Key>) {
        let mut touched = Touched::default();
        for (kind, id) in keys {
            touched.add(PersonId::from_number(VIEWER), kind, id, 1);
            self.reached += 1;
            self.latest.insert((*kind, id.clone()), self.reached);
        }
        publish(db, touched).await.unwrap();
    }

    /// Reads one page; how many come after it.
    async fn reads(&mut self, db: &mut Db, viewer: &SignedIn, case: &Case) -> u64 {
        let first = self.cursor.is_none();
        let cursor = self.cursor.take();
        let page = page_within(db, EPOCH, viewer, cursor, case.limit).await;
        let Page {
            from_start,
            changes,
            cursor,
            remaining,
        } = page.unwrap();
        let mut after = self.unread(case);
        let left = after.len().saturating_sub(case.limit as usize);
        after.truncate(case.limit as usize);
        let expected: Vec<Said> = after.iter().map(|(_, key)| said_of(key, case)).collect();
        assert_eq!(changes.into_iter().map(said).collect::<Vec<_>>(), expected);
        assert_eq!((from_start, remaining), (first, left as u64));
        for (at, _) in after {
            self.read = at.unwrap_or(self.read);
            self.has_read_company |= at.is_none();
        }
        self.cursor = cursor;
        remaining
    }
}

/// Kind, id, version and the thing.
type Said = (String, String, u64, Option<String>);

fn said(change: Change) -> Said {
    let body = change.body.map(|body| body.get().to_owned());
    (change.kind, change.id, change.version, body)
}

fn said_of(key: &Key, case: &Case) -> Said {
    let (version, body) = case
        .told(key)
        .map_or((0, None), |(version, body)| (version, Some(body)));
    (key.0.to_owned(), key.1.clone(), version, body)
}

async fn viewer(db: &mut Db) -> SignedIn {
    let person = person(VIEWER);
    let held = appointments::of_person(db, person.id, day(0)).await;
    SignedIn {
        person,
        login: String::new(),
        agent_number: None,
        device: DeviceId::from_number(1),
        line: Vec::new(),
        branch: BranchView {
            unit_id: UnitId::from_number(2),
            name: String::new(),
            offset_minutes: CHINA_OFFSET_MINUTES,
        },
        today: day(0),
        appointments: held.unwrap(),
        within: None,
    }
}

/// Reads a page after each transaction, and then the rest.
async fn reads_all(store: &Store, case: &Case) {
    // Never committed: the next case begins with an empty store.
    let mut db = store.begin().await.unwrap();
    case.stored(&mut db).await;
    let viewer = viewer(&mut db).await;
    let mut scope = Scope::default();
    for keys in &case.touched {
        scope.touches(&mut db, keys).await;
        scope.reads(&mut db, &viewer, case).await;
    }
    while scope.reads(&mut db, &viewer, case).await > 0 {}
    db.rollback().await.unwrap();
}

#[test]
fn a_page_says_of_each_thing_what_is_said_of_it_alone() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (_database, store) = runtime.block_on(a_store());
    let mut runner = TestRunner::new(ProptestConfig::with_cases(64));
    let tried = runner.run(&a_case(), |case| {
        runtime.block_on(reads_all(&store, &case));
        Ok(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}
