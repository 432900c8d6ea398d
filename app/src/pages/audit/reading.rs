//! Reading the log: what came last stays until something newer is there.

use crate::api::{self, ApiError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::audit::{Log, LogEntry, LogFilter};

/// Where the server tells it.
const PATH: &str = "/api/audit/log";

/// What has been read of the log.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The entries, the latest first; `None` until the first answer.
    pub entries: RwSignal<Option<Vec<LogEntry>>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<String>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    turn: StoredValue<u64>,
}

impl Reading {
    /// Nothing yet.
    pub fn begin() -> Self {
        Self {
            entries: RwSignal::new(None),
            next: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Reads the first page.
    pub fn read(self, filter: LogFilter) {
        self.ask(filter);
    }

    /// Reads the page that begins at `after`.
    pub fn read_more(self, filter: LogFilter, after: String) {
        self.ask(LogFilter {
            after: Some(after),
            ..filter
        });
    }

    fn ask(self, filter: LogFilter) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::post::<Log>(PATH, &filter).await;
            // An answer that was overtaken by another question is no answer; nor is one to nobody.
            if self.turn.try_get_value() == Some(turn) {
                self.show(answer, filter.after.is_some());
            }
        });
    }

    fn show(self, answer: Result<Log, ApiError>, more: bool) {
        self.busy.set(false);
        match answer {
            Ok(log) => {
                self.error.set(None);
                self.next.set(log.next);
                self.entries.update(|entries| {
                    let before = entries.take().filter(|_| more);
                    let mut all = before.unwrap_or_default();
                    all.extend(log.entries);
                    *entries = Some(all);
                });
            }
            Err(error) => self.error.set(Some(error)),
        }
    }
}
