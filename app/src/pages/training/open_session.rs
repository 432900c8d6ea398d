//! Opening a session: one page, no network.

use super::opening::Opening;
use super::screen::Screen;
use super::session_fields::SessionFields;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::error_summary::ErrorSummary;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
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
            <SessionFields opening offset/>
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
