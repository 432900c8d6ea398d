//! What becomes of a file: it is read, looked at, and taken once.

use super::super::words::{is_conflict, refusal};
use crate::api::{self, ApiError};
use crate::clock::now;
use crate::text::t;
use gloo_file::File;
use gloo_file::futures::read_as_bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::directory::{RowsTaken, TableImported};
use shared::key;
use shared::people::import::TableKind;
use shared::time::Timestamp;
use std::sync::Arc;

/// A file that was chosen, as it was then.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// What it is called.
    pub name: String,
    /// When it was chosen.
    pub at: Timestamp,
    bytes: Arc<Vec<u8>>,
}

/// What becomes of a file.
#[derive(Clone, Copy)]
pub struct Importing {
    /// What the table is of.
    pub kind: TableKind,
    /// The file.
    pub chosen: RwSignal<Option<Chosen>>,
    /// What it comes to, or came to.
    pub looked: RwSignal<Option<TableImported>>,
    /// Why nothing came of it.
    pub failed: RwSignal<Vec<String>>,
    /// Whether something else came of it than was looked at before.
    pub meanwhile: RwSignal<bool>,
    /// Whether an answer is awaited.
    pub busy: RwSignal<bool>,
    turn: StoredValue<u64>,
}

impl Importing {
    /// Nothing is chosen yet.
    pub fn begin(kind: TableKind) -> Self {
        Self {
            kind,
            chosen: RwSignal::new(None),
            looked: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
            meanwhile: RwSignal::new(false),
            busy: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Looks at a file, in the place of the one before. What is being taken is waited for.
    pub fn choose(self, file: File) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.forget();
        self.busy.set(true);
        spawn_local(async move {
            let (name, at) = (file.name(), now());
            let read = read_as_bytes(&file).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match read {
                Ok(bytes) => {
                    let bytes = Arc::new(bytes);
                    self.chosen.set(Some(Chosen { name, at, bytes }));
                    self.look(turn).await;
                }
                Err(_) => self.fails(vec![t(key!("imports.unreadable")).to_owned()]),
            }
        });
    }

    /// Looks at the same file once more.
    pub fn look_again(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(Vec::new());
        spawn_local(self.look(self.turn.get_value()));
    }

    /// Takes what was looked at, once.
    pub fn take(self, rows: RowsTaken) {
        let looked = self.looked.get_untracked().filter(|it| !it.kept);
        let (Some(looked), false) = (looked, self.busy.get_untracked()) else {
            return;
        };
        self.busy.set(true);
        self.failed.set(Vec::new());
        self.meanwhile.set(false);
        let turn = self.turn.get_value();
        spawn_local(async move {
            let (rows, file, token) = (rows.as_str(), &looked.file, &looked.token);
            let query = format!("preview=false&rows={rows}&file={file}&token={token}");
            match self.send(&query).await {
                Err(error) if is_conflict(&error) => {
                    self.meanwhile.try_set(true);
                    self.look(turn).await;
                }
                answer => self.show(turn, answer),
            }
        });
    }

    async fn look(self, turn: u64) {
        let answer = self.send("preview=true").await;
        self.show(turn, answer);
    }

    async fn send(self, query: &str) -> Result<TableImported, ApiError> {
        let chosen = self.chosen.try_get_untracked().flatten();
        let bytes = chosen.map(|chosen| chosen.bytes).unwrap_or_default();
        let path = format!("/api/imports/{}?{query}", self.kind);
        api::post_file(&path, &bytes).await
    }

    /// An answer about a file that another has taken the place of is no answer; nor is one to nobody.
    fn show(self, turn: u64, answer: Result<TableImported, ApiError>) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        match answer {
            Ok(looked) => {
                self.busy.set(false);
                self.looked.set(Some(looked));
            }
            Err(error) => {
                let texts = refusal(&error).into_iter();
                self.fails(texts.map(|refused| refused.text).collect());
            }
        }
    }

    fn fails(self, texts: Vec<String>) {
        self.busy.set(false);
        self.failed.set(texts);
    }

    fn forget(self) {
        self.chosen.set(None);
        self.looked.set(None);
        self.failed.set(Vec::new());
        self.meanwhile.set(false);
    }
}
