//! Changing a session: time, place, subject, audience; with a reason, without network.

use super::opening::Opening;
use super::screen::Screen;
use super::seen::SeenSession;
use super::session_fields::SessionFields;
use super::sessions::use_sessions;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::chip::Tone;
use crate::components::empty::Empty;
use crate::components::error_summary::ErrorSummary;
use crate::components::field::LongText;
use crate::components::icon::Name;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::id::RecordId;
use shared::key;

/// The page; only for a session that is neither closed nor called off.
#[component]
pub fn EditSession(id: RecordId) -> impl IntoView {
    let sessions = use_sessions();
    let is_open = |one: &&SeenSession| {
        let roster = one.roster();
        roster.closed_at.is_none() && roster.cancelled.is_none()
    };
    let session = sessions.with_untracked(|all| {
        let found = all.iter().find(|one| one.record.record_id == id);
        found.filter(is_open).cloned()
    });
    match session {
        Some(session) => {
            view! { <EditForm opening=Opening::change(&session.record) id/> }.into_any()
        }
        None => view! {
            <Empty
                icon=Name::Training
                title=t(key!("training.edit.not_open"))
                text=t(key!("training.edit.not_open_text"))
            />
        }
        .into_any(),
    }
}

#[component]
fn EditForm(opening: Opening, id: RecordId) -> impl IntoView {
    let work = use_work();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
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
            <h1>{t(key!("training.edit.title"))}</h1>
            <ErrorSummary
                heading=t(key!("training.mend")).to_owned()
                lines=opening.lines()
                asked_for=opening.tried.into()
            />
            <Show when=move || opening.failed.get()>
                <Notice title=t(key!("training.edit.failed")) tone=Tone::Danger/>
            </Show>
            <SessionFields opening offset reason_elsewhere=true/>
            <section class="card stack">
                <LongText asked=opening.asked_why() most=300/>
            </section>
            <div class="button-row">
                <Button
                    label=t(key!("training.edit.save"))
                    on_press=save
                    weight=Weight::Primary
                    icon=Name::Done
                    busy=opening.saving
                />
                <LinkButton
                    label=t(key!("training.open.leave"))
                    href=Screen::Session(id).path()
                    weight=Weight::Quiet
                />
            </div>
        </div>
    }
}
