//! Reading the figures of the desk: what came last stays until something newer is there.

use crate::api::ApiError;
use crate::clock::now;
use crate::pages::desk::asking::{Answered, Occasion, Turn};
use crate::pages::desk::occasions::{self, Questions};
use crate::pages::desk::requests;
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::DeskFigures;
use shared::time::Timestamp;

/// What has been read.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The figures, and when they were read; `None` until the first answer.
    pub figures: RwSignal<Option<(DeskFigures, Timestamp)>>,
    /// Why the last request brought nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    questions: Questions<()>,
    decisions: Decisions,
}

impl Reading {
    /// Begins to read, and reads again whenever there is occasion to.
    pub fn begin(decisions: Decisions) -> Self {
        let reading = Self {
            figures: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(false),
            questions: Questions::none(),
            decisions,
        };
        occasions::follow(decisions, move |occasion| reading.on(occasion));
        reading
    }

    /// Asks the server if there is occasion to.
    pub fn on(self, occasion: Occasion) {
        if let Some(turn) = self.questions.on(occasion, ()) {
            self.ask(turn);
        }
    }

    fn ask(self, turn: Turn) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = requests::today().await;
            self.decisions.heard(&answer);
            let answered = self.questions.answered(turn, &answer);
            // Nobody waits for it if they went elsewhere meanwhile.
            if answered == Answered::Overtaken {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(figures) => {
                    self.error.set(None);
                    self.figures.set(Some((figures, now())));
                }
                Err(error) => self.error.set(Some(error)),
            }
            if answered == Answered::Before {
                self.on(Occasion::Changed);
            }
        });
    }
}
