//! When somebody last did something here, in any tab: the server ends the sign-in of an office where
//! nobody does. What the app asks for by itself, or moves on the screen, is nobody's act.

use crate::clock::now;
use crate::listener::use_listener_with;
use crate::text::storage;
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::document;
use shared::time::Timestamp;
use std::cell::Cell;
use web_sys::Event;

/// Where the tabs tell each other.
const STORAGE_KEY: &str = "acted_at";
/// What a person does, however they scroll: the event of scrolling itself also comes when a list that
/// was read anew got shorter.
const ACTS: [&str; 6] = [
    "keydown",
    "pointerdown",
    "pointermove",
    "touchmove",
    "touchstart",
    "wheel",
];
/// One act is noted at most so often, in milliseconds.
const NOTED_EVERY: i64 = 5_000;

thread_local! {
    static NOTED: Cell<Option<Timestamp>> = const { Cell::new(None) };
}

/// Begins to note what people do. Opening the app is something.
pub fn watch() {
    note();
    // Also what a part of the page keeps to itself.
    let first = EventListenerOptions::run_in_capture_phase();
    for act in ACTS {
        use_listener_with(&document(), ev::Custom::new(act), first, |_: Event| note());
    }
}

/// How long nobody has done anything, in whole seconds, if the clock allows to say.
pub fn idle_seconds() -> Option<u64> {
    since([NOTED.get(), told()], now())
}

fn note() {
    let at = now();
    if !is_due(NOTED.get(), at) {
        return;
    }
    NOTED.set(Some(at));
    if let Some(storage) = storage() {
        // Then only this tab knows.
        let _ = storage.set_item(STORAGE_KEY, &at.millis().to_string());
    }
}

fn told() -> Option<Timestamp> {
    let told = storage()?.get_item(STORAGE_KEY).ok().flatten()?;
    told.parse().ok().map(Timestamp::from_millis)
}

/// A clock that was set back is due at once.
fn is_due(noted: Option<Timestamp>, now: Timestamp) -> bool {
    noted.is_none_or(|noted| !(0..NOTED_EVERY).contains(&now.millis_since(noted)))
}

/// An act of the future is none: the clock was set back.
fn since(acts: [Option<Timestamp>; 2], now: Timestamp) -> Option<u64> {
    let idle = |act: Timestamp| u64::try_from(now.millis_since(act)).ok();
    let millis = acts.into_iter().flatten().filter_map(idle).min()?;
    Some(millis / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    const fn ago(millis: i64) -> Option<Timestamp> {
        Some(NOW.plus_millis(-millis))
    }

    #[test]
    fn the_last_act_in_any_tab_counts() {
        assert_eq!(since([ago(90_999), ago(30_000)], NOW), Some(30));
        assert_eq!(since([ago(90_999), None], NOW), Some(90));
        assert_eq!(since([None, ago(0)], NOW), Some(0));
    }

    #[test]
    fn what_nobody_knows_is_not_said() {
        assert_eq!(since([None, None], NOW), None);
        let set_back = ago(-1);
        assert_eq!(since([set_back, set_back], NOW), None, "not for ever busy");
        assert_eq!(since([set_back, ago(60_000)], NOW), Some(60));
    }

    #[test]
    fn acts_are_noted_now_and_then_and_at_once_after_the_clock_was_set_back() {
        assert!(is_due(None, NOW));
        assert!(!is_due(ago(NOTED_EVERY - 1), NOW));
        assert!(is_due(ago(NOTED_EVERY), NOW));
        assert!(is_due(ago(-1), NOW));
    }
}
