//! Files on their way into a draft: edited or chosen, checked, and kept as they were checked.

use super::page_of_draft;
use super::words::{is_conflict, refusal};
use crate::api;
use crate::task::Task;
use crate::text::{t, tf};
use gloo_file::File;
use gloo_file::futures::read_as_bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::id::DraftId;
use shared::key;
use shared::rule_book::{DraftAsked, DraftPage, Looked, RuleFile, RuleSubject};

/// Files on their way into a draft.
#[derive(Clone, Copy)]
pub struct Drafting {
    /// Of what they are.
    pub subject: RuleSubject,
    /// The files as they are now.
    pub files: RwSignal<Vec<RuleFile>>,
    /// What those that were checked came to; `None` once they are changed.
    pub looked: RwSignal<Option<Looked>>,
    /// Why the last thing was not done.
    pub failed: RwSignal<Vec<String>>,
    /// Why it is to be.
    pub reason: RwSignal<String>,
    /// Whether the reason was to be written by now.
    pub missing: RwSignal<bool>,
    /// What takes a while.
    pub task: Task,
    /// Shows the draft once it is kept.
    on_kept: Callback<DraftId>,
}

impl Drafting {
    /// Nothing is checked yet.
    pub fn begin(subject: RuleSubject) -> Self {
        let navigate = StoredValue::new_local(use_navigate());
        let on_kept = Callback::new(move |draft: DraftId| {
            // The page may have been left.
            navigate.try_with_value(|go| go(&page_of_draft(draft), NavigateOptions::default()));
        });
        Self {
            subject,
            files: RwSignal::new(Vec::new()),
            looked: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
            reason: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
            task: Task::new(),
            on_kept,
        }
    }

    /// A file of this name has another text.
    pub fn writes(self, at: usize, text: String) {
        self.files.update(|files| {
            if let Some(file) = files.get_mut(at) {
                file.text = text;
            }
        });
        self.looked.set(None);
    }

    /// Reads files that were chosen, each in the place of one of the same name, and checks all.
    pub fn choose(self, chosen: Vec<File>) {
        spawn_local(async move {
            for file in chosen {
                let (name, read) = (file.name(), read_as_bytes(&file).await);
                let text = read.ok().and_then(|bytes| String::from_utf8(bytes).ok());
                match text {
                    Some(text) => self.adds(RuleFile { name, text }),
                    None => {
                        let said = tf(key!("rule_book.unreadable_file"), &[("name", &name)]);
                        self.failed.try_set(vec![said]);
                        return;
                    }
                }
            }
            self.check();
        });
    }

    fn adds(self, file: RuleFile) {
        self.files.try_update(|files| {
            files.retain(|other| other.name != file.name);
            files.push(file);
        });
        self.looked.try_set(None);
    }

    /// What the files come to.
    pub fn check(self) {
        let asked = self.asked(None);
        self.task.run(async move {
            let answer = api::post::<Looked>("/api/rules/look", &asked).await;
            let is_as_asked = self.files.try_with_untracked(|files| *files == asked.files);
            match answer {
                // What was typed meanwhile was not checked.
                Ok(looked) if is_as_asked == Some(true) => {
                    self.failed.try_set(Vec::new());
                    self.looked.try_set(Some(looked));
                }
                Ok(_) => drop(
                    self.failed
                        .try_set(vec![t(key!("rule_book.changed_text")).to_owned()]),
                ),
                Err(error) => drop(self.failed.try_set(refusal(&error))),
            }
        });
    }

    /// Keeps them as they were checked, and shows the draft.
    pub fn keep(self) {
        let is_silent = self.reason.with_untracked(|it| it.trim().is_empty());
        self.missing.set(is_silent);
        let looked = self.looked.get_untracked().filter(|_| !is_silent);
        let Some(looked) = looked else { return };
        let asked = self.asked(Some(looked.token));
        self.task.run(async move {
            match api::post::<DraftPage>("/api/rules/drafts", &asked).await {
                Ok(page) => drop(self.on_kept.try_run(page.draft.id)),
                Err(error) => {
                    if is_conflict(&error) {
                        self.looked.try_set(None);
                    }
                    self.failed.try_set(refusal(&error));
                }
            }
        });
    }

    fn asked(self, token: Option<String>) -> DraftAsked {
        DraftAsked {
            subject: self.subject,
            files: self.files.get_untracked(),
            reason: self.reason.get_untracked(),
            token,
        }
    }
}
