//! The device half: what to do next, given what happened.

use super::{Cursor, PROTOCOL, Snapshot, SyncRequest, SyncResponse, Write, reconcile};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Most changes asked for in one page.
const PAGE_LIMIT: u32 = 200;
/// The first wait after a failure, in milliseconds; it doubles with each.
const FIRST_WAIT_MS: i64 = 2_000;
/// The longest wait after failures, in milliseconds.
const LONGEST_WAIT_MS: i64 = 5 * 60_000;
/// The longest wait for a server that is not there, in milliseconds: somebody stands in front of the page and waits
/// for it to come back. Asking whether it is there carries nothing, and the browser slows a page that nobody sees.
const LONGEST_AWAY_MS: i64 = 30_000;
/// The longest wait that a server is granted, in milliseconds: what stands between may say anything.
const LONGEST_TOLD_MS: i64 = 30 * 60_000;
/// A wait is made longer by up to this part of it.
const SPREAD: i64 = 4;
/// How long after an answer of the server what waits may go without asking first whether it is there, in
/// milliseconds.
const REACHED_MS: i64 = 5_000;
/// How long an idle device waits before it looks for changes, in milliseconds.
const IDLE_MS: i64 = 60_000;

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// Something may be there to send or fetch: a save, a reconnect, the app opened. While the server
    /// has asked to be left alone, this waits with the rest.
    Nudged,
    /// The person asks for it now: nothing is waited for.
    Asked,
    /// The time asked for by [`Effect::WakeAt`] has come.
    Woke,
    /// What [`Effect::Load`] asked for, with the batch offered if it said so.
    Loaded(Snapshot),
    /// The device's store could not be read.
    LoadFailed,
    /// The answer to [`Effect::Exchange`].
    Exchanged(Box<SyncResponse>),
    /// The exchange failed.
    Failed(Failure),
    /// The writes of [`Effect::Store`] are durable.
    Stored,
    /// The writes were refused, none of them took effect: the store is full.
    StoreFailed,
    /// The stored cursor was not the expected one, nothing was written: another tab was faster.
    Overtaken,
    /// Somebody signed in.
    SignedIn,
}

/// Why an exchange failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No network, no server, 5xx or 429: try again.
    Unreachable,
    /// 5xx or 429, and the server says how long it wants to be left alone.
    NotNow {
        /// Milliseconds to wait, as [`super::retry_after_ms`] reads them.
        after_ms: u64,
    },
    /// 401: everything is kept until somebody signs in.
    SignInNeeded,
    /// Any other refusal of the whole exchange: the app is too old or the request broken.
    Refused,
}

/// What to do.
#[derive(Debug)]
pub enum Effect {
    /// Read the outbox, the cursor and the held versions, then say [`Event::Loaded`].
    Load {
        /// Whether the batch is offered ([`Snapshot::offer`]) and kept so in the same transaction.
        offers: bool,
    },
    /// Send this to `POST /api/sync`, then say [`Event::Exchanged`] or [`Event::Failed`].
    Exchange(SyncRequest),
    /// In one transaction: if the stored cursor is the expected one, write all of this. Then say
    /// [`Event::Stored`], [`Event::Overtaken`] or [`Event::StoreFailed`].
    Store {
        /// The cursor the exchange began with.
        expected: Option<Cursor>,
        /// In this order.
        writes: Vec<Write>,
    },
    /// Say [`Event::Woke`] at this time; replaces an earlier one.
    WakeAt(Timestamp),
    /// Show what has changed: the phase, and the store if something was written.
    Show,
}

/// What the device is doing; the sync badge is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing under way.
    Idle,
    /// An exchange is under way.
    Busy,
    /// The last exchange did not reach the server.
    Unreachable,
    /// Somebody has to sign in first.
    SignInNeeded,
    /// The server refuses this build.
    Refused,
    /// The device's own store cannot take more.
    StoreFull,
}

