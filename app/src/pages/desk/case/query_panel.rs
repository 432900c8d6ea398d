//! Writing a query: the chosen fields, each with a reason and a note, and the last day for an answer.

use super::writing::{Discard, Missing, NoteField, ReasonField, Wanted, on_ctrl_enter};
use crate::clock::today;
use crate::components::button::{Button, Weight};
use crate::id::new_query_id;
use crate::pages::desk::consequence::{self, Consequence};
use crate::pages::desk::draft::{Incomplete, in_form_order, latest_due};
use crate::pages::desk::focus;
use crate::pages::desk::sheet::Sheet;
use crate::reason_text::{Offered, offered};
use crate::session::use_profile;
use crate::store::CaseDraft;
use crate::text::{t, tf};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use shared::reason::ReasonFor;
use shared::submission::RaisedItem;
use std::sync::Arc;

/// Where the keyboard goes when a query is begun.
pub const TITLE_ID: &str = "desk-query-title";
const DUE_ID: &str = "desk-query-due";
/// Days an agent usually has for an answer.
const USUAL_DAYS: u64 = 5;

/// Writing a query.
#[component]
pub fn QueryPanel(
    /// The case.
    case: Signal<Arc<Case>>,
    /// The case laid out: it names the answers.
    sheet: Memo<Sheet>,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// Whether the case was not shown long enough yet to be decided.
    off: Signal<bool>,
    /// Sends it.
    on_decide: Callback<Decision>,
    /// Stops writing; what is written stays.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let profile = use_profile();
    let offset = profile.with_untracked(|profile| profile.branch.offset_minutes);
    let kind = case.with_untracked(|case| case.record.kind);
    let reasons = offered(profile, ReasonFor::Query, kind);
    let usual = today(offset)
        .checked_add_days(Days::new(USUAL_DAYS))
        .unwrap_or_default();
    let due = Signal::derive(move || draft.with(|draft| draft.due).unwrap_or(usual));
    let missing = RwSignal::new(None);
    let half_typed = RwSignal::new(false);
    let paths = Memo::new(move |_| {
        draft.with(|draft| {
            draft
                .items
                .iter()
                .map(|item| item.path.clone())
                .collect::<Vec<_>>()
        })
    });
    let send = Callback::new(move |()| {
        if half_typed.get_untracked() {
            focus::focus_id(place_of(&Incomplete::Due));
            return missing.set(Some(Incomplete::Due));
        }
        let mut written = draft.get_untracked();
        let items = std::mem::take(&mut written.items);
        written.items = case.with_untracked(|case| in_form_order(items, case.record.kind));
        match written.query(new_query_id(), due.get_untracked(), today(offset)) {
            Ok(decision) => on_decide.run(decision),
            Err(incomplete) => {
                focus::focus_id(place_of(&incomplete));
                missing.set(Some(incomplete));
            }
        }
    });
    let asked = Decision::Query {
        query_id: new_query_id(),
        items: Vec::new(),
        due: usual,
    };
    let means = case.with_untracked(|case| consequence::lines(case, &asked));
    let label = move || {
        tf(
            key!("desk.query.send"),
            &[("n", &paths.with(Vec::len).to_string())],
        )
    };
    view! {
        <section class="desk-panel desk-writing" on:keydown=move |event| on_ctrl_enter(&event, send)>
            <h2 id=TITLE_ID tabindex="-1">{t(key!("desk.query.title"))}</h2>
            <Show when=move || paths.with(Vec::is_empty)>
                <p class="soft small">{t(key!("desk.query.empty"))}</p>
            </Show>
            <Missing missing wanted=wanted(Incomplete::NoItem, key!("desk.query.no_item"))/>
            <ul class="desk-items">
                <For each=move || paths.get() key=Clone::clone let:path>
                    <Item path sheet reasons draft missing/>
                </For>
            </ul>
            <Due due latest=latest_due(today(offset)) draft half_typed missing/>
            <Consequence lines=means/>
            <div class="button-row">
                <Button label=Signal::derive(label) weight=Weight::Primary off on_press=send/>
                <Button label=t(key!("ui.cancel")).to_owned() weight=Weight::Quiet on_press=on_cancel/>
                <Discard draft on_discard=on_cancel/>
            </div>
        </section>
    }
}

