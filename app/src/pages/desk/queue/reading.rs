//! Reading the queue: what came last stays until something newer is there, also while a case is open.

use crate::api::ApiError;
use crate::clock::now;
use crate::pages::desk::requests;
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{DeskToday, Queue, QueueChoices, QueueEntry, QueueFilter, StatusCount};
use shared::time::Timestamp;

/// So many pages are read anew at most.
const MOST_PAGES: usize = 20;

/// What has been read of the queue.
#[derive(Clone, Copy)]
pub struct Reading {
    /// What of the queue it is; `None` until the first answer.
    pub filter: RwSignal<Option<QueueFilter>>,
    /// The cases, in their order.
    pub entries: RwSignal<Vec<QueueEntry>>,
    /// How many there are in all; `None` until the first answer.
    pub total: RwSignal<Option<u64>>,
    /// How many of each status; `None` until the first answer.
    pub counts: RwSignal<Option<Vec<StatusCount>>>,
    /// What can be chosen from.
    pub choices: RwSignal<QueueChoices>,
    /// How far the person is today; `None` until the first answer.
    pub today: RwSignal<Option<DeskToday>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<String>>,
    /// When it was read.
    pub read_at: RwSignal<Timestamp>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    turn: StoredValue<u64>,
    decisions: Decisions,
}

impl Reading {
    /// Nothing yet.
    pub fn begin(decisions: Decisions) -> Self {
        Self {
            filter: RwSignal::new(None),
            entries: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            counts: RwSignal::new(None),
            choices: RwSignal::new(QueueChoices::default()),
            today: RwSignal::new(None),
            next: RwSignal::new(None),
            read_at: RwSignal::new(now()),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            turn: StoredValue::new(0),
            decisions,
        }
    }

    /// Whether it is this of the queue that was read; tracks it.
    pub fn is_of(self, filter: &QueueFilter) -> bool {
        self.filter.with(|read| read.as_ref() == Some(filter))
    }

    /// Forgets what was read of something else than this of the queue.
    pub fn turn_to(self, filter: &QueueFilter) {
        if !untrack(|| self.is_of(filter)) {
            self.filter.set(None);
            self.entries.set(Vec::new());
            self.total.set(None);
            self.next.set(None);
        }
    }

    /// Reads it from the beginning; of what is shown already, as far as it is shown.
    pub fn read(self, filter: QueueFilter) {
        let shown = match untrack(|| self.is_of(&filter)) {
            true => self.entries.with_untracked(Vec::len),
            false => 0,
        };
        self.ask(filter, shown, false);
    }

    /// Reads the page that begins at `after`.
    pub fn read_more(self, filter: QueueFilter, after: String) {
        let filter = QueueFilter {
            after: Some(after),
            ..filter
        };
        self.ask(filter, 0, true);
    }

    fn ask(self, filter: QueueFilter, shown: usize, more: bool) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.busy.set(true);
        spawn_local(async move {
            let answer = read_as_far(&filter, shown).await;
            self.decisions.heard(&answer);
            // An answer that was overtaken by another question is no answer; nor is one to nobody.
            if self.turn.try_get_value() == Some(turn) {
                self.take(answer, filter, more);
            }
        });
    }

    fn take(self, answer: Result<Queue, ApiError>, filter: QueueFilter, more: bool) {
        self.busy.set(false);
        match answer {
            Ok(queue) => self.show(queue, filter, more),
            Err(error) => self.error.set(Some(error)),
        }
    }

    fn show(self, queue: Queue, filter: QueueFilter, more: bool) {
        self.error.set(None);
        self.read_at.set(now());
        self.total.set(Some(queue.total));
        self.counts.set(Some(queue.counts));
        self.today.set(Some(queue.today));
        if let Some(choices) = queue.choices {
            self.choices.set(choices);
        }
        self.next.set(queue.next);
        self.entries.update(|entries| {
            if !more {
                entries.clear();
            }
            entries.extend(queue.entries);
        });
        self.filter.set(Some(QueueFilter {
            after: None,
            ..filter
        }));
    }
}

/// The page that is asked for, and what follows until there is as much as was shown.
async fn read_as_far(filter: &QueueFilter, shown: usize) -> Result<Queue, ApiError> {
    let mut queue = requests::queue(filter).await?;
    for _ in 1..MOST_PAGES {
        if queue.entries.len() >= shown || queue.next.is_none() {
            break;
        }
        let after = queue.next.take();
        let following = QueueFilter {
            after,
            ..filter.clone()
        };
        let page = requests::queue(&following).await?;
        queue.next = page.next;
        queue.entries.extend(page.entries);
    }
    Ok(queue)
}
