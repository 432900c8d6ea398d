//! Changing a session: time, place, subject, audience; with a reason.

use super::opening::Opening;
use super::screen::Screen;
use super::seen::SeenSession;
use super::session_form::SessionForm;
use super::sessions::use_sessions;
use crate::components::empty::Empty;
use crate::components::field::LongText;
use crate::components::icon::IconName;
use crate::store::SessionDraft;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use shared::id::RecordId;
use shared::key;
use shared::note::MOST_NOTE;

/// The page; only for a session that has not come to count and was not called off.
#[component]
pub fn EditSession(id: RecordId) -> impl IntoView {
    let session = use_sessions().with_untracked(|all| {
        let found = all.iter().find(|one| one.record.record_id == id);
        found.cloned()
    });
    match session {
        Some(session) if is_open(&session) => {
            view! { <EditForm opening=Opening::change(&session.record) id/> }.into_any()
        }
        Some(_) => {
            // Nobody can save any more what was half filled in.
            let drafts = use_work().session_drafts;
            drafts.keep(Some(id), SessionDraft::default());
            view! { <NotOpen/> }.into_any()
        }
        None => view! { <NotOpen/> }.into_any(),
    }
}

fn is_open(session: &SeenSession) -> bool {
    session.roster().may_be_changed()
}

#[component]
fn NotOpen() -> impl IntoView {
    view! {
        <Empty
            is_page=true
            icon=IconName::Training
            title=t(key!("training.edit.not_open"))
            text=t(key!("training.edit.not_open_text"))
        />
    }
}

#[component]
fn EditForm(opening: Opening, id: RecordId) -> impl IntoView {
    view! {
        <SessionForm
            opening
            title=t(key!("training.edit.title"))
            failed=t(key!("training.edit.failed"))
            save=t(key!("training.edit.save")).to_owned()
            leave=Screen::Session(id)
            reason_elsewhere=true
        >
            <section class="card stack">
                <LongText question=opening.question_why() most=MOST_NOTE/>
            </section>
        </SessionForm>
    }
}
