//! Writing a query: the chosen fields, each with a reason and a note, and the last day for an answer.

use crate::clock::today;
use crate::components::button::{Button, Weight};
use crate::id::new_query_id;
use crate::pages::desk::consequence::{self, Consequence};
use crate::pages::desk::draft::{CaseDraft, Incomplete, in_form_order};
use crate::pages::desk::focus;
use crate::pages::desk::sheet::Sheet;
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use chrono::{Days, NaiveDate};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::desk::{Case, Decision};
use shared::key;
use shared::note::MOST_NOTE;
use shared::submission::reason;
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
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let usual = today(offset)
        .checked_add_days(Days::new(USUAL_DAYS))
        .unwrap_or_default();
    let due = Signal::derive(move || draft.with(|draft| draft.due).unwrap_or(usual));
    let missing = RwSignal::new(None);
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
        let mut written = draft.get_untracked();
        let items = std::mem::take(&mut written.items);
        written.items = case.with_untracked(|case| in_form_order(items, case, today(offset)));
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
            <Missing missing wanted=Incomplete::NoItem text=key!("desk.query.no_item")/>
            <ul class="desk-items">
                <For each=move || paths.get() key=Clone::clone let:path>
                    <Item path sheet draft missing/>
                </For>
            </ul>
            <Due due draft missing/>
            <Consequence lines=means/>
            <div class="button-row">
                <Button label=Signal::derive(label) weight=Weight::Primary off on_press=send/>
                <Button label=t(key!("ui.cancel")).to_owned() weight=Weight::Quiet on_press=on_cancel/>
            </div>
        </section>
    }
}

/// Ctrl+Enter sends what is written; held, it sends it once.
pub fn on_ctrl_enter(event: &KeyboardEvent, send: Callback<()>) {
    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
        event.prevent_default();
        if !event.repeat() {
            send.run(());
        }
    }
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
        Incomplete::ItemNote(path) => note_id(path),
        Incomplete::Due => DUE_ID.to_owned(),
        Incomplete::NoItem | Incomplete::Reason | Incomplete::Note => TITLE_ID.to_owned(),
    }
}

/// What is missing here, if it is this.
#[component]
pub fn Missing(
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
    /// What could be missing here.
    wanted: Incomplete,
    /// What then is said.
    text: &'static str,
) -> impl IntoView {
    move || {
        let is_here = missing.with(|missing| missing.as_ref() == Some(&wanted));
        is_here.then(|| view! { <p class="entry-error" role="alert">{t(text)}</p> })
    }
}

#[component]
fn Item(
    /// Which answer it is about.
    path: String,
    /// Names the answer.
    sheet: Memo<Sheet>,
    /// What is written.
    draft: RwSignal<CaseDraft>,
    /// What is missing.
    missing: RwSignal<Option<Incomplete>>,
) -> impl IntoView {
    let (name, text) = sheet.with_untracked(|sheet| match sheet.row(&path) {
        Some(row) => (row.name.clone(), row.text.clone().unwrap_or_default()),
        None => (path.clone(), String::new()),
    });
    let written =
        draft.with_untracked(|draft| draft.items.iter().find(|item| item.path == path).cloned());
    let (chosen, note) = written.map_or_else(Default::default, |item| (item.reason, item.note));
    let key = StoredValue::new(path.clone());
    let change = move |change: &dyn Fn(&mut shared::submission::RaisedItem)| {
        missing.set(None);
        draft.update(|draft| key.with_value(|path| draft.change(path, change)));
    };
    view! {
        <li class="desk-item">
            <fieldset>
                <legend>{name}" "<span class="soft">{text}</span></legend>
                <div class="entry">
                    <label for=reason_id(&path)>{t(key!("desk.query.reason"))}</label>
                    <ReasonSelect
                        id=reason_id(&path)
                        reasons=reason::QUERY.to_vec()
                        chosen
                        on_choose=Callback::new(move |reason: String| {
                            change(&|item| item.reason.clone_from(&reason));
                        })
                    />
                    <Missing
                        missing
                        wanted=Incomplete::ItemReason(path.clone())
                        text=key!("desk.query.reason_missing")
                    />
                </div>
                <div class="entry">
                    <label for=note_id(&path)>{t(key!("desk.query.note"))}</label>
                    <textarea
                        id=note_id(&path)
                        class="entry-input"
                        rows="2"
                        maxlength=MOST_NOTE
                        prop:value=note
                        on:input=move |event| {
                            let note = event_target_value(&event);
                            change(&|item| item.note.clone_from(&note));
                        }
                    ></textarea>
                    <Missing
                        missing
                        wanted=Incomplete::ItemNote(path.clone())
                        text=key!("desk.query.note_missing")
                    />
                </div>
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

/// One of the reasons of a list.
#[component]
pub fn ReasonSelect(
    /// The element's id; its label points to it.
    #[prop(into)]
    id: String,
    /// What can be chosen.
    reasons: Vec<&'static str>,
    /// What was chosen before.
    chosen: String,
    /// Another one is chosen.
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |reason: &'static str| {
        view! { <option value=reason selected=chosen == reason>{t_of("reasons", reason)}</option> }
    };
    view! {
        <select
            id=id
            class="entry-input"
            on:change=move |event| on_choose.run(event_target_value(&event))
        >
            <option value="">{t(key!("desk.query.choose_reason"))}</option>
            {reasons.into_iter().map(option).collect_view()}
        </select>
    }
}

#[component]
fn Due(
    /// The last day.
    due: Signal<NaiveDate>,
    /// What is written.
    draft: RwSignal<CaseDraft>,
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
                prop:value=move || due.get().to_string()
                on:change=move |event| {
                    missing.set(None);
                    let day = event_target_value(&event).parse().ok();
                    draft.update(|draft| draft.due = day);
                }
            />
            <p class="soft small">
                {tf(key!("desk.query.due_hint"), &[("n", &USUAL_DAYS.to_string())])}
            </p>
            <Missing missing wanted=Incomplete::Due text=key!("desk.query.due_wrong")/>
        </div>
    }
}
