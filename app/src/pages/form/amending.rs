//! A change to what was submitted: what is different, and why.

use crate::answer_name::answer_name;
use crate::answer_text::answer_text;
use crate::components::error_summary::SummaryLine;
use crate::components::note_entry::NoteEntry;
use crate::drafting::OpenDraft;
use crate::store::{Draft, Purpose};
use crate::text::{language, t};
use crate::work::Work;
use leptos::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::Severity;
use shared::form::Form;
use shared::key;
use shared::note::{self, MOST_NOTE};
use shared::sync::Operation;

impl OpenDraft {
    /// Whether it changes a record that has arrived.
    pub fn is_amendment(self) -> bool {
        self.draft.with_untracked(Draft::is_amendment)
    }

    /// Whether it answers a query: what else is corrected with it goes with the answer.
    pub fn is_answer(self) -> bool {
        self.draft
            .with_untracked(|draft| matches!(draft.purpose(), Purpose::Answer(_)))
    }

    /// What it makes different.
    pub fn changes(self) -> Changes {
        let content = self.content();
        self.draft.with(|draft| draft.changes(&content))
    }

    /// What a change still has to say before it can go: what is different, and why.
    pub fn unsaid(self) -> Vec<SummaryLine> {
        let mut lines = Vec::new();
        let mut lacks = |href: &str, text: &'static str| {
            lines.push(SummaryLine {
                href: href.to_owned(),
                text: t(text).to_owned(),
                severity: Severity::Error,
            });
        };
        if self.is_amendment() && self.changes().is_empty() {
            lacks("#changed", key!("form.amend.nothing"));
        }
        let length = self.draft.with(|draft| note::length(&draft.note));
        if self.is_amendment() && length == 0 {
            lacks("#amend-note", key!("form.amend.note_missing"));
        }
        if self.is_amendment() && length > MOST_NOTE {
            lacks("#amend-note", key!("form.amend.note_too_long"));
        }
        lines
    }

    /// What is put on its way; `None` while the record has no number.
    pub fn operation(self) -> Option<Operation> {
        let draft = self.draft.get_untracked();
        if draft.is_amendment() {
            return Some(Operation::Amend {
                changes: untrack(|| self.changes()),
                note: note::written(&draft.note),
            });
        }
        Some(Operation::Submit {
            number: draft.number?,
            content: self.content(),
        })
    }
}

/// What is different, and why.
#[component]
pub fn Amending(
    /// The change.
    open: OpenDraft,
    /// How often the person wanted to send it.
    asked_for: RwSignal<u32>,
) -> impl IntoView {
    let unchanged = Memo::new(move |_| open.changes().is_empty());
    let no_note = Memo::new(move |_| open.draft.with(|draft| draft.note.trim().is_empty()));
    let missing = move || asked_for.get() > 0 && no_note.get();
    view! {
        <section class="card stack" aria-labelledby="changed">
            <h2 id="changed" tabindex="-1">{t(key!("form.amend.changed"))}</h2>
            {move || match unchanged.get() {
                true => view! { <p class="soft">{t(key!("form.amend.nothing"))}</p> }.into_any(),
                false => view! { <Changed open/> }.into_any(),
            }}
            {(!open.is_answer()).then(|| {
                let on_input = Callback::new(move |text| open.note(text));
                let missing = Signal::derive(missing);
                view! { <AmendmentNote draft=open.draft missing on_input/> }
            })}
        </section>
    }
}

/// Why it is corrected.
#[component]
pub fn AmendmentNote(
    /// What says it.
    draft: RwSignal<Draft>,
    /// Whether it was to be said by now.
    missing: Signal<bool>,
    /// Takes it as typed.
    on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <NoteEntry
            id="amend-note"
            label=t(key!("form.amend.note"))
            lacking=t(key!("form.amend.note_missing"))
            rows=2
            value=Signal::derive(move || draft.with(|draft| draft.note.clone()))
            missing
            on_input
        />
    }
}

#[component]
fn Changed(open: OpenDraft) -> impl IntoView {
    let base = Signal::derive(move || open.draft.with(|draft| draft.base.clone()));
    let changes = Signal::derive(move || open.changes());
    view! { <Differences work=open.work form=open.form base changes/> }
}

/// Each answer that is different, before and after.
#[component]
pub fn Differences(
    /// Has the products.
    work: Work,
    /// What the record is.
    form: &'static Form,
    /// What stood there.
    base: Signal<Answers>,
    /// What is different.
    changes: Signal<Changes>,
) -> impl IntoView {
    let rows = move || {
        let catalogue = work.catalogue.get();
        let (before, changes) = (base.get(), changes.get());
        let after = changes.on(&before);
        let said = |path: &str, answers| {
            let field = form.field_at(path)?;
            answer_text(language(), field, path, answers, catalogue.as_deref())
        };
        let mut paths: Vec<&str> = changes.iter().map(|(path, _)| path).collect();
        paths.sort_by_key(|path| form.position(path));
        paths
            .into_iter()
            .map(|path| {
                let nothing = || t(key!("form.not_answered")).to_owned();
                let before = said(path, &before).unwrap_or_else(nothing);
                let after = said(path, &after).unwrap_or_else(nothing);
                view! {
                    <div>
                        <dt>{answer_name(language(), form, path)}</dt>
                        <dd class="stack-tight">
                            <del class="soft">{before}</del>
                            <ins>{after}</ins>
                        </dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! { <dl class="facts">{rows}</dl> }
}
