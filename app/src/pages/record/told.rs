//! An answer before and after, in words.

use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::text::{language, t};
use crate::work::use_work;
use leptos::prelude::*;
use shared::answers::Answers;
use shared::key;
use shared::kinds::form_of;
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
    fn of(record: &'a RecordView, catalogue: Option<&'a Catalogue>) -> Self {
        Self {
            kind: record.kind,
            content: &record.content,
            catalogue,
        }
    }

    /// What the answer at `path` is called.
    pub fn name(&self, path: &str) -> String {
        answer_name(language(), form_of(self.kind), path)
    }

    /// What stood at `path`, and what was made of it.
    pub fn change(&self, path: &str, before: &str, after: &str) -> impl IntoView + use<> {
        let (before, after) = (self.said(path, before), self.said(path, after));
        view! { <BeforeAndAfter before after/> }
    }

    /// What `text` at `path` means.
    fn said(&self, path: &str, text: &str) -> String {
        let content = self.content.clone().with(path, text);
        let said = match form_of(self.kind).field_at(path) {
            Some(field) => answer_text(language(), field, path, &content, self.catalogue),
            None => content.get(path).map(str::to_owned),
        };
        said.unwrap_or_else(|| t(key!("form.not_answered")).to_owned())
    }
}

/// A card of what happened to the record, told anew when the products are there.
pub fn card<V: IntoView + 'static>(
    id: &'static str,
    heading: &'static str,
    record: RecordView,
    told: impl Fn(Telling<'_>) -> V + Send + 'static,
) -> impl IntoView {
    let catalogue = use_work().catalogue;
    let told = move || {
        let catalogue = catalogue.get();
        told(Telling::of(&record, catalogue.as_deref()))
    };
    view! {
        <section class="card stack" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {told}
        </section>
    }
}

/// What stood there, and what was made of it.
#[component]
fn BeforeAndAfter(
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
