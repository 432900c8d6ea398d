//! Sixteen writers of four servers commit late, in any order; no cursor misses a row.

use super::changes::{Touched, after, positions, publish, remaining};
use super::{Store, Stored, place};
use crate::engine::TestDatabase;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use shared::id::{PersonId, RecordId};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

const SERVERS: usize = 4;
const WRITERS: usize = 16;
const ROWS_OF_EACH: usize = 8;
/// The longest time between a row's position and its commit, in milliseconds.
const LONGEST_DELAY: u64 = 6;

fn agent() -> PersonId {
    PersonId::from_number(1)
}

/// What the writers share.
struct Writing {
    delays: Mutex<ChaCha8Rng>,
    /// How many have not finished.
    busy: AtomicUsize,
}

impl Writing {
    fn delay(&self) -> Duration {
        let random = self.delays.lock().unwrap().next_u64();
        Duration::from_millis(random % (LONGEST_DELAY + 1))
    }
}

async fn write_rows(store: Store, writer: usize, writing: Arc<Writing>) {
    for row in 0..ROWS_OF_EACH {
        let record = RecordId::from_number((writer * 1_000 + row) as u128);
        let delay = writing.delay();
        let written = store.write("branch", |mut db| async move {
            let mut touched = Touched::default();
            touched.add(agent(), "record", record, 1);
            publish(&mut db, touched).await?;
            tokio::time::sleep(delay).await;
            Stored::Ok(db.commit().await?)
        });
        written.await.unwrap();
    }
    writing.busy.fetch_sub(1, Ordering::SeqCst);
}

/// Reads page after page until nothing comes any more: what it saw, in its order.
async fn read_pages(store: Store, limit: u32, writing: Arc<Writing>) -> Vec<String> {
    let (mut cursor, mut seen) = (0, Vec::new());
    loop {
        let finished = writing.busy.load(Ordering::SeqCst) == 0;
        let mut db = store.read().await.unwrap();
        let (reached, _) = positions(&mut db, agent()).await.unwrap();
        let page = after(&mut db, agent(), cursor, limit).await.unwrap();
        for row in page {
            assert!(row.position > cursor && row.position <= reached);
            cursor = row.position;
            seen.push(row.id);
        }
        let left = remaining(&mut db, agent(), (cursor, 0)).await.unwrap();
        assert_eq!(left, reached - cursor, "a page is of one state");
        if finished && left == 0 {
            return seen;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cursor_misses_a_row_that_is_committed_late() {
    let seed = u64::from(std::process::id());
    println!("seed {seed}");
    let database = TestDatabase::new("").await;
    let mut servers = Vec::new();
    for _ in 0..SERVERS {
        servers.push(Store::open(&place(&database)).await.unwrap());
    }
    let writing = Arc::new(Writing {
        delays: Mutex::new(ChaCha8Rng::seed_from_u64(seed)),
        busy: AtomicUsize::new(WRITERS),
    });
    let (mut readers, mut writers) = (JoinSet::new(), JoinSet::new());
    for (server, limit) in servers.iter().zip([1, 2, 100]) {
        readers.spawn(read_pages(server.clone(), limit, Arc::clone(&writing)));
    }
    for writer in 0..WRITERS {
        let server = servers[writer % SERVERS].clone();
        writers.spawn(write_rows(server, writer, Arc::clone(&writing)));
    }
    writers.join_all().await;
    for seen in readers.join_all().await {
        let different: BTreeSet<&String> = seen.iter().collect();
        assert_eq!(different.len(), WRITERS * ROWS_OF_EACH, "seed {seed}");
        assert_eq!(seen.len(), different.len(), "each once");
    }
}
