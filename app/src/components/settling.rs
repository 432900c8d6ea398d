//! A dialog that opens or closes, and a case that gives way to the next, put something else under the finger.
//! A click that comes right after was meant for what was there before, and does nothing.

use crate::listener::use_listener_with;
use crate::timer::pause;
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::time::Duration;
use web_sys::Event;

/// How long nothing beneath a dialog takes a click once it has closed, in milliseconds: the second tap of
/// an impatient finger comes within a third of a second.
pub const AFTER_CLOSING: i64 = 500;
/// How long a dialog that has opened takes no choice, in milliseconds.
pub const AFTER_OPENING: i64 = 350;
/// How long nothing takes a click once a case of the desk has given way to the next, in milliseconds: the
/// second click of a double click would fall on what stands where its buttons were.
pub const AFTER_LEAVING: i64 = 500;
/// Stands on the document while clicks are not taken; the pointer shows it.
const SETTLING: &str = "data-settling";

thread_local! {
    /// On the clock of events, in milliseconds.
    static QUIET_UNTIL: Cell<i64> = const { Cell::new(0) };
}

/// Begins to look at every click before anything else does.
pub fn watch() {
    let first = EventListenerOptions {
        passive: false,
        ..EventListenerOptions::run_in_capture_phase()
    };
    use_listener_with(&document(), ev::click, first, |event| {
        if is_stray(made_at(&event), event.detail(), QUIET_UNTIL.get()) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
}

/// Takes no click that was made before `millis` from now.
pub fn settle(millis: i64) {
    let until = QUIET_UNTIL.get().max(event_clock() + millis);
    QUIET_UNTIL.set(until);
    let root = document().document_element();
    if let Some(root) = &root {
        // A name that is written here is none that fails.
        let _ = root.set_attribute(SETTLING, "");
    }
    spawn_local(async move {
        pause(Duration::from_millis(millis.unsigned_abs())).await;
        if QUIET_UNTIL.get() <= until
            && let Some(root) = &root
        {
            let _ = root.remove_attribute(SETTLING);
        }
    });
}

/// Now, on the clock that clicks bear: an event that is made bears its own moment.
fn event_clock() -> i64 {
    Event::new("settle").map_or(0, |event| made_at(&event))
}

/// When an event was made, in whole milliseconds since the page was opened.
fn made_at(event: &Event) -> i64 {
    event.time_stamp() as i64
}

/// Whether a click that was made at `at` was meant for what is gone. What is counted as no click at all
/// comes from a key: the focus says what it was meant for.
const fn is_stray(at: i64, clicks: i32, quiet_until: i64) -> bool {
    clicks > 0 && at < quiet_until
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_counts_by_when_it_was_made_not_when_it_is_heard_of() {
        let quiet_until = 10_000 + AFTER_CLOSING;
        for made in [9_900, 10_000, 10_499] {
            assert!(is_stray(made, 1, quiet_until), "{made}");
        }
        assert!(!is_stray(10_500, 1, quiet_until));
    }

    #[test]
    fn a_key_is_meant_for_what_has_the_focus() {
        assert!(!is_stray(10_100, 0, 10_500));
    }
}