const fn wanted(incomplete: Incomplete, text: &'static str) -> Wanted {
    Wanted { incomplete, text }
}

fn reason_id(path: &str) -> String {
    format!("desk-reason-{path}")
}

fn note_id(path: &str) -> String {
    format!("desk-note-{path}")
}

/// Where something is missing.
fn place_of(incomplete: &Incomplete) -> String {
    match incomplete {
        Incomplete::ItemReason(path) => reason_id(path),
        Incomplete::ItemNote(path) | Incomplete::ItemNoteTooLong(path) => note_id(path),
        Incomplete::Due | Incomplete::DueTooLate => DUE_ID.to_owned(),
        Incomplete::NoItem | Incomplete::Reason | Incomplete::Note | Incomplete::NoteTooLong => {
            TITLE_ID.to_owned()
        }
    }
}

#[component]
fn Item(
    /// Which answer it is about.
    path: String,
    /// Names the answer.
    sheet: Memo<Sheet>,
    /// From which reasons it is chosen why.
    reasons: Signal<Vec<Offered>>,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
) -> impl IntoView {
    let (name, text) = sheet.with_untracked(|sheet| match sheet.row(&path) {
        Some(row) => (row.name.clone(), row.text.clone().unwrap_or_default()),
        None => (path.clone(), String::new()),
    });
    let key = StoredValue::new(path.clone());
    let written = move |part: fn(&RaisedItem) -> &String| {
        Signal::derive(move || {
            draft.with(|draft| {
                let item = key.with_value(|path| draft.items.iter().find(|it| it.path == *path));
                item.map(part).cloned().unwrap_or_default()
            })
        })
    };
    let change = move |change: &dyn Fn(&mut RaisedItem)| {
        draft.update(|draft| key.with_value(|path| draft.change(path, change)));
    };
    view! {
        <li class="desk-item">
            <fieldset>
                <legend>{name}" "<span class="soft">{text}</span></legend>
                <ReasonField
                    id=reason_id(&path)
                    label=t(key!("desk.query.reason"))
                    reasons
                    chosen=written(|item| &item.reason)
                    on_choose=Callback::new(move |reason: String| {
                        change(&|item| item.reason.clone_from(&reason));
                    })
                    missing
                    wanted=wanted(
                        Incomplete::ItemReason(path.clone()),
                        key!("desk.query.reason_missing"),
                    )
                />
                <NoteField
                    id=note_id(&path)
                    label=t(key!("desk.query.note"))
                    rows=2
                    note=written(|item| &item.note)
                    on_write=Callback::new(move |note: String| {
                        change(&|item| item.note.clone_from(&note));
                    })
                    missing
                    wanted=wanted(
                        Incomplete::ItemNote(path.clone()),
                        key!("desk.query.note_missing"),
                    )
                />
                <Button
                    label=t(key!("desk.query.remove")).to_owned()
                    weight=Weight::Quiet
                    on_press=Callback::new(move |()| {
                        draft.update(|draft| key.with_value(|path| draft.toggle(path)));
                    })
                />
            </fieldset>
        </li>
    }
}

#[component]
fn Due(
    /// The last day.
    due: Signal<NaiveDate>,
    /// The latest day it may be.
    latest: NaiveDate,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// Set while a day stands there that is none yet.
    half_typed: RwSignal<bool>,
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
) -> impl IntoView {
    view! {
        <div class="entry desk-due">
            <label for=DUE_ID>{t(key!("desk.query.due"))}</label>
            <input
                id=DUE_ID
                class="entry-input tabular"
                type="date"
                max=latest.to_string()
                prop:value=move || due.get().to_string()
                on:input=move |event| {
                    missing.set(None);
                    // A day that is half typed is told as nothing, and stays to be typed on.
                    let day = event_target_value(&event).parse().ok();
                    half_typed.set(day.is_none());
                    if day.is_some() {
                        draft.update(|draft| draft.due = day);
                    }
                }
            />
            <p class="soft small">
                {tf(key!("desk.query.due_hint"), &[("n", &USUAL_DAYS.to_string())])}
            </p>
            <Missing missing wanted=wanted(Incomplete::Due, key!("desk.query.due_wrong"))/>
            <Missing missing wanted=wanted(Incomplete::DueTooLate, key!("desk.query.due_too_late"))/>
        </div>
    }
}
