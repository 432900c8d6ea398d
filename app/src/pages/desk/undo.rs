//! The bar that lets a decision be taken back for some seconds.

use super::sitting::{Pending, UNDO_FOR};
use super::words;
use crate::clock::now;
use crate::components::icon::{Icon, Name};
use crate::text::{t, tf};
use leptos::prelude::*;
use shared::key;
use shared::time::Timestamp;
use std::time::Duration;

/// The bar, while there is something to take back.
#[component]
pub fn UndoBar(
    /// What can be taken back.
    pending: RwSignal<Option<Pending>>,
    /// Takes it back.
    on_undo: Callback<()>,
) -> impl IntoView {
    move || {
        pending.get().map(|pending| {
            let decided = words::decided(&pending.decided);
            view! {
                <section class="desk-undo" aria-label=t(key!("desk.undo.button"))>
                    <Icon name=Name::Done/>
                    <strong>{decided}</strong>
                    <Countdown sent_at=pending.sent_at/>
                    <button
                        type="button"
                        class="desk-undo-button"
                        aria-keyshortcuts="u"
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

/// How many seconds are left; screen readers were told once.
#[component]
fn Countdown(
    /// When it is sent.
    sent_at: Timestamp,
) -> impl IntoView {
    let left = RwSignal::new(seconds_left(sent_at, now()));
    let tick = set_interval_with_handle(
        move || left.set(seconds_left(sent_at, now())),
        Duration::from_millis(250),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    view! {
        <span class="desk-undo-left" aria-hidden="true">
            <progress max=UNDO_FOR.as_secs() prop:value=move || left.get().to_string()></progress>
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
