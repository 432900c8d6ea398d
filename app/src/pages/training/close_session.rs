//! Closing a session.

use super::late_closing::{LateReason, Said};
use super::opening::telling;
use super::seen::SeenSession;
use super::words::{came_of, hours, other_counts, time_of_day};
use crate::components::button::{Button, Weight};
use crate::components::dialog::Dialog;
use crate::components::icon::Name;
use crate::components::toast::use_toasts;
use crate::session::use_profile;
use crate::text::{t, tf};
use crate::work::use_work;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::key;
use shared::record::RecordKind;
use shared::time::Timestamp;
use shared::training::{LateClosing, Presence, SessionCredit, Tally};

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
            <Summary session offset now/>
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

/// How many came and what they are credited, what becomes of the others, and that it is early.
#[component]
fn Summary(session: Memo<SeenSession>, offset: i32, now: Memo<Timestamp>) -> impl IntoView {
    let tally = Memo::new(move |_| session.with(SeenSession::tally));
    let profile = use_profile();
    let credit = move |one: &SeenSession| {
        profile.with(|profile| SessionCredit::of(&one.record.content, &profile.presence_rules))
    };
    let open = move || match tally.get().open {
        0 => t(key!("training.close.all_known")).to_owned(),
        open => tf(
            key!("training.close.becomes_absent"),
            &[("n", &open.to_string())],
        ),
    };
    let early = move || {
        let end = session.with(|one| one.times(offset))?.end;
        (now.get() < end).then(|| {
            let time = time_of_day(end, offset);
            tf(key!("training.close.early"), &[("time", &time)])
        })
    };
    let lines = move |lines: Vec<String>| {
        let line = |line| view! { <p>{line}</p> };
        lines.into_iter().map(line).collect_view()
    };
    view! {
        {move || early().map(|early| view! { <p><strong>{early}</strong></p> })}
        <p><strong>{move || came_of(&tally.get())}</strong></p>
        {move || lines(other_counts(&tally.get()))}
        <p>{open}</p>
        {move || lines(session.with(|one| credited(&one.tally(), credit(one))))}
        <p class="soft small">{t(key!("training.session.close_hint"))}</p>
    }
}

/// What those who came are credited.
fn credited(tally: &Tally, credit: SessionCredit) -> Vec<String> {
    let said = |key, count: usize, presence: Presence| {
        let minutes = credit.minutes(presence);
        let count = (count > 0).then(|| count.to_string())?;
        Some(tf(key, &[("n", &count), ("hours", &hours(minutes))]))
    };
    let whole = tally.came.saturating_sub(tally.left_early);
    let whole = said(key!("training.close.credited"), whole, Presence::Present);
    let part = said(
        key!("training.close.credited_left_early"),
        tally.left_early,
        Presence::LeftEarly,
    );
    whole.into_iter().chain(part).collect()
}