#[derive(Debug)]
enum State {
    Resting,
    Loading {
        offers: bool,
    },
    Exchanging {
        snapshot: Box<Snapshot>,
        offers: bool,
    },
    Storing {
        more: bool,
        wait_ms: Option<u64>,
    },
}

/// The device half of the protocol. It holds nothing that must survive: each exchange begins by
/// reading the store, so other tabs and the service worker may write in between.
#[derive(Debug)]
pub struct Device {
    build: String,
    chance: u64,
    state: State,
    phase: Phase,
    nudged: bool,
    /// The answer under way was asked for before somebody signed in.
    signed_in_meanwhile: bool,
    failures: u32,
    /// When the server last answered. What waits is offered only then: without network it can be taken
    /// back for days.
    reached: Option<Timestamp>,
    /// Until then the server has asked to be left alone.
    not_before: Option<Timestamp>,
    remaining: u64,
}

impl Device {
    /// A device that has just started and runs this build. By `seed`, drawn by whoever makes it, many
    /// devices that were turned away at once do not all come back at once.
    pub const fn new(build: String, seed: u64) -> Self {
        Self {
            build,
            chance: seed,
            state: State::Resting,
            phase: Phase::Idle,
            nudged: false,
            signed_in_meanwhile: false,
            failures: 0,
            reached: None,
            not_before: None,
            remaining: 0,
        }
    }

    /// What it is doing.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// How many changes were still to come after the last page.
    pub const fn remaining(&self) -> u64 {
        self.remaining
    }

