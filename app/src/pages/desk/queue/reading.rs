//! Reading the queue: what came last stays until something newer is there, also while a case is open.

use crate::api::ApiError;
use crate::clock::now;
use crate::pages::desk::asking::{Answered, Occasion, Turn};
use crate::pages::desk::occasions::Questions;
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
    /// How many answers have been shown, failures among them.
    pub answers: RwSignal<u32>,
    questions: Questions<QueueFilter>,
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
            answers: RwSignal::new(0),
            questions: Questions::none(),
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

    /// Reads it from the beginning if there is occasion to; of what is shown already, as far as it is shown.
    pub fn on(self, occasion: Occasion, filter: QueueFilter) {
        if let Some(turn) = self.questions.on(occasion, filter.clone()) {
            self.ask(turn, filter, None);
        }
    }

    /// Reads the page that begins at `after`.
    pub fn read_more(self, filter: QueueFilter, after: String) {
        if let Some(turn) = self.questions.one_more(filter.clone()) {
            self.ask(turn, filter, Some(after));
        }
    }

    fn ask(self, turn: Turn, filter: QueueFilter, after: Option<String>) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = match &after {
                None => self.read_as_far_as_shown(turn, &filter).await,
                Some(after) => requests::queue(&beginning_at(&filter, after)).await,
            };
            self.decisions.heard(&answer);
            let answered = self.questions.answered(turn, &answer);
            // An answer that was overtaken by another question is no answer; nor is one to nobody.
            if answered == Answered::Overtaken {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(queue) => self.show(queue, &filter, after.is_some()),
                Err(error) => self.error.set(Some(error)),
            }
            self.answers.update(|answers| *answers += 1);
            if answered == Answered::Before {
                self.on(Occasion::Changed, filter);
            }
        });
    }

    /// The first page, and what follows until there is as much as was shown.
    async fn read_as_far_as_shown(
        self,
        turn: Turn,
        filter: &QueueFilter,
    ) -> Result<Queue, ApiError> {
        let shown = match untrack(|| self.is_of(filter)) {
            true => self.entries.with_untracked(Vec::len),
            false => 0,
        };
        let mut queue = requests::queue(filter).await?;
        for _ in 1..MOST_PAGES {
            if queue.entries.len() >= shown || !self.questions.awaits(turn) {
                break;
            }
            let Some(after) = queue.next.take() else {
                break;
            };
            let page = requests::queue(&beginning_at(filter, &after)).await?;
            queue.next = page.next;
            queue.entries.extend(page.entries);
        }
        Ok(queue)
    }

    fn show(self, queue: Queue, filter: &QueueFilter, more: bool) {
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
        self.filter.set(Some(filter.clone()));
    }
}

fn beginning_at(filter: &QueueFilter, after: &str) -> QueueFilter {
    QueueFilter {
        after: Some(after.to_owned()),
        ..filter.clone()
    }
}
