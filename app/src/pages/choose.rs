//! A change was set aside because something else was changed meanwhile: which answers count. A chunk of its
//! own.

mod choice;
mod field;

use crate::clock;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::pages::form::{Title, answer_page, check_page, replacing};
use crate::pages::store_failed::StoreFailed;
use crate::session::use_profile;
use crate::store::{Draft, StoreError};
use crate::text::t;
use crate::work::{Work, use_work};
use choice::{Choice, Clashing, Side};
use field::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use leptos_router::{LazyRoute, lazy_route};
use shared::key;
use shared::record::RecordView;
use std::collections::{BTreeMap, BTreeSet};

/// The route of a choice.
#[derive(Debug)]
pub struct Choose;

#[lazy_route]
impl LazyRoute for Choose {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <ChoicePage/> }.into_any()
    }
}

/// The choice that the address names.
#[component]
fn ChoicePage() -> impl IntoView {
    let work = use_work();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let params = use_params_map();
    let choice = Memo::new(move |before: Option<&Option<Choice>>| {
        // What is chosen stays on the screen while the choice is carried out.
        let shown = before.cloned().flatten();
        let shown = shown.filter(|choice| matches!(choice, Choice::Between(_)));
        shown.or_else(|| choice_of(work, offset, &params.with(|params| params.get("seq"))?))
    });
    move || match choice.get() {
        Some(Choice::Between(clashing)) => view! { <Choosing clashing=*clashing/> }.into_any(),
        Some(Choice::NotYet) => view! {
            <Empty
                is_page=true
                icon=IconName::Sending
                title=t(key!("ui.choose.not_yet_title"))
                text=t(key!("ui.choose.not_yet_text"))
            >
                <LinkButton label=t(key!("ui.choose.not_yet_button")) href="/sync"/>
            </Empty>
        }
        .into_any(),
        None => view! {
            <Empty
                is_page=true
                icon=IconName::Done
                title=t(key!("ui.choose.gone_title"))
                text=t(key!("ui.choose.gone_text"))
            >
                <LinkButton label=t(key!("form.missing.button")) href="/work"/>
            </Empty>
        }
        .into_any(),
    }
}

fn choice_of(work: Work, offset: i32, seq: &str) -> Option<Choice> {
    let seq: u64 = seq.parse().ok()?;
    let entry = work.outbox.with(|outbox| {
        let mut entries = outbox.iter();
        entries.find(|entry| entry.seq == seq).cloned()
    })?;
    let record = work.all::<RecordView>().with(|records| {
        let mut records = records.iter();
        records.find(|it| it.record_id == entry.record_id).cloned()
    })?;
    let captured = record.captured_at.civil_date(offset);
    let captured = captured.unwrap_or_else(|| clock::today(offset));
    work.drafts.with_untracked(|drafts| {
        let draft = drafts.iter().find(|draft| draft.key == entry.draft);
        Choice::of(&entry, draft, &record, captured)
    })
}

#[component]
fn Choosing(clashing: Clashing) -> impl IntoView {
    let work = use_work();
    let toasts = use_toasts();
    let navigate = StoredValue::new_local(use_navigate());
    let chosen = RwSignal::new(BTreeMap::<String, Side>::new());
    let missing = RwSignal::new(BTreeSet::<String>::new());
    let failed = RwSignal::new(None::<StoreError>);
    let fields = clashing.fields();
    let names: Vec<String> = fields.iter().map(|(field, _)| field.clone()).collect();
    let lead = match fields.is_empty() {
        true => key!("ui.choose.fits"),
        false => key!("ui.choose.lead"),
    };
    let record = clashing.record.clone();
    let clashing = StoredValue::new(clashing);
    let go_on = Callback::new(move |()| {
        let open = names
            .iter()
            .filter(|field| chosen.with_untracked(|chosen| !chosen.contains_key(*field)));
        missing.set(open.cloned().collect());
        if missing.with_untracked(|missing| !missing.is_empty()) {
            return;
        }
        let (entry, draft) = clashing.with_value(|clashing| {
            let draft = chosen.with_untracked(|chosen| clashing.settled(chosen));
            (clashing.entry.clone(), draft)
        });
        let left = !draft.is_amendment() || !draft.changes(&draft.answers).is_empty();
        let next = next_page(&draft, left);
        spawn_local(async move {
            match work.settle_clash(&entry, draft).await {
                Ok(()) if !left => toasts.say(t(key!("ui.choose.kept"))),
                Ok(()) => {}
                Err(error) => return failed.set(Some(error)),
            }
            navigate.with_value(|navigate| navigate(&next, replacing()));
        });
    });
    view! {
        <div class="page form-page">
            <header class="form-head">
                <Title title=t(key!("ui.choose.title")).to_owned()/>
                <p class="soft">{t(lead)}</p>
            </header>
            {move || {
                let title = t(key!("form.check.failed"));
                failed.get().map(|error| view! { <StoreFailed title error/> })
            }}
            <div class="stack">
                {fields
                    .into_iter()
                    .map(|(field, clashes)| view! {
                        <Field field clashes record=record.clone() chosen missing/>
                    })
                    .collect_view()}
            </div>
            <div class="form-actions">
                <Button
                    label=t(key!("ui.choose.go_on")).to_owned()
                    weight=Weight::Primary
                    on_press=go_on
                />
            </div>
        </div>
    }
}

/// Where the choice leads: to the correction, to the answer, or back to the record.
fn next_page(draft: &Draft, left: bool) -> String {
    match draft.query {
        Some(_) => answer_page(&draft.key),
        None if left => check_page(&draft.key),
        None => format!("/records/{}", draft.record_id),
    }
}