    /// Takes in what happened and says what to do. `now` is the device's clock.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match event {
            Event::Nudged if self.is_told_to_wait(now) => Vec::new(),
            Event::Nudged | Event::Asked | Event::Woke | Event::SignedIn => self.begin(&event, now),
            Event::Loaded(snapshot) => self.loaded(snapshot, now),
            Event::Exchanged(response) => self.exchanged(*response, now),
            Event::Stored => self.stored(now),
            Event::Overtaken => self.load(now),
            Event::LoadFailed | Event::StoreFailed => {
                self.fail(Phase::StoreFull, LONGEST_WAIT_MS, now)
            }
            Event::Failed(failure) => self.failed(failure, now),
        }
    }

    /// A wait longer than any that was granted comes of a clock that was set back meanwhile.
    fn is_told_to_wait(&self, now: Timestamp) -> bool {
        self.not_before.is_some_and(|at| {
            (1..=LONGEST_TOLD_MS + LONGEST_TOLD_MS / SPREAD).contains(&at.millis_since(now))
        })
    }

    fn begin(&mut self, event: &Event, now: Timestamp) -> Vec<Effect> {
        let signed_in = matches!(event, Event::SignedIn);
        if !matches!(self.state, State::Resting) {
            self.nudged = true;
            self.signed_in_meanwhile |= signed_in;
            return Vec::new();
        }
        self.load(now)
    }

    fn load(&mut self, now: Timestamp) -> Vec<Effect> {
        self.nudged = false;
        self.signed_in_meanwhile = false;
        self.not_before = None;
        let fresh = |at: Timestamp| (0..=REACHED_MS).contains(&now.millis_since(at));
        let offers = self.reached.is_some_and(fresh);
        self.state = State::Loading { offers };
        self.phase = Phase::Busy;
        vec![Effect::Load { offers }, Effect::Show]
    }

    fn loaded(&mut self, snapshot: Snapshot, now: Timestamp) -> Vec<Effect> {
        let State::Loading { offers } = self.state else {
            return Vec::new();
        };
        let mutations = snapshot
            .batch()
            .into_iter()
            .filter_map(|entry| RawValue::from_string(entry.body.clone()).ok())
            .collect();
        let request = SyncRequest {
            protocol: PROTOCOL,
            build: self.build.clone(),
            device_id: snapshot.device_id,
            device_now: now,
            cursor: snapshot.cursor.clone(),
            page_limit: PAGE_LIMIT,
            mutations,
        };
        self.state = State::Exchanging {
            snapshot: Box::new(snapshot),
            offers,
        };
        vec![Effect::Exchange(request)]
    }

    fn exchanged(&mut self, response: SyncResponse, now: Timestamp) -> Vec<Effect> {
        let state = core::mem::replace(&mut self.state, State::Resting);
        let State::Exchanging { snapshot, offers } = state else {
            return Vec::new();
        };
        self.reached = Some(now);
        self.remaining = response.remaining;
        let plan = reconcile(&snapshot, response);
        self.state = State::Storing {
            more: plan.more || (!offers && snapshot.holds_back()),
            wait_ms: plan.wait_ms,
        };
        vec![Effect::Store {
            expected: snapshot.cursor,
            writes: plan.writes,
        }]
    }

    fn stored(&mut self, now: Timestamp) -> Vec<Effect> {
        let State::Storing { more, wait_ms } = core::mem::replace(&mut self.state, State::Resting)
        else {
            return Vec::new();
        };
        self.failures = 0;
        let wait = wait_ms.map_or(0, |ms| i64::try_from(ms).unwrap_or(LONGEST_WAIT_MS));
        if wait == 0 && (more || self.nudged) {
            return self.load(now);
        }
        self.phase = Phase::Idle;
        let wake = match wait {
            0 => IDLE_MS,
            wait => self.spread(wait.min(LONGEST_WAIT_MS)),
        };
        vec![Effect::WakeAt(now.plus_millis(wake)), Effect::Show]
    }

    fn failed(&mut self, failure: Failure, now: Timestamp) -> Vec<Effect> {
        let longest = match failure {
            Failure::Unreachable => LONGEST_AWAY_MS,
            Failure::NotNow { .. } | Failure::SignInNeeded | Failure::Refused => LONGEST_WAIT_MS,
        };
        let phase = match failure {
            Failure::Unreachable => Phase::Unreachable,
            Failure::NotNow { after_ms } => {
                let told = i64::try_from(after_ms).unwrap_or(LONGEST_TOLD_MS);
                let told = self.spread(told.min(LONGEST_TOLD_MS));
                self.not_before = Some(now.plus_millis(told));
                Phase::Unreachable
            }
            Failure::SignInNeeded => Phase::SignInNeeded,
            Failure::Refused => Phase::Refused,
        };
        self.fail(phase, longest, now)
    }

    fn fail(&mut self, phase: Phase, longest: i64, now: Timestamp) -> Vec<Effect> {
        self.state = State::Resting;
        self.reached = None;
        if phase == Phase::SignInNeeded && self.signed_in_meanwhile {
            return self.load(now);
        }
        self.phase = phase;
        self.nudged = false;
        let wait = FIRST_WAIT_MS
            .saturating_mul(1 << self.failures.min(20))
            .min(longest);
        let wait = self.spread(wait);
        self.failures = self.failures.saturating_add(1);
        let wake = now.plus_millis(wait);
        let wake = self.not_before.map_or(wake, |at| at.max(wake));
        vec![Effect::WakeAt(wake), Effect::Show]
    }

    /// A wait made longer by up to its fourth part, each time by another.
    fn spread(&mut self, wait: i64) -> i64 {
        self.chance = next_chance(self.chance);
        let parts = i64::try_from(mixed(self.chance) % 1_001).unwrap_or(0);
        wait + (wait / SPREAD).saturating_mul(parts) / 1_000
    }
}

/// The step and the mixing of SplitMix64 (Steele, Lea and Flood, 2014).
const fn next_chance(chance: u64) -> u64 {
    chance.wrapping_add(0x9e37_79b9_7f4a_7c15)
}

const fn mixed(chance: u64) -> u64 {
    let once = (chance ^ (chance >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ (twice >> 31)
}

#[cfg(test)]
mod tests;
