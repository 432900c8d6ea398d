//! The form of a session that is opened or changed: one page, no network.

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

/// What is to be mended, the fields, what else the page asks, saving and leaving. Saved, it leads to the
/// session.
#[component]
pub fn SessionForm(
    /// What is filled in.
    opening: Opening,
    /// What the page is called.
    title: &'static str,
    /// What is said if it could not be kept.
    failed: &'static str,
    /// What the button says.
    #[prop(into)]
    save: Signal<String>,
    /// Where leaving without saving leads.
    leave: Screen,
    /// The reason is asked by the page itself.
    #[prop(optional)]
    reason_elsewhere: bool,
    /// What else the page says and asks.
    children: Children,
) -> impl IntoView {
    let work = use_work();
    let offset = use_profile().with_untracked(|profile| profile.branch.offset_minutes);
    let navigate = use_navigate();
    let keep = Callback::new(move |()| {
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
            <h1>{title}</h1>
            <ErrorSummary
                heading=t(key!("training.mend")).to_owned()
                lines=opening.lines()
                asked_for=opening.tried.into()
            />
            <Show when=move || opening.failed.get()>
                <Notice title=failed tone=Tone::Danger/>
            </Show>
            <SessionFields opening offset reason_elsewhere/>
            {children()}
            <div class="button-row">
                <Button
                    label=save
                    on_press=keep
                    weight=Weight::Primary
                    icon=Name::Done
                    busy=opening.saving
                />
                <LinkButton
                    label=t(key!("training.open.leave"))
                    href=leave.path()
                    weight=Weight::Quiet
                />
            </div>
        </div>
    }
}
