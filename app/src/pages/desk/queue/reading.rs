//! Reading the queue: what came last stays until something newer is there.

use crate::api::ApiError;
use crate::clock::now;
use crate::pages::desk::requests;
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{DeskToday, Queue, QueueChoices, QueueEntry, QueueFilter, StatusCount};
use shared::time::Timestamp;

/// What has been read of the queue.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The cases, in their order.
    pub entries: RwSignal<Vec<QueueEntry>>,
    /// How many there are in all; `None` until the first answer.
    pub total: RwSignal<Option<u64>>,
    /// How many of each status.
    pub counts: RwSignal<Vec<StatusCount>>,
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
            entries: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            counts: RwSignal::new(Vec::new()),
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

    /// Reads the first page.
    pub fn read(self, filter: QueueFilter) {
        self.ask(filter, false);
    }

    /// Reads the page that begins at `after`.
    pub fn read_more(self, filter: QueueFilter, after: String) {
        let filter = QueueFilter {
            after: Some(after),
            ..filter
        };
        self.ask(filter, true);
    }

    fn ask(self, filter: QueueFilter, more: bool) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.busy.set(true);
        spawn_local(async move {
            let answer = requests::queue(&filter).await;
            self.decisions.heard(&answer);
            // An answer that was overtaken by another question is no answer; nor is one to nobody.
            if self.turn.try_get_value() == Some(turn) {
                self.take(answer, more);
            }
        });
    }

    fn take(self, answer: Result<Queue, ApiError>, more: bool) {
        self.busy.set(false);
        match answer {
            Ok(queue) => self.show(queue, more),
            Err(error) => self.error.set(Some(error)),
        }
    }

    fn show(self, queue: Queue, more: bool) {
        self.error.set(None);
        self.read_at.set(now());
        self.total.set(Some(queue.total));
        self.counts.set(queue.counts);
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
    }
}
