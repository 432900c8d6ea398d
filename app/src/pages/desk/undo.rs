//! The bar that lets decisions be taken back for some seconds, the last one first.

use super::{consequence, words};
use crate::clock::now;
use crate::components::icon::{Icon, IconName};
use crate::store::{KeptDecision, UNDO_MS};
use crate::text::{t, tf};
use crate::timer::use_interval;
use crate::work::decisions::Decisions;
use leptos::prelude::*;
use shared::key;
use shared::time::Timestamp;
use std::time::Duration;

/// The bar, while there is something to take back.
#[component]
pub fn UndoBar(
    /// What is decided, and on its way.
    decisions: Decisions,
    /// Takes the last one back.
    on_undo: Callback<()>,
) -> impl IntoView {
    let time = ticking();
    let last = Memo::new(move |_| {
        time.track();
        decisions.last_taken()
    });
    let others = Memo::new(move |_| {
        let now = time.get();
        let undoable =
            |kept: &Vec<KeptDecision>| kept.iter().filter(|it| it.is_undoable(now)).count();
        decisions.kept.with(undoable).saturating_sub(1)
    });
    move || {
        last.get().map(|decision| {
            let means = consequence::before_it_is_sent(&decision);
            view! {
                <section class="desk-undo" aria-label=t(key!("desk.undo.button"))>
                    <Icon name=IconName::Done/>
                    <strong>{words::decided(&decision)}</strong>
                    <span class="desk-undo-means">{means}</span>
                    <Countdown sent_at=decision.sent_at time/>
                    <Others others/>
                    <button
                        type="button"
                        class="desk-undo-button"
                        aria-keyshortcuts="u"
                        data-always-meant=""
                        on:click=move |_| on_undo.run(())
                    >
                        {t(key!("desk.undo.button"))}
                        <kbd aria-hidden="true">"U"</kbd>
                    </button>
                </section>
            }
        })
    }
}

/// The time, four times a second: timers of a page in the background come late, the time does not.
fn ticking() -> RwSignal<Timestamp> {
    let time = RwSignal::new(now());
    use_interval(Duration::from_millis(250), move || time.set(now()));
    time
}

/// How many more can be taken back after this one.
#[component]
fn Others(
    /// How many.
    others: Memo<usize>,
) -> impl IntoView {
    move || {
        let n = others.get();
        (n > 0).then(|| {
            view! {
                <span class="desk-undo-left tabular">
                    {tf(key!("desk.undo.more"), &[("n", &n.to_string())])}
                </span>
            }
        })
    }
}

/// How many seconds are left; screen readers were told once.
#[component]
fn Countdown(
    /// When it is sent.
    sent_at: Timestamp,
    /// Now.
    time: RwSignal<Timestamp>,
) -> impl IntoView {
    let left = Memo::new(move |_| seconds_left(sent_at, time.get()));
    view! {
        <span class="desk-undo-left" aria-hidden="true">
            <progress max=UNDO_MS / 1_000 prop:value=move || left.get().to_string()></progress>
            <span class="tabular">
                {move || tf(key!("desk.undo.left"), &[("n", &left.get().to_string())])}
            </span>
        </span>
    }
}

/// Whole seconds left, the one that runs counted.
fn seconds_left(sent_at: Timestamp, now: Timestamp) -> i64 {
    let left = sent_at.millis_since(now).max(0);
    (left + 999) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_second_counts() {
        let left = |now| seconds_left(Timestamp::from_millis(6_000), Timestamp::from_millis(now));
        assert_eq!([left(0), left(1), left(5_999), left(7_000)], [6, 6, 1, 0]);
    }
}
