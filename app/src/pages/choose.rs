//! The same answer was changed in two places: which one counts.

use crate::answer_text::answer_text;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::field::{Asked, Message, Offer, Radios};
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::components::toast::use_toasts;
use crate::pages::form::{Title, change_of, control};
use crate::store::{Draft, StoreError};
use crate::text::{language, t, t_of};
use crate::work::{Work, use_work};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use shared::answers::Changes;
use shared::finding::Severity;
use shared::form::form_of;
use shared::key;
use shared::record::RecordView;
use shared::sync::{Clash, EntryState, OutboxEntry, SetAside};
use std::collections::{BTreeMap, BTreeSet};

/// Whose answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// What was changed on this phone.
    Yours,
    /// What stands in the record.
    Theirs,
}

impl Side {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Yours => "yours",
            Self::Theirs => "theirs",
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "yours" => Self::Yours,
            _ => Self::Theirs,
        }
    }
}

/// What there is to choose.
#[derive(Debug, Clone, PartialEq)]
struct Choice {
    entry: OutboxEntry,
    clashes: Vec<Clash>,
    record: RecordView,
}

impl Choice {
    /// The clashing answers, those of one field together.
    fn fields(&self) -> Vec<(String, Vec<Clash>)> {
        self.clashes
            .chunk_by(|one, next| one.field() == next.field())
            .filter_map(|clashes| Some((clashes.first()?.field().to_owned(), clashes.to_vec())))
            .collect()
    }

    /// The change on what stands in the record now, with the answers that were chosen.
    fn settled(&self, chosen: &BTreeMap<String, Side>) -> Option<Draft> {
        let draft = change_of(&self.entry, &self.record)?;
        let clashes = self.clashes.iter();
        let chosen: Changes = clashes
            .map(|clash| match chosen.get(clash.field()) {
                Some(Side::Yours) => (clash.path.clone(), clash.yours.clone()),
                _ => {
                    let now = self.record.content.typed(&clash.path);
                    (clash.path.clone(), now.to_owned())
                }
            })
            .collect();
        Some(Draft {
            answers: chosen.on(&draft.answers),
            sent: false,
            ..draft
        })
    }
}

/// The choice that the address names.
#[component]
pub fn Choose() -> impl IntoView {
    let work = use_work();
    let params = use_params_map();
    let choice = Memo::new(move |before: Option<&Option<Choice>>| {
        // What is chosen stays on the screen while the choice is carried out.
        let before = before.cloned().flatten();
        before.or_else(|| choice_of(work, &params.with(|params| params.get("seq"))?))
    });
    move || match choice.get() {
        Some(choice) => view! { <Choosing choice/> }.into_any(),
        None => view! {
            <Empty
                icon=Name::Done
                title=t(key!("ui.choose.gone_title"))
                text=t(key!("ui.choose.gone_text"))
            >
                <LinkButton label=t(key!("form.missing.button")) href="/work"/>
            </Empty>
        }
        .into_any(),
    }
}

fn choice_of(work: Work, seq: &str) -> Option<Choice> {
    let seq: u64 = seq.parse().ok()?;
    let entry = work.outbox.with(|outbox| {
        let mut entries = outbox.iter();
        entries.find(|entry| entry.seq == seq).cloned()
    })?;
    let EntryState::SetAside(SetAside::Conflict { clashes, .. }) = &entry.state else {
        return None;
    };
    let record = work.records.with(|records| {
        let mut records = records.iter();
        records.find(|it| it.record_id == entry.record_id).cloned()
    })?;
    Some(Choice {
        clashes: clashes.clone(),
        record,
        entry,
    })
}

