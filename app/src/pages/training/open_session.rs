//! Opening a session: one page, no network.

use super::opening::Opening;
use super::screen::Screen;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::error_summary::ErrorSummary;
use crate::components::field::{Choice, DateField, Entry, Manner, Offer, TimeField};
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::{t, t_of};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::form::training_session::COURSE_KIND;
use shared::key;

/// The page.
#[component]
pub fn OpenSession() -> impl IntoView {
    let work = use_work();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let opening = Opening::begin(offset);
    let navigate = use_navigate();
    let save = Callback::new(move |()| {
        if opening.is_complete(offset) {
            let navigate = navigate.clone();
            spawn_local(async move {
                if let Some(id) = opening.save(work).await {
                    navigate(&Screen::Session(id).path(), Default::default());
                }
            });
        }
    });
    view! {
        <div class="page open-session">
            <h1>{t(key!("training.open.title"))}</h1>
            <ErrorSummary
                heading=t(key!("training.mend")).to_owned()
                lines=opening.lines()
                asked_for=opening.tried.into()
            />
            <Show when=move || opening.failed.get()>
                <Notice title=t(key!("training.open.failed")) tone=Tone::Danger/>
            </Show>
            <CourseFields opening/>
            <TimeFields opening/>
            <p class="soft small">{t(key!("training.open.hint"))}</p>
            <div class="button-row">
                <Button
                    label=Signal::derive(move || save_label(opening.saving.get()))
                    on_press=save
                    weight=Weight::Primary
                    icon=Name::Done
                    busy=opening.saving
                />
                <LinkButton label=t(key!("training.open.leave")) href=Screen::Home.path() weight=Weight::Quiet/>
            </div>
        </div>
    }
}

fn save_label(saving: bool) -> String {
    let key = if saving {
        key!("training.open.saving")
    } else {
        key!("training.open.save")
    };
    t(key).to_owned()
}

#[component]
fn CourseFields(opening: Opening) -> impl IntoView {
    let kinds = COURSE_KIND
        .values
        .iter()
        .map(|kind| Offer::new(*kind, t_of("choices.course_kind", kind)));
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.course"))}</h2>
            <Choice asked=opening.asked("course_kind") options=kinds.collect()/>
            <Entry asked=opening.asked("topic") manner=Manner::text(80)/>
            <Entry asked=opening.asked("place") manner=Manner::text(100)/>
        </section>
    }
}

#[component]
fn TimeFields(opening: Opening) -> impl IntoView {
    let unit = t_of("units", "hours").to_owned();
    view! {
        <section class="card stack">
            <h2>{t(key!("training.open.time"))}</h2>
            <DateField asked=opening.asked("date")/>
            <div class="training-times">
                <TimeField asked=opening.asked("start")/>
                <TimeField asked=opening.asked("end")/>
            </div>
            <Entry asked=opening.asked("hours") manner=Manner::quantity(Some(unit), 0)/>
        </section>
    }
}
