//! One reviewer's sitting at the desk: the queue as it was last shown. It lasts as long as the tab; what
//! is decided and what is half written is kept on the device.

mod next_case;
mod place;

pub use next_case::Next;
use next_case::{Ahead, End};

use super::queue::Reading;
use super::words;
use crate::store::{CaseDraft, HalfWritten, KeptDecision};
use crate::work::Work;
use crate::work::decisions::Decisions;
use crate::work::keeper::Keeper;
use leptos::prelude::*;
use leptos::task::spawn_local;
use place::Place;
use shared::desk::{QueueEntry, QueueFilter};
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
    /// What was read of the queue.
    pub reading: Reading,
    /// The queue as it was last shown.
    pub listing: RwSignal<Listing>,
    /// Where the list as it was shown had nothing more, until it is known what comes.
    pub ended: RwSignal<Option<End>>,
    /// What is searched for in the queue; it stands nowhere else.
    pub search: RwSignal<Option<String>>,
    /// What screen readers are told of what the eye sees in the bar that takes it back.
    pub said: RwSignal<String>,
    /// Whether single keys do something.
    pub keys: RwSignal<bool>,
    drafts: Keeper<CaseDraft>,
    ahead: StoredValue<Ahead>,
    place: StoredValue<Place>,
}

thread_local! {
    /// Above the routes, which are built anew when the language is switched.
    static SITTING: RefCell<Option<(PersonId, Sitting)>> = const { RefCell::new(None) };
}

impl Sitting {
    /// The sitting of this person; another person begins their own.
    pub fn of(person: PersonId, work: Work) -> Self {
        SITTING.with_borrow_mut(|kept| match kept {
            Some((whose, sitting)) if *whose == person && sitting.is_of(work.decisions) => *sitting,
            _ => {
                let sitting = of_whole_app(|| Self::begin(person, work));
                *kept = Some((person, sitting));
                sitting
            }
        })
    }

    /// Who signs out and in again has their decisions read anew.
    fn is_of(self, decisions: Decisions) -> bool {
        self.done == decisions.taken
    }

    fn begin(person: PersonId, work: Work) -> Self {
        let decisions = work.decisions;
        Self {
            person,
            decisions,
            done: decisions.taken,
            reading: Reading::begin(decisions),
            listing: RwSignal::new(Listing::default()),
            ended: RwSignal::new(None),
            search: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            keys: RwSignal::new(true),
            drafts: work.case_drafts,
            ahead: StoredValue::new(Ahead::Nothing),
            place: StoredValue::new(Place::default()),
        }
    }

    /// Keeps what was begun to be written about this case.
    pub fn keep_draft(self, id: RecordId, draft: CaseDraft) {
        self.drafts.keep(id, draft);
    }

    /// Takes a decision; what was written for it is kept with it.
    pub fn decide(self, decision: KeptDecision) {
        let said = words::decided_said(&decision);
        self.drafts.show(decision.record_id, CaseDraft::default());
        self.decisions.decide(decision, move || {
            self.said.try_set(said);
        });
    }

    /// Brings in what another tab has kept about this case, if nothing is written here.
    pub fn bring_in(self, id: RecordId, draft: RwSignal<CaseDraft>) {
        spawn_local(async move {
            let kept = self.drafts.of_other_tab(id).await;
            let is_empty = draft.try_with_untracked(CaseDraft::is_empty) == Some(true);
            if let (true, Some(kept)) = (is_empty, kept) {
                draft.try_set(kept);
            }
        });
    }

    /// Something else is searched for in the queue, or nothing.
    pub fn search_for(self, search: Option<String>) {
        let search = search.map(|text| text.trim().to_owned());
        self.search.set(search.filter(|text| !text.is_empty()));
    }

    /// What the server did not take is written again, if nothing else is.
    pub fn draft_of_refused(self, id: RecordId) -> CaseDraft {
        let draft = self.drafts.about(id);
        let refused = self.decisions.refused_about(id);
        let refused = refused.filter(|_| draft.is_empty());
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
