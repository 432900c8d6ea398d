//! Closing a session.

use super::seen::SeenSession;
use super::words::came_of;
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::Name;
use crate::components::toast::use_toasts;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::record::RecordKind;
use shared::sync::Operation;
use shared::time::Timestamp;

/// The button, and the question with what closing does; nothing once it is closed.
#[component]
pub fn CloseSession(
    /// Which.
    session: Memo<SeenSession>,
    /// Minutes the branch's clock is ahead of UTC.
    offset: i32,
    /// The time.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let is_closed = Memo::new(move |_| {
        let roster = session.with(SeenSession::roster);
        roster.closed_at.is_some() || roster.cancelled.is_some()
    });
    let has_begun = Memo::new(move |_| session.with(|one| one.has_begun(offset, now.get())));
    let confirm = closing(session, open);
    view! {
        <Show when=move || !is_closed.get() && !has_begun.get()>
            <p class="soft small">{t(key!("training.close.not_begun"))}</p>
        </Show>
        <Show when=move || !is_closed.get() && has_begun.get()>
            <div class="stack-tight close-session">
                <Button
                    label=t(key!("training.session.close")).to_owned()
                    icon=Name::Done
                    on_press=Callback::new(move |()| open.set(true))
                    wide=true
                />
                <p class="soft small">{t(key!("training.session.close_hint"))}</p>
            </div>
        </Show>
        <Dialog
            open
            title=t(key!("training.close.title"))
            confirm=t(key!("training.close.confirm"))
            weight=Weight::Primary
            on_confirm=confirm
        >
            <Summary session/>
        </Dialog>
    }
}

fn closing(session: Memo<SeenSession>, open: RwSignal<bool>) -> Callback<()> {
    let (work, toasts) = (use_work(), use_toasts());
    Callback::new(move |()| {
        open.set(false);
        let (id, version) =
            session.with_untracked(|one| (one.record.record_id, one.record.content_version));
        spawn_local(async move {
            let kind = RecordKind::TrainingSession;
            let closed = work.act(id, kind, version, Operation::Close {}).await;
            toasts.say(t(match closed {
                Ok(()) => key!("training.close.done"),
                Err(_) => key!("training.close.failed"),
            }));
        });
    })
}

/// How many came, and what becomes of the others.
#[component]
fn Summary(session: Memo<SeenSession>) -> impl IntoView {
    let tally = Memo::new(move |_| session.with(SeenSession::tally));
    let open = move || match tally.get().open {
        0 => t(key!("training.close.all_known")).to_owned(),
        open => tf(
            key!("training.close.becomes_absent"),
            &[("n", &open.to_string())],
        ),
    };
    view! {
        <p><strong>{move || came_of(&tally.get())}</strong></p>
        <p>{open}</p>
        <p class="soft small">{t(key!("training.session.close_hint"))}</p>
    }
}
