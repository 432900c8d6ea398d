//! Decisions of the desk on their way: taken back in time, taken by the server, or refused. It works on
//! every page, so that nothing waits for the desk to be opened again.

#[cfg(test)]
pub mod example;
mod sending;

use super::report;
use crate::clock::now;
use crate::store::{DecisionState, KeptDecision, StoreError, Vault};
use crate::sync::SyncStatus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::{DecisionId, RecordId};
use shared::sync::Phase;
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A person's decisions on this device.
#[derive(Clone, Copy)]
pub struct Decisions {
    /// What the server has not taken, in the order it was decided.
    pub kept: RwSignal<Vec<KeptDecision>>,
    /// When each case was decided that the server took.
    pub taken: RwSignal<BTreeMap<RecordId, Timestamp>>,
    /// What stands between this device and the server, by the last request of the desk.
    pub contact: RwSignal<Contact>,
    inner: StoredValue<Inner, LocalStorage>,
}

/// What stands between this device and the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contact {
    /// Nothing that is known.
    #[default]
    Open,
    /// No answer comes.
    Unreachable,
    /// The session has ended.
    SignInNeeded,
}

impl Contact {
    /// What the exchange is doing, if this is true: it may not have noticed yet.
    pub const fn seen_in(self, status: SyncStatus) -> SyncStatus {
        let phase = match (self, status.phase) {
            (Self::Unreachable, Phase::Idle | Phase::Busy) => Phase::Unreachable,
            (Self::SignInNeeded, Phase::Idle | Phase::Busy | Phase::Unreachable) => {
                Phase::SignInNeeded
            }
            (_, phase) => phase,
        };
        SyncStatus { phase, ..status }
    }
}

struct Inner {
    vault: Vault,
    timer: Option<TimeoutHandle>,
    sending: BTreeSet<DecisionId>,
    /// What is decided and not on the disk, or not yet.
    unkept: BTreeSet<DecisionId>,
    /// How long until what could not be sent is tried again, in milliseconds.
    again_ms: i64,
    /// What every request for a decision ends with.
    on_failure: Option<Rc<dyn Fn()>>,
}

impl Decisions {
    /// The decisions kept in a vault.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        let kept = vault.decisions().await?;
        Ok(Self {
            kept: RwSignal::new(kept),
            taken: RwSignal::new(BTreeMap::new()),
            contact: RwSignal::new(Contact::Open),
            inner: StoredValue::new_local(Inner {
                vault,
                timer: None,
                sending: BTreeSet::new(),
                unkept: BTreeSet::new(),
                again_ms: sending::AGAIN_MS,
                on_failure: None,
            }),
        })
    }

    /// Begins to send; `on_failure` is called when the server was not reached.
    pub fn start(self, on_failure: impl Fn() + 'static) {
        self.inner
            .update_value(|inner| inner.on_failure = Some(Rc::new(on_failure)));
        self.go_on();
    }

    /// Stops; what was not sent stays, and is sent when the person is back.
    pub fn stop(self) {
        self.inner.try_update_value(|inner| {
            if let Some(timer) = inner.timer.take() {
                timer.clear();
            }
        });
    }

    /// Takes a decision, to be sent when its time is over.
    pub fn decide(self, decision: KeptDecision) {
        if let Some(replaced) = self.refused_about(decision.record_id) {
            self.forget(replaced.id());
        }
        let id = decision.id();
        self.kept.update(|kept| kept.push(decision.clone()));
        self.inner.update_value(|inner| {
            inner.unkept.insert(id);
        });
        let vault = self.vault();
        spawn_local(async move {
            match vault.keep_decision(&decision).await {
                Ok(()) => self.is_kept(id),
                // A full disk takes nothing: it is sent from memory all the same.
                Err(error) => report(Err(error)),
            }
        });
        self.wake_in_time();
    }

    /// The last decision that can still be taken back.
    pub fn last_undoable(self) -> Option<KeptDecision> {
        let now = now();
        self.kept.with(|kept| {
            let undoable = kept.iter().rev();
            undoable.into_iter().find(|it| it.is_undoable(now)).cloned()
        })
    }

    /// Takes the last decision back, if its time is not over.
    pub async fn undo(self) -> Option<KeptDecision> {
        let decision = untrack(|| self.last_undoable())?;
        let in_memory_alone = self.is_unkept(decision.id());
        self.hide(decision.id());
        let ours = self.vault().take_back_decision(decision.id()).await;
        match ours {
            Ok(false) if !in_memory_alone => {
                self.read_again().await;
                None
            }
            // Kept in memory only, nobody else can have begun to send it.
            Ok(_) | Err(_) => Some(decision),
        }
    }

    /// Forgets a decision that the server did not take.
    pub fn forget(self, id: DecisionId) {
        self.hide(id);
        let vault = self.vault();
        spawn_local(async move { report(vault.drop_decision(id).await) });
    }

    /// The decision about this record that the server did not take.
    pub fn refused_about(self, id: RecordId) -> Option<KeptDecision> {
        self.kept.with_untracked(|kept| {
            kept.iter()
                .find(|it| it.record_id == id && it.is_refused())
                .cloned()
        })
    }

    /// How many the server has not taken.
    pub fn unsent(self) -> usize {
        self.kept.with(Vec::len)
    }

    /// How many the server did not take.
    pub fn refused(self) -> usize {
        self.kept
            .with(|kept| kept.iter().filter(|it| it.is_refused()).count())
    }

    /// How many wait for the server or for their time to be over.
    pub fn on_their_way(self) -> usize {
        self.kept
            .with(|kept| kept.iter().filter(|it| !it.is_refused()).count())
    }

    fn hide(self, id: DecisionId) {
        self.is_kept(id);
        self.kept.try_update(|kept| kept.retain(|it| it.id() != id));
    }

    /// It is on the disk, or nowhere any more.
    fn is_kept(self, id: DecisionId) {
        self.inner
            .try_update_value(|inner| inner.unkept.remove(&id));
    }

    fn is_unkept(self, id: DecisionId) -> bool {
        let unkept = self
            .inner
            .try_with_value(|inner| inner.unkept.contains(&id));
        unkept.unwrap_or_default()
    }

    /// What another tab has done to what is kept; what is in memory alone stays.
    async fn read_again(self) {
        if let Ok(mut read) = self.vault().decisions().await {
            self.kept.try_update(|kept| {
                let is_read = |id| read.iter().any(|it: &KeptDecision| it.id() == id);
                kept.retain(|it| self.is_unkept(it.id()) && !is_read(it.id()));
                read.append(kept);
                *kept = read;
            });
        }
    }

    fn vault(self) -> Vault {
        self.inner.with_value(|inner| inner.vault.clone())
    }
}

fn is_waiting(decision: &KeptDecision, now: Timestamp) -> bool {
    match decision.state {
        DecisionState::Undoable => !decision.is_undoable(now),
        DecisionState::OnItsWay => true,
        DecisionState::Refused { .. } => false,
    }
}
