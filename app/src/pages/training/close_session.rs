//! Closing a session.

use super::closing_summary::ClosingSummary;
use super::late_closing::{LateReason, Said};
use super::opening::telling;
use super::seen::SeenSession;
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::IconName;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::text::t;
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::record::RecordKind;
use shared::time::Timestamp;
use shared::training::LateClosing;

/// The button, and the question with what closing does; nothing once it is closed.
#[component]
pub fn CloseSession(
    /// Which.
    session: Memo<SeenSession>,
    /// All of the trainer's sessions.
    known: Memo<Vec<SeenSession>>,
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
    let profile = use_profile();
    let late = Memo::new(move |_| {
        now.track();
        session.with(|one| one.late_closing(telling(profile)))
    });
    let said = Said::nothing();
    let confirm = closing(session, open, (late, said));
    view! {
        <Show when=move || !is_closed.get() && !has_begun.get()>
            <p class="soft small">{t(key!("training.close.not_begun"))}</p>
        </Show>
        <Show when=move || !is_closed.get() && has_begun.get()>
            <div class="stack-tight close-session">
                <Button
                    label=t(key!("training.session.close")).to_owned()
                    icon=IconName::Done
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
            <ClosingSummary session known offset now/>
            {move || late.get().map(|late| view! { <LateReason late said/> })}
        </Dialog>
    }
}

fn closing(
    session: Memo<SeenSession>,
    open: RwSignal<bool>,
    (late, said): (Memo<Option<LateClosing>>, Said),
) -> Callback<()> {
    let (work, toasts) = (use_work(), use_toasts());
    Callback::new(move |()| {
        let Some(operation) = said.closing(late.get_untracked()) else {
            return;
        };
        open.set(false);
        let (id, version) =
            session.with_untracked(|one| (one.record.record_id, one.record.content_version));
        spawn_local(async move {
            let kind = RecordKind::TrainingSession;
            let closed = work.act(id, kind, version, operation).await;
            match closed {
                Ok(()) => toasts.say(t(key!("training.close.done"))),
                Err(_) => toasts.warn(t(key!("training.close.failed"))),
            }
        });
    })
}