#[component]
fn Choosing(choice: Choice) -> impl IntoView {
    let work = use_work();
    let toasts = use_toasts();
    let navigate = StoredValue::new_local(use_navigate());
    let chosen = RwSignal::new(BTreeMap::<String, Side>::new());
    let missing = RwSignal::new(BTreeSet::<String>::new());
    let failed = RwSignal::new(None::<StoreError>);
    let fields = choice.fields();
    let names: Vec<String> = fields.iter().map(|(field, _)| field.clone()).collect();
    let record = choice.record.clone();
    let choice = StoredValue::new(choice);
    let go_on = Callback::new(move |()| {
        let open = names
            .iter()
            .filter(|field| chosen.with_untracked(|chosen| !chosen.contains_key(*field)));
        missing.set(open.cloned().collect());
        if missing.with_untracked(|missing| !missing.is_empty()) {
            return;
        }
        let settled = choice.with_value(|choice| chosen.with_untracked(|it| choice.settled(it)));
        let Some(draft) = settled else {
            return;
        };
        let entry = choice.with_value(|choice| choice.entry.clone());
        let left = draft.query.is_some() || !draft.changes(&draft.answers).is_empty();
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
                <p class="soft">{t(key!("ui.choose.lead"))}</p>
            </header>
            {move || failed.get().map(|error| view! {
                <Notice title=t(key!("form.check.failed")) tone=Tone::Danger>
                    <p>{t(error.text_key())}</p>
                </Notice>
            })}
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
        Some(_) => format!("/answer/{}", draft.key),
        None if left => format!("/draft/{}/check", draft.key),
        None => format!("/records/{}", draft.record_id),
    }
}

fn replacing() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    }
}

/// The answers of one field, twice.
#[component]
fn Field(
    field: String,
    clashes: Vec<Clash>,
    record: RecordView,
    chosen: RwSignal<BTreeMap<String, Side>>,
    missing: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let name = StoredValue::new(field.clone());
    let label = clashes
        .first()
        .and_then(|clash| form_of(record.kind).field_at(&clash.path))
        .map_or(field.clone(), |field| {
            t_of("fields", field.label).to_owned()
        });
    let asked = Asked {
        id: control(&field),
        label,
        hint: None,
        optional: false,
        messages: Signal::derive(move || {
            let is_missing = missing.with(|all| name.with_value(|name| all.contains(name)));
            is_missing.then(nothing_chosen).into_iter().collect()
        }),
        prefilled: Signal::stored(None),
        value: Signal::derive(move || {
            let side = chosen.with(|all| name.with_value(|name| all.get(name).copied()));
            side.map_or("", Side::as_str).to_owned()
        }),
        on_input: Callback::new(move |side: String| {
            let side = Side::from_name(&side);
            missing.update(|all| all.retain(|field| name.with_value(|name| name != field)));
            chosen.update(|all| {
                all.insert(name.get_value(), side);
            });
        }),
        on_leave: Callback::new(|()| ()),
    };
    let offers: Vec<Offer> = [
        (Side::Yours, key!("ui.choose.yours")),
        (Side::Theirs, key!("ui.choose.theirs")),
    ]
    .into_iter()
    .map(|(side, note)| {
        let answers = clashes.iter().map(|clash| said(&record, clash, side));
        let label = answers.collect::<Vec<_>>().join(" · ");
        Offer {
            note: Some(t(note).to_owned()),
            ..Offer::new(side.as_str(), label)
        }
    })
    .collect();
    view! { <Radios asked options=Signal::stored(offers)/> }
}

fn nothing_chosen() -> Message {
    Message {
        text: t(key!("ui.choose.missing")).to_owned(),
        severity: Severity::Error,
    }
}

/// The answer of one side in words.
fn said(record: &RecordView, clash: &Clash, side: Side) -> String {
    let catalogue = use_work().catalogue.get_untracked();
    let mut answers = record.content.clone();
    if side == Side::Yours {
        answers.set(clash.path.clone(), clash.yours.clone());
    }
    let field = form_of(record.kind).field_at(&clash.path);
    field
        .and_then(|field| {
            answer_text(
                language(),
                field,
                &clash.path,
                &answers,
                catalogue.as_deref(),
            )
        })
        .unwrap_or_else(|| t(key!("ui.choose.empty")).to_owned())
}
