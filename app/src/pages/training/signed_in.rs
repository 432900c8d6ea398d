//! A sign-in that was made: where it stands, and what shows it to the trainer, as often as wanted.

use super::check_in_result::{CheckInResult, use_attendance};
use super::screen::Screen;
use super::session::BackToTraining;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::text::t;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::id::RecordId;
use shared::key;

/// The sign-in with this id, if this phone has it.
#[component]
pub fn SignedIn(id: RecordId) -> impl IntoView {
    let attended = use_attendance();
    let slip = attended.with_untracked(|all| {
        let found = all.iter().find(|one| one.record == id);
        found.and_then(|one| one.slip.clone())
    });
    let navigate = use_navigate();
    let again = Callback::new(move |()| {
        navigate(&Screen::CheckIn.path(), NavigateOptions::default());
    });
    view! {
        <div class="page">
            <BackToTraining/>
            <h1>{t(key!("training.slip.page"))}</h1>
            {match slip {
                Some(slip) => view! { <CheckInResult id slip on_again=again/> }.into_any(),
                None => view! {
                    <Empty
                        icon=IconName::CheckIn
                        title=t(key!("training.slip.missing"))
                        text=t(key!("training.slip.missing_text"))
                    />
                }
                .into_any(),
            }}
        </div>
    }
}
