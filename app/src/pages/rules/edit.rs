//! A new draft: what holds is edited in place, or files are chosen.

use super::changes::Changes;
use super::drafting::Drafting;
use super::page_of;
use super::reading::Reading;
use super::words::{called, refused};
use crate::components::button::{Button, Weight};
use crate::components::icon::{Icon, IconName};
use crate::components::note_entry::NoteEntry;
use crate::text::{t, t_of, tf};
use gloo_file::{File, FileList};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos_router::components::A;
use shared::key;
use shared::rule_book::{RuleFile, RulePage, RuleSubject};
use web_sys::HtmlInputElement;

/// The page of a new draft.
#[component]
pub fn NewDraft(
    /// Of what.
    subject: RuleSubject,
    /// What holds of this name is the beginning; else files are chosen.
    name: Option<String>,
) -> impl IntoView {
    let drafting = Drafting::begin(subject);
    let back = name
        .as_ref()
        .map_or_else(|| "/rules".to_owned(), |name| page_of(subject, name));
    let title = match &name {
        Some(name) => called(subject, name),
        None => t_of("rule_book.subject", subject.as_str()).to_owned(),
    };
    let beginning = name.map(|name| view! { <Beginning drafting name/> });
    view! {
        <div class="page page-wide page-rules">
            <A href=back attr:class="training-back">
                <Icon name=IconName::Back/>
                {t(key!("ui.back"))}
            </A>
            <h1>{t(key!("rule_book.edit"))} ": " {title}</h1>
            {beginning}
            <Texts drafting/>
            <ChooseFiles drafting/>
            <Checked drafting/>
        </div>
    }
}

/// What holds, as the beginning.
#[component]
fn Beginning(drafting: Drafting, name: String) -> impl IntoView {
    let path = format!("/api/rules/{}/{name}", drafting.subject);
    let reading: Reading<RulePage> = Reading::begin(path);
    Effect::new(move |_| {
        let file = reading.page.with(|page| {
            page.as_ref().map(|page| RuleFile {
                name: page.file.name.clone(),
                text: page.file.text.clone(),
            })
        });
        if let (Some(file), true) = (file, drafting.files.with_untracked(Vec::is_empty)) {
            drafting.files.set(vec![file]);
        }
    });
    reading.unread()
}

/// The text of each file.
#[component]
fn Texts(drafting: Drafting) -> impl IntoView {
    let names = Memo::new(move |_| {
        drafting.files.with(|files| {
            let names = files.iter().map(|file| file.name.clone());
            names.collect::<Vec<_>>()
        })
    });
    let entry = move |(at, name): (usize, String)| {
        let id = format!("rules-text-{at}");
        let label = tf(key!("rule_book.text_of"), &[("name", &name)]);
        let text = move || {
            drafting
                .files
                .with(|files| files.get(at).map(|file| file.text.clone()))
                .unwrap_or_default()
        };
        view! {
            <div class="entry">
                <label for=id.clone()>{label}</label>
                <textarea
                    class="entry-input rules-text"
                    id=id
                    rows=16
                    spellcheck="false"
                    autocapitalize="off"
                    prop:value=text
                    on:input=move |event| drafting.writes(at, event_target_value(&event))
                ></textarea>
            </div>
        }
    };
    move || {
        names
            .get()
            .into_iter()
            .enumerate()
            .map(entry)
            .collect_view()
    }
}

/// Where files are chosen or dropped.
#[component]
fn ChooseFiles(drafting: Drafting) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let choose = move |files: Option<web_sys::FileList>| {
        let files = files.map(FileList::from);
        let files: Vec<File> = files
            .iter()
            .flat_map(|files| files.iter().cloned())
            .collect();
        if !files.is_empty() {
            drafting.choose(files);
        }
    };
    let on_drag = move |event: &DragEvent, over: bool| {
        event.prevent_default();
        is_over.set(over);
    };
    view! {
        <label
            class="import-drop"
            class:is-over=is_over
            on:dragover=move |event| on_drag(&event, true)
            on:dragleave=move |event| on_drag(&event, false)
            on:drop=move |event: DragEvent| {
                let files = event.data_transfer().and_then(|dropped| dropped.files());
                on_drag(&event, false);
                choose(files);
            }
        >
            <span class="entry-label">{t(key!("rule_book.file"))}</span>
            <span class="soft small">{t(key!("rule_book.file_hint"))}</span>
            <input
                type="file"
                multiple
                accept=".toml"
                on:change=move |event| {
                    let input: HtmlInputElement = event_target(&event);
                    choose(input.files());
                    // The same file, corrected meanwhile, can be chosen again.
                    input.set_value("");
                }
            />
        </label>
    }
}

/// What the files come to, and keeping them.
#[component]
fn Checked(drafting: Drafting) -> impl IntoView {
    let subject = drafting.subject;
    let can_keep = move || {
        drafting.looked.with(|looked| {
            looked
                .as_ref()
                .is_some_and(|looked| looked.findings.is_empty() && !looked.changes.is_empty())
        })
    };
    let has_files = move || drafting.files.with(|files| !files.is_empty());
    let looking = move || {
        let is_busy = drafting.task.is_busy().get();
        is_busy.then(|| t(key!("rule_book.looking")))
    };
    let keeping = move || {
        can_keep().then(|| {
            view! {
                <NoteEntry
                    id="draft-reason"
                    label=t(key!("rule_book.reason"))
                    lacking=t(key!("findings.rules_reason_missing"))
                    rows=3
                    value=drafting.reason
                    missing=drafting.missing
                    on_input=Callback::new(move |text| drafting.reason.set(text))
                />
                <Button
                    label=t(key!("rule_book.keep")).to_owned()
                    weight=Weight::Primary
                    busy=drafting.task.is_busy()
                    on_press=Callback::new(move |()| drafting.keep())
                />
            }
        })
    };
    view! {
        {move || has_files().then(|| view! {
            <Button
                label=t(key!("rule_book.check")).to_owned()
                busy=drafting.task.is_busy()
                on_press=Callback::new(move |()| drafting.check())
            />
        })}
        <p class="soft small" role="status">{looking}</p>
        {refused(drafting.failed)}
        {move || drafting.looked.get().map(|looked| view! {
            <Changes subject looked title=t(key!("rule_book.changes"))/>
        })}
        {keeping}
    }
}
