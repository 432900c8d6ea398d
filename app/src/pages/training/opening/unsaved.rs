//! What of a session's form is kept on the device until it is saved or discarded.

use crate::store::{HalfWritten, SessionDraft};
use crate::work::keeper::Keeper;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::answers::Answers;
use shared::id::RecordId;

/// What is kept until the form is saved.
#[derive(Clone, Copy)]
pub struct Unsaved {
    /// Whether the form shows what was typed another time.
    pub restored: RwSignal<bool>,
    /// The content version that was read; 0 of a new session.
    pub content_version: u64,
    about: Option<RecordId>,
    begun: StoredValue<Answers>,
    ended: StoredValue<bool>,
    drafts: Keeper<SessionDraft>,
}

impl Unsaved {
    /// What was kept of the form that begins with `begun`: of a new session, or about the one that is
    /// changed and the version that was read of it.
    pub fn begin(begun: Answers, about: Option<(RecordId, u64)>) -> (Self, SessionDraft) {
        let drafts = use_work().session_drafts;
        let (about, content_version) = match about {
            Some((session, version)) => (Some(session), version),
            None => (None, 0),
        };
        let draft = drafts.about(about);
        let unsaved = Self {
            restored: RwSignal::new(!draft.is_empty()),
            content_version,
            about,
            begun: StoredValue::new(begun),
            ended: StoredValue::new(false),
            drafts,
        };
        (unsaved, draft)
    }

    /// Keeps every answer as it is typed, and brings in what another tab has kept meanwhile.
    pub fn keep_as_typed(self, answers: RwSignal<Answers>, note: RwSignal<String>) {
        let typed = move || self.typed(answers, note);
        Effect::new(move |_| {
            let typed = typed();
            if !self.ended.get_value() {
                self.drafts.keep(self.about, typed);
            }
        });
        spawn_local(async move {
            let kept = self.drafts.of_other_tab(self.about).await;
            let (Some(kept), Some(false)) = (kept, self.restored.try_get_untracked()) else {
                return;
            };
            if untrack(typed).is_empty() && !kept.is_empty() {
                answers.set(kept.on(self.content_version, &self.begun.get_value()));
                note.set(kept.note);
                self.restored.set(true);
            }
        });
    }

    /// What was typed and is not saved. Tracks what it is made of.
    pub fn typed(self, answers: RwSignal<Answers>, note: RwSignal<String>) -> SessionDraft {
        let begun = self.begun.get_value();
        let version = self.content_version;
        answers.with(|answers| note.with(|note| SessionDraft::of(version, &begun, answers, note)))
    }

    /// It is being saved, and ends with that: what is typed meanwhile is kept by nobody.
    pub fn stops(self) {
        self.ended.set_value(true);
    }

    /// It could not be saved: it is kept as it is typed, as before.
    pub fn goes_on(self, answers: RwSignal<Answers>, note: RwSignal<String>) {
        // Gone with the page, if it was left meanwhile: then what was kept last stays.
        if answers.is_disposed() || note.is_disposed() {
            return;
        }
        self.ended.set_value(false);
        self.drafts
            .keep(self.about, untrack(|| self.typed(answers, note)));
    }

    /// Begins anew with `begun`, once it is shown.
    pub fn start_anew(self, begun: Answers) {
        self.begun.set_value(begun);
        self.restored.set(false);
    }

    /// Keeps nothing any more: it is discarded.
    pub async fn end(self) {
        self.stops();
        self.drafts.end(self.about).await;
    }
}
