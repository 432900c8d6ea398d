//! Changing a session or calling it off, while it has not come to count and was not called off.

use super::opening::telling;
use super::screen::Screen;
use super::seen::SeenSession;
use crate::components::button::{Button, LinkButton, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::reason_entry::ReasonEntry;
use crate::components::toast::use_toasts;
use crate::components::written::reason_of;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::note::MOST_NOTE;
use shared::record::RecordKind;
use shared::sync::Operation;
use shared::time::Timestamp;
use shared::training::Tally;

/// The way to the changes, and the button with the question why.
#[component]
pub fn CallOff(
    /// Which.
    session: Memo<SeenSession>,
    /// The time.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let (open, profile) = (RwSignal::new(false), use_profile());
    let was_held = Memo::new(move |_| {
        now.track();
        session.with(|one| one.was_held(telling(profile)))
    });
    let is_open = Memo::new(move |_| session.with(SeenSession::roster).may_be_changed());
    let id = session.with_untracked(|one| one.record.record_id);
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let confirm = calling_off(session, open, reason, missing);
    view! {
        <Show when=move || is_open.get()>
            <div class="button-row">
                <LinkButton
                    label=t(key!("training.edit.title"))
                    href=Screen::Edit(id).path()
                    icon=IconName::Draft
                />
                <Show when=move || !was_held.get()>
                    <Button
                        label=t(key!("training.call_off.button")).to_owned()
                        on_press=Callback::new(move |()| open.set(true))
                        weight=Weight::Quiet
                    />
                </Show>
            </div>
            <Show when=move || was_held.get()>
                <p class="soft small">{t(key!("training.call_off.held"))}</p>
            </Show>
        </Show>
        <Dialog
            open
            title=t(key!("training.call_off.title"))
            confirm=t(key!("training.call_off.confirm"))
            weight=Weight::Danger
            on_confirm=confirm
        >
            <p>{t(key!("training.call_off.text"))}</p>
            {move || loses(&session.with(SeenSession::tally)).map(|text| view! {
                <p><strong>{text}</strong></p>
            })}
            <ReasonEntry
                id="call-off-why"
                label=t(key!("training.call_off.why"))
                lacking=t(key!("training.call_off.missing"))
                most=MOST_NOTE
                written=reason
                missing
            />
        </Dialog>
    }
}

/// What those who came lose; nothing while nobody has.
fn loses(tally: &Tally) -> Option<String> {
    let came = (tally.came > 0).then(|| tally.came.to_string())?;
    Some(tf(key!("training.call_off.loses"), &[("n", &came)]))
}

fn calling_off(
    session: Memo<SeenSession>,
    open: RwSignal<bool>,
    reason: RwSignal<String>,
    missing: RwSignal<bool>,
) -> Callback<()> {
    let (work, toasts) = (use_work(), use_toasts());
    Callback::new(move |()| {
        let Some(note) = reason_of(reason, missing, MOST_NOTE) else {
            return;
        };
        open.set(false);
        let (id, version) =
            session.with_untracked(|one| (one.record.record_id, one.record.content_version));
        spawn_local(async move {
            let kind = RecordKind::TrainingSession;
            let called_off = work
                .act(id, kind, version, Operation::Withdraw { note })
                .await;
            match called_off {
                Ok(()) => toasts.say(t(key!("training.call_off.done"))),
                Err(_) => toasts.warn(t(key!("training.call_off.failed"))),
            }
        });
    })
}
