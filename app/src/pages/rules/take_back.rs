//! What is to come is taken back, after a question.

use super::words::{refusal, refused};
use crate::api;
use crate::components::button::Weight;
use crate::components::dialog::Dialog;
use crate::components::note_entry::NoteEntry;
use crate::format;
use crate::task::Task;
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::rule_book::{RuleSubject, RuleVersion, RulesPage, TakeBack};

/// The question, while a version is given.
#[component]
pub fn TakeBackOf(
    /// Of what.
    subject: RuleSubject,
    /// Its name.
    name: String,
    /// The version that is to be taken back.
    version: RwSignal<Option<RuleVersion>>,
    /// It is.
    on_taken: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if version.with(Option::is_some) {
            open.set(true);
        }
    });
    let (reason, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let failed = RwSignal::new(Vec::new());
    let task = Task::new();
    let name = StoredValue::new(name);
    let on_confirm = Callback::new(move |()| {
        let is_silent = reason.with_untracked(|reason| reason.trim().is_empty());
        missing.set(is_silent);
        let wanted = version.get_untracked().filter(|_| !is_silent);
        let Some(wanted) = wanted else { return };
        let asked = TakeBack {
            subject,
            name: name.get_value(),
            version: wanted.version,
            hash: wanted.hash,
            reason: reason.get_untracked(),
        };
        task.run(async move {
            match api::post::<RulesPage>("/api/rules/take-back", &asked).await {
                Ok(_) => {
                    open.try_set(false);
                    version.try_set(None);
                    failed.try_set(Vec::new());
                    on_taken.try_run(());
                }
                Err(error) => drop(failed.try_set(refusal(&error))),
            }
        });
    });
    let question = move || {
        let from = version.with(|version| version.as_ref().map(|it| format::date(it.from)));
        let from = from.unwrap_or_default();
        tf(key!("rule_book.take_back_ask"), &[("date", &from)])
    };
    view! {
        <Dialog
            open
            title=t(key!("rule_book.take_back"))
            confirm=t(key!("rule_book.take_back"))
            weight=Weight::Danger
            busy=task.is_busy()
            on_confirm
        >
            <p>{question}</p>
            <NoteEntry
                id="take-back-reason"
                label=t(key!("rule_book.reason"))
                lacking=t(key!("findings.rules_reason_missing"))
                rows=3
                value=reason
                missing
                on_input=Callback::new(move |text| reason.set(text))
            />
            {refused(failed)}
        </Dialog>
    }
}
