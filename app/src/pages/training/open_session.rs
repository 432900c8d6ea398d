//! Opening a session.

use super::opening::Opening;
use super::screen::Screen;
use super::session_form::SessionForm;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;

/// The page.
#[component]
pub fn OpenSession() -> impl IntoView {
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let opening = Opening::begin(offset);
    view! {
        <SessionForm
            opening
            title=t(key!("training.open.title"))
            failed=t(key!("training.open.failed"))
            save=Signal::derive(move || save_label(opening.saving.get()))
            leave=Screen::Home
        >
            <p class="soft small">{t(key!("training.open.hint"))}</p>
        </SessionForm>
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
