//! Decisions of the desk on their way: taken back, taken by the server, or refused. It works on
//! every page, so that nothing waits for the desk to be opened again.

mod contact;
#[cfg(test)]
pub mod example;
mod sending;
mod taking_back;

pub use contact::Contact;

use super::report;
use crate::store::{KeptDecision, StoreError, Vault};
use crate::timer::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::{DecisionId, RecordId};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The code of the server's answer when a case is not any more what the reviewer read.
pub const CHANGED: &str = "changed_meanwhile";

/// A person's decisions on this device.
#[derive(Clone, Copy)]
pub struct Decisions {
    /// What the server has not taken, in the order it was decided.
    pub kept: RwSignal<Vec<KeptDecision>>,
    /// When each case was decided that the server took.
    pub taken: RwSignal<BTreeMap<RecordId, Timestamp>>,
    /// What stands between this device and the server, by the last request of the desk.
    pub contact: RwSignal<Contact>,
    /// What the disk has not answered for yet: nobody is told that it is decided.
    being_kept: RwSignal<BTreeSet<DecisionId>>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    vault: Vault,
    timer: Option<Timeout>,
    sending: BTreeSet<DecisionId>,
    /// When the server answered last, as far as it is known.
    reached: Option<Timestamp>,
    /// Whether it is being asked if it is there.
    asking: bool,
    /// What is decided and not on the disk, or not yet.
    unkept: BTreeSet<DecisionId>,
    /// How long until what could not be sent is tried again, in milliseconds.
    again_ms: i64,
    told: Option<Told>,
}

/// Who is told of what sending and keeping came to.
#[derive(Clone)]
struct Told {
    /// The server was not reached.
    failed: Rc<dyn Fn()>,
    /// The person has signed out in another tab.
    signed_out: Rc<dyn Fn()>,
}

impl Decisions {
    /// The decisions kept in a vault.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        let kept = vault.decisions().await?;
        Ok(Self {
            kept: RwSignal::new(kept),
            taken: RwSignal::new(BTreeMap::new()),
            contact: RwSignal::new(Contact::Open),
            being_kept: RwSignal::new(BTreeSet::new()),
            inner: StoredValue::new_local(Inner {
                vault,
                timer: None,
                sending: BTreeSet::new(),
                reached: None,
                asking: false,
                unkept: BTreeSet::new(),
                again_ms: sending::AGAIN_MS,
                told: None,
            }),
        })
    }

    /// Begins to send; `failed` is called when the server was not reached, `signed_out` when the person
    /// turns out to have signed out in another tab.
    pub fn start(self, failed: impl Fn() + 'static, signed_out: impl Fn() + 'static) {
        let told = Told {
            failed: Rc::new(failed),
            signed_out: Rc::new(signed_out),
        };
        self.inner.update_value(|inner| inner.told = Some(told));
        self.go_on();
    }

    /// Stops; what was not sent stays.
    pub fn stop(self) {
        self.inner.try_update_value(|inner| inner.timer = None);
    }

    /// Takes a decision, to be sent when its time is over; `taken` is called when it outlives a reload,
    /// or when the disk takes nothing and it is sent from memory.
    pub fn decide(self, decision: KeptDecision, taken: impl FnOnce() + 'static) {
        for replaced in self.returned_about(decision.record_id) {
            self.forget(replaced);
        }
        let id = decision.id();
        self.kept.update(|kept| kept.push(decision.clone()));
        self.inner.update_value(|inner| {
            inner.unkept.insert(id);
        });
        self.being_kept.update(|being_kept| {
            being_kept.insert(id);
        });
        let Some(vault) = self.vault() else { return };
        spawn_local(async move {
            match vault.keep_decision(&decision).await {
                Ok(()) => self.is_kept(id),
                Err(StoreError::SignedOut) => return self.is_nobodys(id),
                // A full disk takes nothing: it is sent from memory all the same.
                Err(error) => report(Err(error)),
            }
            self.is_answered_for(id);
            taken();
        });
        self.wake_in_time();
    }

    /// Forgets a decision that goes no further by itself, unless another tab has sent it meanwhile.
    pub fn forget(self, id: DecisionId) {
        let Some(vault) = self.vault() else { return };
        let shown = self.kept.with_untracked(|kept| {
            let shown = kept.iter().find(|it| it.id() == id);
            shown.map(|it| it.state.clone())
        });
        let Some(shown) = shown else { return };
        spawn_local(async move {
            match vault.drop_decision(id, &shown).await {
                Ok(true) => self.hide(id),
                Ok(false) => self.read_again().await,
                Err(error) => report(Err(error)),
            }
        });
    }

    /// Somebody decided in a tab whose person had signed out: that is nobody's decision.
    fn is_nobodys(self, id: DecisionId) {
        self.hide(id);
        let told = self.inner.try_with_value(|inner| inner.told.clone());
        if let Some(told) = told.flatten() {
            (told.signed_out)();
        }
    }

    /// The decision about this record that the server did not take.
    pub fn refused_about(self, id: RecordId) -> Option<KeptDecision> {
        self.kept.with_untracked(|kept| {
            kept.iter()
                .find(|it| it.record_id == id && it.is_refused())
                .cloned()
        })
    }

    /// Whether the server did not take a decision about this record; tracks it.
    pub fn is_refused_about(self, id: RecordId) -> bool {
        let about = |it: &KeptDecision| it.record_id == id && it.is_refused();
        self.kept.with(|kept| kept.iter().any(about))
    }

    /// What is decided about this record and goes no further by itself.
    fn returned_about(self, id: RecordId) -> Vec<DecisionId> {
        self.kept.with_untracked(|kept| {
            let returned = kept.iter().filter(|it| it.waits_for_person());
            let about = returned.filter(|it| it.record_id == id);
            about.map(KeptDecision::id).collect()
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

    /// How many were not sent when the person signed out.
    pub fn left_behind(self) -> usize {
        self.kept
            .with(|kept| kept.iter().filter(|it| it.is_left_behind()).count())
    }

    /// How many go no further until the person says what becomes of them.
    pub fn wait_for_person(self) -> usize {
        self.kept
            .with(|kept| kept.iter().filter(|it| it.waits_for_person()).count())
    }

    /// How many wait for the server or for their time to be over.
    pub fn on_their_way(self) -> usize {
        self.kept
            .with(|kept| kept.iter().filter(|it| !it.waits_for_person()).count())
    }

    fn is_answered_for(self, id: DecisionId) {
        self.being_kept
            .try_update(|being_kept| being_kept.remove(&id));
    }

    fn hide(self, id: DecisionId) {
        self.is_kept(id);
        self.is_answered_for(id);
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

    /// Reads what other tabs have done to what is kept; what is in memory alone stays.
    pub async fn read_again(self) {
        let Some(vault) = self.vault() else { return };
        if let Ok(mut read) = vault.decisions().await {
            self.kept.try_update(|kept| {
                let is_read = |id| read.iter().any(|it: &KeptDecision| it.id() == id);
                kept.retain(|it| self.is_unkept(it.id()) && !is_read(it.id()));
                read.append(kept);
                *kept = read;
            });
        }
    }

    /// `None` once the person has left.
    fn vault(self) -> Option<Vault> {
        self.inner.try_with_value(|inner| inner.vault.clone())
    }
}
