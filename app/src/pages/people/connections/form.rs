//! The form of something new: what is typed is sent, and what is wrong is said.

use super::super::words::refusal;
use super::reading::{ConnectionsReading, Made};
use super::{BackToAll, PAGE};
use crate::api::ApiError;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::error_summary::{ErrorSummary, SummaryLine};
use crate::session::use_profile;
use crate::task::Task;
use crate::text::t;
use core::pin::Pin;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::finding::Severity;
use shared::key;
use shared::people::Role;

/// The unit that somebody administers; of several the first, to be chosen otherwise.
pub fn own_unit() -> String {
    use_profile().with_untracked(|profile| {
        let mut held = profile.appointments.iter();
        let administered = held.find(|held| held.role == Role::Administrator);
        administered.map_or_else(String::new, |held| held.unit_id.to_string())
    })
}

/// What the server answers.
pub type Answering = Pin<Box<dyn Future<Output = Result<Made, ApiError>>>>;

/// The form; once it is made, its secret is shown with all the others.
#[component]
pub fn NewForm(
    /// What is made.
    title: &'static str,
    /// What has to be known before.
    lead: &'static str,
    /// What is pressed.
    submit: &'static str,
    /// Where the secret is shown.
    reading: ConnectionsReading,
    /// Sends it as it is typed, or says what is missing.
    send: Callback<(), Result<Answering, Vec<SummaryLine>>>,
    /// What is typed.
    children: Children,
) -> impl IntoView {
    let lines = RwSignal::new(Vec::<SummaryLine>::new());
    let asked_for = RwSignal::new(0);
    let task = Task::new();
    let navigate = StoredValue::new_local(use_navigate());
    let fails = move |why: Vec<SummaryLine>| {
        lines.try_set(why);
        asked_for.try_update(|asked| *asked += 1);
    };
    let press = Callback::new(move |()| match send.run(()) {
        Err(missing) => fails(missing),
        Ok(answering) => task.run(async move {
            match answering.await {
                Ok(made) => {
                    reading.made.try_set(Some(made));
                    let replacing = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    navigate.try_with_value(|navigate| navigate(PAGE, replacing));
                }
                Err(error) => fails(refusal(&error).into_iter().map(line).collect()),
            }
        }),
    });
    view! {
        <div class="page form-page page-people">
            <BackToAll/>
            <h1>{title}</h1>
            <p class="soft">{lead}</p>
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    press.run(());
                }
            >
                <ErrorSummary
                    heading=t(key!("connections.cannot")).to_owned()
                    lines=lines.into()
                    asked_for=asked_for.into()
                />
                {children()}
                <div class="form-actions">
                    <Button
                        label=submit.to_owned()
                        weight=Weight::Primary
                        busy=task.is_busy()
                        on_press=press
                        wide=true
                    />
                    <LinkButton label=t(key!("ui.cancel")) href=PAGE weight=Weight::Quiet/>
                </div>
            </form>
        </div>
    }
}

/// A line leads to its field: its control is called as the field is.
fn line(refused: super::super::words::Refused) -> SummaryLine {
    let id = refused.path.replace('_', "-");
    SummaryLine {
        href: format!("#{}", if id.is_empty() { "main" } else { &id }),
        text: refused.text,
        severity: Severity::Error,
    }
}
