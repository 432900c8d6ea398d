//! The form of a session that is opened or changed: one page, no network.

use super::opening::Opening;
use super::screen::Screen;
use super::session_fields::SessionFields;
use crate::components::button::{Button, Weight};
use crate::components::chip::Tone;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, focus};
use crate::components::icon::IconName;
use crate::components::notice::Notice;
use crate::session::use_profile;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::key;

/// The id of the page's heading.
const TITLE: &str = "session-form-title";

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
    let go = leave_for_good();
    let keep = Callback::new(move |()| {
        if opening.is_complete(offset) {
            spawn_local(async move {
                if let Some(id) = opening.save(work).await {
                    // Who has gone elsewhere meanwhile is left there.
                    go.try_run(Screen::Session(id));
                }
            });
        }
    });
    let asking = RwSignal::new(false);
    let discard = Callback::new(move |()| {
        asking.set(false);
        spawn_local(async move {
            opening.unsaved.end().await;
            go.try_run(leave);
        });
    });
    let leaving = Callback::new(move |()| match opening.is_begun() {
        true => asking.set(true),
        false => discard.run(()),
    });
    view! {
        <div class="page open-session">
            <h1 id=TITLE tabindex="-1">{title}</h1>
            <ErrorSummary
                heading=t(key!("training.mend")).to_owned()
                lines=opening.lines()
                asked_for=opening.tried.into()
            />
            <Restored opening offset/>
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
                    icon=IconName::Done
                    busy=opening.saving
                />
                <Button
                    label=t(key!("training.open.leave")).to_owned()
                    on_press=leaving
                    weight=Weight::Quiet
                />
            </div>
            <Dialog
                open=asking
                title=t(key!("training.open.discard_title"))
                confirm=t(key!("training.open.discard"))
                weight=Weight::Danger
                on_confirm=discard
            >
                <p>{t(key!("training.open.discard_text"))}</p>
            </Dialog>
        </div>
    }
}

/// Leads to another screen in the place of the form: the way back does not lead into it again.
fn leave_for_good() -> Callback<Screen> {
    let navigate = use_navigate();
    Callback::new(move |screen: Screen| {
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&screen.path(), options);
    })
}

/// That what stands here was typed another time, and the way to start anew.
#[component]
fn Restored(opening: Opening, offset: i32) -> impl IntoView {
    let asking = RwSignal::new(false);
    let start_anew = Callback::new(move |()| {
        asking.set(false);
        opening.start_anew(offset);
        // What asked for it is gone with what was typed.
        request_animation_frame(|| focus(TITLE));
    });
    view! {
        <Show when=move || opening.unsaved.restored.get()>
            <div role="status">
                <Notice title=t(key!("training.open.restored"))>
                    <p>{t(key!("training.open.restored_text"))}</p>
                    <Button
                        label=t(key!("training.open.start_anew")).to_owned()
                        on_press=Callback::new(move |()| asking.set(true))
                        weight=Weight::Secondary
                    />
                </Notice>
            </div>
        </Show>
        <Dialog
            open=asking
            title=t(key!("training.open.anew_title"))
            confirm=t(key!("training.open.anew"))
            weight=Weight::Danger
            on_confirm=start_anew
        >
            <p>{t(key!("training.open.discard_text"))}</p>
        </Dialog>
    }
}
