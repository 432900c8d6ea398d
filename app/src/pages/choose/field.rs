//! The answers of one field, twice.

use super::choice::Side;
use crate::answer_text::answer_text;
use crate::components::field::{Message, Offer, Question, Radios};
use crate::pages::form::control;
use crate::text::{language, t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use shared::finding::Severity;
use shared::key;
use shared::kinds::form_of;
use shared::record::RecordView;
use shared::sync::Clash;
use std::collections::{BTreeMap, BTreeSet};

/// The answers of one field, twice.
#[component]
pub fn Field(
    /// Its path.
    field: String,
    /// Its answers that clash.
    clashes: Vec<Clash>,
    /// The record as it is now.
    record: RecordView,
    /// What was chosen, by field.
    chosen: RwSignal<BTreeMap<String, Side>>,
    /// The fields of which nothing was chosen when the person wanted to go on.
    missing: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let name = StoredValue::new(field.clone());
    let label = clashes
        .first()
        .and_then(|clash| form_of(record.kind).field_at(&clash.path))
        .map_or(field.clone(), |field| {
            t_of("fields", field.label).to_owned()
        });
    let question = Question {
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
    view! { <Radios question options=Signal::stored(offers)/> }
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
