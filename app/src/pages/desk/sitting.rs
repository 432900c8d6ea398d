//! One reviewer's sitting at the desk: what is decided, what can still be undone, what failed,
//! what is half written. It lasts as long as the tab; nothing of it is on the disk.

use super::draft::CaseDraft;
use super::requests;
use super::words;
use crate::api::ApiError;
use crate::clock::now;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, DecisionRequest, QueueEntry, QueueFilter};
use shared::id::{DecisionId, PersonId, RecordId};
use shared::time::Timestamp;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long a decision can be undone.
pub const UNDO_FOR: Duration = Duration::from_secs(6);

/// A decision, with the case as the reviewer read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The case as it was read.
    pub case: Case,
    /// What was decided.
    pub request: DecisionRequest,
}

impl Decided {
    /// The record.
    pub const fn record_id(&self) -> RecordId {
        self.case.record.record_id
    }
}

/// A decision that is sent when its time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The decision.
    pub decided: Decided,
    /// When it is sent.
    pub sent_at: Timestamp,
}

/// A decision the server did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The decision.
    pub decided: Decided,
    /// Why.
    pub error: ApiError,
}

/// The queue as it was last shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// What of it was wanted.
    pub filter: QueueFilter,
    /// What was shown.
    pub entries: Vec<QueueEntry>,
}

/// One reviewer's sitting.
#[derive(Clone, Copy)]
pub struct Sitting {
    /// The decision that can still be undone.
    pub pending: RwSignal<Option<Pending>>,
    /// Decisions the server did not take.
    pub failed: RwSignal<Vec<Failed>>,
    /// When each case was decided that the server took.
    pub done: RwSignal<BTreeMap<RecordId, Timestamp>>,
    /// The queue as it was last shown.
    pub listing: RwSignal<Listing>,
    /// What screen readers are told.
    pub said: RwSignal<String>,
    /// Whether single keys do something.
    pub keys: RwSignal<bool>,
    drafts: StoredValue<BTreeMap<RecordId, CaseDraft>>,
    ahead: StoredValue<Option<Case>>,
}

thread_local! {
    /// Above the routes, which are built anew when the language is switched.
    static SITTING: RefCell<Option<(PersonId, Sitting)>> = const { RefCell::new(None) };
}

impl Sitting {
    /// The sitting of this person; another person begins their own.
    pub fn of(person: PersonId) -> Self {
        SITTING.with_borrow_mut(|kept| match kept {
            Some((whose, sitting)) if *whose == person => *sitting,
            _ => {
                let sitting = of_whole_app(Self::begin);
                *kept = Some((person, sitting));
                sitting
            }
        })
    }

    fn begin() -> Self {
        Self {
            pending: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
            done: RwSignal::new(BTreeMap::new()),
            listing: RwSignal::new(Listing::default()),
            said: RwSignal::new(String::new()),
            keys: RwSignal::new(true),
            drafts: StoredValue::new(BTreeMap::new()),
            ahead: StoredValue::new(None),
        }
    }

    /// Takes a decision, to be sent when its time is over; the one before is sent now.
    pub fn decide(self, decided: Decided) {
        self.send_pending();
        let decision = decided.request.decision_id;
        self.keep_draft(decided.record_id(), CaseDraft::default());
        self.said.set(words::decided_said(&decided));
        let wait = i64::try_from(UNDO_FOR.as_millis()).unwrap_or_default();
        self.pending.set(Some(Pending {
            decided,
            sent_at: now().plus_millis(wait),
        }));
        set_timeout(move || self.send_if_pending(decision), UNDO_FOR);
    }

    /// Takes the last decision back: the case as it was, with what was written.
    pub fn undo(self) -> Option<RecordId> {
        let pending = self.pending.try_update(Option::take).flatten()?;
        let decided = pending.decided;
        self.keep_draft(
            decided.record_id(),
            CaseDraft::of(&decided.request.decision),
        );
        self.said.set(words::undone_said(&decided));
        Some(decided.record_id())
    }

    fn send_if_pending(self, decision: DecisionId) {
        let still = self.pending.with_untracked(|pending| {
            pending
                .as_ref()
                .is_some_and(|pending| pending.decided.request.decision_id == decision)
        });
        if still {
            self.send_pending();
        }
    }

    /// Sends the decision that could still be undone.
    pub fn send_pending(self) {
        if let Some(pending) = self.pending.try_update(Option::take).flatten() {
            self.send(pending.decided);
        }
    }

    /// The same for a page that is being closed.
    pub fn send_in_passing(self) {
        let Some(pending) = self.pending.try_update(Option::take).flatten() else {
            return;
        };
        spawn_local(async move {
            let decided = pending.decided;
            let sent = requests::decide_in_passing(decided.record_id(), &decided.request).await;
            self.settle(decided, sent);
        });
    }

    fn send(self, decided: Decided) {
        spawn_local(async move {
            let sent = requests::decide(decided.record_id(), &decided.request).await;
            self.settle(decided, sent);
        });
    }

