//! The trainer's camera over the page: the roster fills phone by phone, without network.

use super::camera::Camera;
use super::marking::{Marked, use_marking};
use super::scan::{Scanned, read_picture, scanned};
use super::seen::SeenSession;
use super::words::{self, came_of};
use crate::clock::now;
use crate::components::chip::Tone;
use crate::components::dialog::show;
use crate::components::icon::{Icon, IconName};
use crate::components::notice::Notice;
use crate::components::settling::{AFTER_CLOSING, settle};
use crate::session::use_profile;
use crate::text::{t, t_of, tf};
use crate::timer::use_interval;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use shared::key;
use std::time::Duration;

/// How often a picture is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How long the same code is not looked at again, in milliseconds.
const SAME_CODE: i64 = 4_000;

/// The button, and the camera while it is open.
#[component]
pub fn Scanner(
    /// Whose roster.
    session: Memo<SeenSession>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button button-secondary button-wide"
            on:click=move |_| open.set(true)
        >
            <Icon name=IconName::Scan/>
            <span>{t(key!("training.scan.open"))}</span>
        </button>
        <Show when=move || open.get()>
            <Viewfinder session offset open/>
        </Show>
    }
}

#[component]
fn Viewfinder(session: Memo<SeenSession>, offset: i32, open: RwSignal<bool>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let video = NodeRef::<html::Video>::new();
    let said = RwSignal::new(None::<Scanned>);
    let (marking, profile) = (use_marking(session), use_profile());
    let on_text = Callback::new(move |text: String| {
        let meant = profile.with_untracked(|profile| {
            let here = (offset, profile.presence_rules.as_slice());
            session.with_untracked(|session| scanned(&text, session, now(), here))
        });
        if let Scanned::Mark(person, presence) = &meant {
            marking.run(Marked::scanned(person.clone(), *presence));
        }
        said.set(Some(meant));
    });
    let refused = look_through(video, on_text);
    on_cleanup(|| settle(AFTER_CLOSING));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            show(&dialog, true);
        }
    });
    view! {
        <dialog
            class="scanner"
            node_ref=dialog
            aria-label=t(key!("training.scan.title"))
            on:close=move |_| open.set(false)
        >
            <header class="scanner-head">
                <h2>{t(key!("training.scan.title"))}</h2>
                <button type="button" class="button button-primary" on:click=move |_| open.set(false)>
                    {t(key!("training.scan.done"))}
                </button>
            </header>
            <div class="scanner-view" hidden=move || refused.get()>
                <video node_ref=video muted playsinline aria-hidden="true"></video>
                <span class="scanner-aim" aria-hidden="true"></span>
            </div>
            <Show when=move || refused.get()>
                <Notice title=t(key!("training.scan.no_camera")) tone=Tone::Warning>
                    <p>{t(key!("training.scan.no_camera_text"))}</p>
                </Notice>
            </Show>
            <footer class="scanner-foot">
                <p class="scanner-said" role="status">
                    {move || said.get().map_or_else(hint, |said| say(&said))}
                </p>
                <p class="tabular soft">{move || came_of(&session.with(SeenSession::tally))}</p>
            </footer>
        </dialog>
    }
}

/// Opens the camera in `video` and tells what codes it sees until the component goes. Whether the
/// camera cannot be used comes back.
fn look_through(video: NodeRef<html::Video>, on_text: Callback<String>) -> ReadSignal<bool> {
    let (refused, set_refused) = signal(false);
    let camera = StoredValue::new_local(None::<Camera>);
    let gone = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        spawn_local(async move {
            match Camera::open(video).await {
                Ok(opened) if gone.try_get_value() == Some(false) => camera.set_value(Some(opened)),
                // The person was faster than the camera.
                Ok(opened) => opened.stop(),
                Err(_) => {
                    set_refused.try_set(true);
                }
            }
        });
    });
    let last = StoredValue::new(None::<(String, i64)>);
    use_interval(LOOK, move || {
        let picture = camera.with_value(|camera| camera.as_ref().and_then(Camera::picture));
        if let Some(text) = picture.as_ref().and_then(read_picture)
            && is_new(last, &text)
        {
            on_text.run(text);
        }
    });
    on_cleanup(move || {
        gone.set_value(true);
        camera.with_value(|camera| {
            if let Some(camera) = camera {
                camera.stop();
            }
        });
    });
    refused
}

/// Whether the code is another than just now.
fn is_new(last: StoredValue<Option<(String, i64)>>, text: &str) -> bool {
    let at = now().millis();
    let same = last.with_value(|last| {
        last.as_ref()
            .is_some_and(|(seen, when)| seen == text && at - when < SAME_CODE)
    });
    if !same {
        last.set_value(Some((text.to_owned(), at)));
    }
    !same
}

fn hint() -> AnyView {
    t(key!("training.scan.hint")).into_any()
}

fn say(said: &Scanned) -> AnyView {
    let (tone, icon, text) = match said {
        Scanned::Mark(person, presence) => (
            "is-good",
            IconName::Accepted,
            tf(
                key!("training.scan.marked"),
                &[
                    ("name", &person.name),
                    ("presence", words::presence(*presence)),
                ],
            ),
        ),
        Scanned::Known(person) => (
            "is-good",
            IconName::Done,
            tf(key!("training.scan.known"), &[("name", &person.name)]),
        ),
        Scanned::Refused(refusal) => (
            "is-bad",
            IconName::Alert,
            t_of("training.scan.refused", refusal.as_str()).to_owned(),
        ),
        Scanned::NotSlip => (
            "is-bad",
            IconName::Alert,
            t(key!("training.scan.not_slip")).to_owned(),
        ),
    };
    view! { <span class=tone><Icon name=icon/>{text}</span> }.into_any()
}
