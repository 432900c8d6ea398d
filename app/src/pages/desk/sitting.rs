//! One reviewer's sitting at the desk: the queue as it was last shown, what is half written. It lasts as
//! long as the tab; what is decided is kept by [`Decisions`](crate::work::decisions::Decisions).

mod next_case;

pub use next_case::Next;

use super::draft::CaseDraft;
use super::words;
use crate::store::KeptDecision;
use crate::work::decisions::Decisions;
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
    /// Whose.
    pub person: PersonId,
    /// What is decided, and on its way.
    pub decisions: Decisions,
    /// When each case was decided that the server took.
    pub done: RwSignal<BTreeMap<RecordId, Timestamp>>,
    /// The queue as it was last shown.
    pub listing: RwSignal<Listing>,
    /// The case after which the list as it was shown had nothing more.
    pub ended: RwSignal<Option<RecordId>>,
    /// What is searched for in the queue; it stands nowhere else.
    pub search: RwSignal<Option<String>>,
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
    pub fn of(person: PersonId, decisions: Decisions) -> Self {
        SITTING.with_borrow_mut(|kept| match kept {
            Some((whose, sitting)) if *whose == person && sitting.is_of(decisions) => *sitting,
            _ => {
                let sitting = of_whole_app(|| Self::begin(person, decisions));
                *kept = Some((person, sitting));
                sitting
            }
        })
    }

    /// Who signs out and in again has their decisions read anew.
    fn is_of(self, decisions: Decisions) -> bool {
        self.done == decisions.taken
    }

    fn begin(person: PersonId, decisions: Decisions) -> Self {
        Self {
            person,
            decisions,
            done: decisions.taken,
            listing: RwSignal::new(Listing::default()),
            ended: RwSignal::new(None),
            search: RwSignal::new(None),
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

    /// Something else is searched for in the queue, or nothing.
    pub fn search_for(self, search: Option<String>) {
        let search = search.map(|text| text.trim().to_owned());
        self.search.set(search.filter(|text| !text.is_empty()));
    }

    /// A decision was taken back: what was written is there again.
    pub fn taken_back(self, decision: &KeptDecision) {
        let draft = CaseDraft::of(&decision.request.decision);
        self.keep_draft(decision.record_id, draft);
        self.said.set(words::undone_said(decision));
    }

    /// What the server did not take is written again, if nothing else is.
    pub fn draft_of_refused(self, id: RecordId) -> CaseDraft {
        let draft = self.draft(id);
        let refused = self.decisions.refused_about(id);
        let refused = refused.filter(|_| draft == CaseDraft::default());
        refused.map_or(draft, |refused| CaseDraft::of(&refused.request.decision))
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
