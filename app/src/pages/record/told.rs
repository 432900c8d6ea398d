//! An answer before and after, in words.

use crate::answer_text::answer_text;
use crate::text::{language, t};
use leptos::prelude::*;
use shared::answers::Answers;
use shared::form::form_of;
use shared::key;
use shared::product::Catalogue;
use shared::record::{RecordKind, RecordView};

/// What is needed to tell an answer of a record in words.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// Which form.
    pub kind: RecordKind,
    /// What the record says now: what some answers mean depends on others.
    pub content: &'a Answers,
    /// The products, once they are there.
    pub catalogue: Option<&'a Catalogue>,
}

impl<'a> Telling<'a> {
    /// Of this record.
    pub fn of(record: &'a RecordView, catalogue: Option<&'a Catalogue>) -> Self {
        Self {
            kind: record.kind,
            content: &record.content,
            catalogue,
        }
    }

    /// What `text` at `path` means.
    pub fn said(&self, path: &str, text: &str) -> String {
        let content = self.content.clone().with(path, text);
        let said = match form_of(self.kind).field_at(path) {
            Some(field) => answer_text(language(), field, path, &content, self.catalogue),
            None => content.get(path).map(str::to_owned),
        };
        said.unwrap_or_else(|| t(key!("form.not_answered")).to_owned())
    }
}

/// What stood there, and what was made of it.
#[component]
pub fn BeforeAndAfter(
    /// In words.
    before: String,
    /// In words; the same if nothing was changed.
    after: String,
) -> impl IntoView {
    if before == after {
        return view! {
            <span class="small">
                <span class="soft">{t(key!("ui.record.unchanged"))}" "</span>
                {before}
            </span>
        }
        .into_any();
    }
    view! {
        <span class="stack-tight">
            <del class="soft">
                <span class="visually-hidden">{t(key!("ui.record.stood_there"))}" "</span>
                {before}
            </del>
            <ins>
                <span class="visually-hidden">{t(key!("ui.record.stands_there"))}" "</span>
                {after}
            </ins>
        </span>
    }
    .into_any()
}
