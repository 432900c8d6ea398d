//! Transactions that write. Where several servers share an engine, one that gets in another's way
//! is done again, whole, a bounded number of times.

use super::{Store, StoreError};
use core::hash::{BuildHasher, Hash};
use sqlx::{Any, Transaction};
use std::collections::hash_map::RandomState;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

/// How often a transaction is tried; then whoever asks is told to come back later.
pub(super) const MOST_TRIES: u32 = 12;
/// The longest first wait before another try, in milliseconds; it doubles with each.
const FIRST_WAIT: u64 = 4;
/// The longest wait before another try, in milliseconds.
const LONGEST_WAIT: u64 = 500;

/// Whether doing it again may succeed: others were in the way.
pub trait Conflicts {
    /// Whether others were in the way.
    fn is_conflict(&self) -> bool;
}

impl Conflicts for StoreError {
    /// A serialization failure, a deadlock, or a row that somebody else made meanwhile: all of them
    /// are gone, or seen, by a transaction that begins now.
    fn is_conflict(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else {
            return false;
        };
        let code = error.code();
        matches!(code.as_deref(), Some("40001" | "40P01" | "23505"))
    }
}

/// Writes that are likely to meet wait for each other in this server, so that they do not fail
/// against each other in the engine. That spares work; what is right does not depend on it.
#[derive(Debug, Clone)]
pub(super) struct Lanes {
    locks: Arc<[Mutex<()>; 64]>,
    hasher: RandomState,
}

impl Lanes {
    pub(super) fn new() -> Self {
        Self {
            locks: Arc::new(core::array::from_fn(|_| Mutex::new(()))),
            hasher: RandomState::new(),
        }
    }

    async fn turn(&self, lane: impl Hash) -> Option<MutexGuard<'_, ()>> {
        let hash = usize::try_from(self.hasher.hash_one(lane) % 64).unwrap_or(0);
        Some(self.locks.get(hash)?.lock().await)
    }
}

impl Store {
    /// Does `work` in a transaction that it commits; again from the beginning if others were in the
    /// way. What works in the same `lane` (a branch) is likely to meet.
    ///
    /// # Errors
    /// What `work` says; a conflict only after many tries.
    pub async fn write<T, E, W>(
        &self,
        lane: impl Hash,
        work: impl Fn(Transaction<'static, Any>) -> W,
    ) -> Result<T, E>
    where
        W: Future<Output = Result<T, E>>,
        E: From<StoreError> + Conflicts,
    {
        let _turn = match &self.lanes {
            Some(lanes) => lanes.turn(lane).await,
            None => None,
        };
        self.tried(self.begin_write, work).await
    }

    /// The same for what takes long before anybody is served: servers that start together wait for
    /// each other until it is done.
    ///
    /// # Errors
    /// What `work` says; a conflict only after many tries.
    pub async fn write_patiently<T, E, W>(
        &self,
        work: impl Fn(Transaction<'static, Any>) -> W,
    ) -> Result<T, E>
    where
        W: Future<Output = Result<T, E>>,
        E: From<StoreError> + Conflicts,
    {
        self.tried(self.begin_patiently, work).await
    }

    async fn tried<T, E, W>(
        &self,
        begin: &'static str,
        work: impl Fn(Transaction<'static, Any>) -> W,
    ) -> Result<T, E>
    where
        W: Future<Output = Result<T, E>>,
        E: From<StoreError> + Conflicts,
    {
        let mut tries = 1;
        loop {
            let done = work(self.begin_with(begin).await?).await;
            match done {
                Err(error) if error.is_conflict() && tries < MOST_TRIES => wait(tries).await,
                done => return done,
            }
            tries += 1;
        }
    }
}

/// Somewhere between nothing and a bound that doubles: two that met do not meet again.
pub(super) async fn wait(tries: u32) {
    let bound = (FIRST_WAIT << tries.min(16)).min(LONGEST_WAIT);
    let mut random = [0; 8];
    // Without randomness everybody waits equally long, which is worse, not wrong.
    let _ = getrandom::fill(&mut random);
    let millis = u64::from_le_bytes(random) % (bound + 1);
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
