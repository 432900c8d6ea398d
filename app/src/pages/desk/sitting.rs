//! One reviewer's sitting at the desk: what is decided, what can still be undone, what failed,
//! what is half written. It lasts as long as the tab; nothing of it is on the disk.

mod decisions;
mod next_case;

pub use decisions::{Decided, Failed, Pending, UNDO_FOR};

use super::draft::CaseDraft;
use leptos::prelude::*;
use shared::desk::{Case, QueueEntry, QueueFilter};
use shared::id::{PersonId, RecordId};
use shared::time::Timestamp;
use std::cell::RefCell;
use std::collections::BTreeMap;

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
