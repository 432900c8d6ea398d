//! How much is done at once: what more comes is told when to come back, so that what was let in ends
//! soon.

use crate::problem::ApiError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Exchanges that are worked on at once.
const AT_ONCE: usize = 16;
/// Exchanges that wait in line; more are turned away at once.
const IN_LINE: usize = 8;
/// How long somebody waits in line, and for room.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// Kilobytes of bodies that are in memory before they are read.
const ROOM: usize = 64 * 1024;
/// Files that are made at once: each is in memory as a whole.
const FILES: usize = 2;
/// The longest that anybody is told to stay away, in seconds.
const LONGEST_ABSENCE: u64 = 60;

/// How much is done at once.
#[derive(Debug, Clone)]
pub struct Gate {
    turns: Arc<Semaphore>,
    line: Arc<Semaphore>,
    room: Arc<Semaphore>,
    files: Arc<Semaphore>,
    appointments: Arc<Mutex<Appointments>>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            line: Arc::new(Semaphore::new(IN_LINE)),
            room: Arc::new(Semaphore::new(ROOM)),
            files: Arc::new(Semaphore::new(FILES)),
            appointments: Arc::default(),
        }
    }
}

impl Gate {
    /// Lets an exchange in, perhaps after a short wait.
    ///
    /// # Errors
    /// [`ApiError::Busy`] if too many are in already.
    pub async fn enter(&self) -> Result<Turn, ApiError> {
        let turn = match Arc::clone(&self.turns).try_acquire_owned() {
            Ok(turn) => turn,
            Err(_) => self.wait_in_line().await.ok_or_else(|| self.busy())?,
        };
        Ok(Turn {
            began: Instant::now(),
            appointments: Arc::clone(&self.appointments),
            _turn: turn,
        })
    }

    async fn wait_in_line(&self) -> Option<OwnedSemaphorePermit> {
        let _place = self.line.try_acquire().ok()?;
        let turn = Arc::clone(&self.turns).acquire_owned();
        tokio::time::timeout(LONGEST_WAIT, turn).await.ok()?.ok()
    }

    /// Keeps room for a body of so many bytes.
    ///
    /// # Errors
    /// [`ApiError::Busy`] if others' bodies take it all.
    pub async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, ApiError> {
        let kilobytes = u32::try_from(bytes / 1_024 + 1).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room).acquire_many_owned(kilobytes);
        match tokio::time::timeout(LONGEST_WAIT, room).await {
            Ok(Ok(room)) => Ok(room),
            _ => Err(self.busy()),
        }
    }

    /// Lets somebody make a file out of a list.
    ///
    /// # Errors
    /// [`ApiError::Busy`] if too many are made already.
    pub async fn file(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let file = Arc::clone(&self.files).acquire_owned();
        match tokio::time::timeout(LONGEST_WAIT, file).await {
            Ok(Ok(file)) => Ok(file),
            _ => Err(self.busy()),
        }
    }

    fn busy(&self) -> ApiError {
        let seconds = lock(&self.appointments).make(Instant::now());
        ApiError::Busy { seconds }
    }
}

/// One of those that are let in.
#[derive(Debug)]
pub struct Turn {
    began: Instant,
    appointments: Arc<Mutex<Appointments>>,
    _turn: OwnedSemaphorePermit,
}

impl Turn {
    /// Ends it after real work: whoever is turned away is told by how long that takes.
    pub fn learn(&self) {
        lock(&self.appointments).learn(self.began.elapsed());
    }
}

/// What is in there is whole whatever happened to whoever held it.
fn lock(appointments: &Mutex<Appointments>) -> std::sync::MutexGuard<'_, Appointments> {
    appointments.lock().unwrap_or_else(PoisonError::into_inner)
}

/// When those that were turned away are to come: one after the other, as turns are likely to become
/// free.
#[derive(Debug)]
struct Appointments {
    /// How long one turn takes, by and large.
    turn: Duration,
    /// The next that nobody was given.
    next: Option<Instant>,
}

impl Default for Appointments {
    fn default() -> Self {
        Self {
            turn: Duration::from_secs(1),
            next: None,
        }
    }
}

impl Appointments {
    fn make(&mut self, now: Instant) -> u64 {
        let every = self.turn / u32::try_from(AT_ONCE).unwrap_or(1);
        let next = self.next.map_or(now, |next| next.max(now)) + every;
        let latest = now + Duration::from_secs(LONGEST_ABSENCE);
        self.next = Some(next.min(latest));
        let away = next.min(latest).duration_since(now);
        (away.as_secs() + u64::from(away.subsec_nanos() > 0)).max(1)
    }

    fn learn(&mut self, took: Duration) {
        self.turn = (self.turn * 7 + took) / 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(refused: Result<impl Sized, ApiError>) -> u64 {
        match refused.err() {
            Some(ApiError::Busy { seconds }) => seconds,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn more_than_are_worked_on_and_wait_are_turned_away_at_once() {
        let gate = Gate::default();
        let mut inside = Vec::new();
        for _ in 0..AT_ONCE {
            inside.push(gate.enter().await.unwrap());
        }
        let mut line = Vec::new();
        for _ in 0..IN_LINE {
            let mut waiting = Box::pin(gate.enter());
            assert!(futures::poll!(&mut waiting).is_pending());
            line.push(waiting);
        }
        assert_eq!(seconds(gate.enter().await), 1);
        inside.clear();
        for waiting in line {
            assert!(waiting.await.is_ok());
        }
        assert!(gate.enter().await.is_ok());
    }

    #[tokio::test]
    async fn bodies_that_take_all_room_keep_others_out_until_they_are_read() {
        let gate = Gate::default();
        let first = gate.room(ROOM * 1_024 - 1).await.unwrap();
        let mut second = Box::pin(gate.room(1));
        assert!(futures::poll!(&mut second).is_pending());
        drop(first);
        assert!(second.await.is_ok());
    }

    #[test]
    fn those_turned_away_come_back_as_fast_as_turns_become_free() {
        let mut appointments = Appointments::default();
        for _ in 0..100 {
            appointments.learn(Duration::from_secs(2));
        }
        let now = Instant::now();
        let told: Vec<u64> = (0..300).map(|_| appointments.make(now)).collect();
        assert!(told.is_sorted());
        assert_eq!((told[0], told[159]), (1, 20));
        assert!(told[299] <= LONGEST_ABSENCE);
        let later = now + Duration::from_secs(600);
        assert_eq!(appointments.make(later), 1, "the line is forgotten in time");
    }

    #[test]
    fn nobody_is_told_to_stay_away_for_long() {
        let mut appointments = Appointments::default();
        appointments.learn(Duration::from_secs(1_000_000));
        let now = Instant::now();
        assert!((0..300).all(|_| appointments.make(now) <= LONGEST_ABSENCE));
    }
}
