//! Opening a case: what was read ahead is shown at once, what the server says now replaces it.

use crate::api::ApiError;
use crate::pages::desk::asking::{Answered, Occasion, Turn};
use crate::pages::desk::occasions::Questions;
use crate::pages::desk::requests;
use crate::pages::desk::sitting::Sitting;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, Holder};
use shared::id::RecordId;
use std::sync::Arc;

/// Opening a case.
#[derive(Clone, Copy)]
pub struct Opening {
    /// The case, once it is there.
    pub case: RwSignal<Option<Arc<Case>>>,
    /// Whether the server has said what it is now: only then it can be decided.
    pub is_current: RwSignal<bool>,
    /// Why it did not come.
    pub error: RwSignal<Option<ApiError>>,
    questions: Questions<()>,
    id: RecordId,
    sitting: Sitting,
    decides: bool,
}

impl Opening {
    /// Begins to open the case; whoever decides takes it into review.
    pub fn begin(id: RecordId, sitting: Sitting, decides: bool) -> Self {
        let ahead = sitting.taken_ahead(id).map(Arc::new);
        let opening = Self {
            case: RwSignal::new(ahead),
            is_current: RwSignal::new(false),
            error: RwSignal::new(None),
            questions: Questions::none(),
            id,
            sitting,
            decides,
        };
        opening.on(Occasion::Looked);
        opening
    }

    /// Asks the server for it if there is occasion to.
    pub fn on(self, occasion: Occasion) {
        if let Some(turn) = self.questions.on(occasion, ()) {
            self.read(turn);
        }
    }

    fn read(self, turn: Turn) {
        spawn_local(async move {
            let answer = self.ask().await;
            self.sitting.decisions.heard(&answer);
            let answered = self.questions.answered(turn, &answer);
            // Nobody waits for it if they went on meanwhile.
            if answered == Answered::Overtaken {
                return;
            }
            match answer {
                Ok(case) => self.show(case),
                Err(error) => self.error.set(Some(error)),
            }
            if answered == Answered::Before {
                self.on(Occasion::Changed);
            }
        });
    }

    fn show(self, case: Case) {
        self.error.set(None);
        self.case.set(Some(Arc::new(case)));
        self.is_current.set(true);
        self.sitting.read_ahead(self.id);
    }

    /// Shows who has it open.
    pub fn held_by(self, holder: Holder) {
        if self.case.is_disposed() {
            return;
        }
        self.case.update(|case| {
            if let Some(case) = case {
                Arc::make_mut(case).holder = Some(holder);
            }
        });
    }

    /// Somebody who may not take it into review still may read it.
    async fn ask(self) -> Result<Case, ApiError> {
        if !self.decides {
            return requests::read(self.id).await;
        }
        match requests::open(self.id).await {
            Err(ApiError::Problem(problem)) if matches!(problem.status, 403 | 409) => {
                requests::read(self.id).await
            }
            answer => answer,
        }
    }
}