    fn settle(self, decided: Decided, sent: Result<(), ApiError>) {
        match sent {
            Ok(()) => self.done.update(|done| {
                done.insert(decided.record_id(), now());
            }),
            Err(error) => {
                let draft = CaseDraft::of(&decided.request.decision);
                self.keep_draft(decided.record_id(), draft);
                self.said.set(words::failed_said(&decided));
                self.failed
                    .update(|failed| failed.push(Failed { decided, error }));
            }
        }
    }

    /// Sends a decision again that the server did not take.
    pub fn try_again(self, decision: DecisionId) {
        if let Some(failed) = self.drop_failed(decision) {
            self.send(failed.decided);
        }
    }

    /// Forgets a decision that the server did not take.
    pub fn drop_failed(self, decision: DecisionId) -> Option<Failed> {
        let taken = |failed: &mut Vec<Failed>| {
            let at = failed
                .iter()
                .position(|failed| failed.decided.request.decision_id == decision)?;
            Some(failed.remove(at))
        };
        self.failed.try_update(taken).flatten()
    }

    /// The decision about this case that the server did not take.
    pub fn failed_about(self, id: RecordId) -> Option<Failed> {
        self.failed.with_untracked(|failed| {
            failed
                .iter()
                .find(|failed| failed.decided.record_id() == id)
                .cloned()
        })
    }

    /// What was begun to be written about this case.
    pub fn draft(self, id: RecordId) -> CaseDraft {
        self.drafts
            .with_value(|drafts| drafts.get(&id).cloned().unwrap_or_default())
    }

    /// Keeps what was begun to be written about this case.
    pub fn keep_draft(self, id: RecordId, draft: CaseDraft) {
        self.drafts.update_value(|drafts| {
            drafts.insert(id, draft);
        });
    }

    /// The case after this one that the person may decide.
    pub fn after(self, id: RecordId) -> Option<RecordId> {
        let mut away: BTreeSet<RecordId> = self
            .done
            .with_untracked(|done| done.keys().copied().collect());
        self.pending.with_untracked(|pending| {
            away.extend(pending.iter().map(|pending| pending.decided.record_id()));
        });
        self.listing
            .with_untracked(|listing| next_case(&listing.entries, id, &away))
    }

    /// Reads the case after this one, so that it is there at once.
    pub fn read_ahead(self, id: RecordId) {
        let Some(next) = self.after(id) else { return };
        spawn_local(async move {
            // Not read ahead means read when it is opened.
            if let Ok(case) = requests::read(next).await {
                self.ahead.set_value(Some(case));
            }
        });
    }

    /// The case, if it was read ahead.
    pub fn taken_ahead(self, id: RecordId) -> Option<Case> {
        let ahead = self.ahead.try_update_value(Option::take).flatten()?;
        (ahead.record.record_id == id).then_some(ahead)
    }

    /// How many cases the server took a decision on since this time.
    pub fn done_since(self, start: Timestamp) -> usize {
        self.done
            .with(|done| done.values().filter(|at| **at >= start).count())
    }
}

/// Signals made by `make` live as long as the app, not only as long as the page.
fn of_whole_app<T>(make: impl FnOnce() -> T) -> T {
    let root = std::iter::successors(Owner::current(), Owner::parent).last();
    match root {
        Some(root) => root.with(make),
        None => make(),
    }
}

/// The first case after `id`, around the end of the list, that waits for the office, is not among
/// `away`, and is this person's to decide.
fn next_case(entries: &[QueueEntry], id: RecordId, away: &BTreeSet<RecordId>) -> Option<RecordId> {
    let start = entries
        .iter()
        .position(|entry| entry.record_id == id)
        .map_or(0, |at| at + 1);
    let (before, after) = entries.split_at(start);
    after
        .iter()
        .chain(before)
        .filter(|entry| entry.record_id != id && !away.contains(&entry.record_id))
        .find(|entry| entry.status.waits_for_office() && entry.refusal.is_none())
        .map(|entry| entry.record_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use shared::submission::{Refusal, Status};

    const NOBODY: BTreeSet<RecordId> = BTreeSet::new();

    fn id(number: u128) -> RecordId {
        RecordId::from_number(number)
    }

    fn queue() -> Vec<QueueEntry> {
        [1, 2, 3, 4].map(example::queue_entry).to_vec()
    }

    #[test]
    fn the_next_case_is_the_one_below() {
        assert_eq!(next_case(&queue(), id(2), &NOBODY), Some(id(3)));
        assert_eq!(next_case(&queue(), id(9), &NOBODY), Some(id(1)));
    }

    #[test]
    fn after_the_last_one_comes_what_was_left_above() {
        assert_eq!(
            next_case(&queue(), id(4), &BTreeSet::from([id(1)])),
            Some(id(2))
        );
    }

    #[test]
    fn what_is_decided_or_not_theirs_is_passed_over() {
        let mut queue = queue();
        queue[1].status = Status::Queried;
        queue[2].refusal = Some(Refusal::OwnRecord);
        assert_eq!(next_case(&queue, id(1), &NOBODY), Some(id(4)));
        let away = BTreeSet::from([id(4)]);
        assert_eq!(next_case(&queue, id(1), &away), None);
    }
}
