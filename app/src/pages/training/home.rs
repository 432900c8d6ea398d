//! `/training`: by role.

use super::agent_home::AgentHome;
use super::late_sessions::LateSessions;
use super::sessions::Sessions;
use crate::components::empty::Empty;
use crate::components::icon::IconName;
use crate::session::use_profile;
use crate::text::t;
use leptos::prelude::*;
use shared::key;
use shared::people::Role;

/// A trainer's sessions, an agent's own attendance, what waits for a second person; all of it for who is all.
#[component]
pub fn Home() -> impl IntoView {
    let profile = use_profile();
    let trains = Memo::new(move |_| profile.with(|profile| profile.has(Role::Trainer)));
    let attends = Memo::new(move |_| profile.with(|profile| profile.any_role(Role::captures)));
    let decides = Memo::new(move |_| profile.with(|profile| profile.any_role(Role::decides)));
    view! {
        <div class="page training-page">
            <h1>{t(key!("training.title"))}</h1>
            <Show when=move || trains.get()>
                <Sessions/>
            </Show>
            <Show when=move || attends.get()>
                <AgentHome/>
            </Show>
            <Show when=move || decides.get()>
                <LateSessions/>
            </Show>
            <Show when=move || !trains.get() && !attends.get() && !decides.get()>
                <Empty
                    icon=IconName::Training
                    title=t(key!("training.nothing_here"))
                    text=t(key!("training.nothing_here_text"))
                />
            </Show>
        </div>
    }
}
