//! The keys of the desk: one letter each, never while somebody types.

use crate::listener::use_listener_with;
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// One down.
    Down,
    /// One up.
    Up,
    /// To the search.
    Search,
    /// Which keys there are.
    Help,
    /// Take the case on.
    Accept,
    /// Turn it down.
    Reject,
    /// Take a decision up again.
    Reopen,
    /// Ask the agent.
    Query,
    /// Ask about this field.
    Select,
    /// To the next finding.
    Finding,
    /// To the next case without a decision.
    Skip,
    /// One step back.
    Back,
    /// Take the last decision back.
    Undo,
}

impl Press {
    /// Whether a key that is held goes on doing it: moving along, nothing else.
    const fn may_repeat(self) -> bool {
        matches!(self, Self::Up | Self::Down)
    }
}

/// What the key with this name asks for.
fn press_of(key: &str) -> Option<Press> {
    Some(match key {
        "j" | "ArrowDown" => Press::Down,
        "k" | "ArrowUp" => Press::Up,
        "/" => Press::Search,
        "?" => Press::Help,
        "a" => Press::Accept,
        "r" => Press::Reject,
        "o" => Press::Reopen,
        "q" => Press::Query,
        "x" => Press::Select,
        "f" => Press::Finding,
        "n" => Press::Skip,
        "Escape" => Press::Back,
        "u" => Press::Undo,
        _ => return None,
    })
}

/// Calls `pressed` for every key of the desk while this part of the page is shown.
pub fn listen(enabled: RwSignal<bool>, pressed: impl Fn(Press) + 'static) {
    let kept = EventListenerOptions::enable_prevent_default();
    use_listener_with(&window(), ev::keydown, kept, move |event| {
        let Some(press) = press_of(&event.key()) else {
            return;
        };
        if is_meant(&event, press, enabled.get_untracked()) {
            if matches!(press, Press::Search | Press::Up | Press::Down) {
                event.prevent_default();
            }
            pressed(press);
        }
    });
}

/// A letter that is typed, held, pressed with another key, or pressed over a dialog is none of ours. The
/// single letters can be switched off; Escape stays.
fn is_meant(event: &KeyboardEvent, press: Press, enabled: bool) -> bool {
    let other = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    if other || dialog.is_some() || (event.repeat() && !press.may_repeat()) {
        return false;
    }
    press == Press::Back || (enabled && !is_typing(event))
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| {
        target
            .matches("textarea, select, input:not([type=checkbox]), [contenteditable]")
            .unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_moving_along_goes_on_while_a_key_is_held() {
        let repeats = |key| press_of(key).is_some_and(Press::may_repeat);
        assert!(repeats("j") && repeats("ArrowUp"));
        for key in ["a", "r", "o", "q", "x", "n", "u", "Escape"] {
            assert!(!repeats(key), "{key}");
        }
    }

    #[test]
    fn letters_and_arrows_move_alike() {
        assert_eq!(press_of("j"), press_of("ArrowDown"));
        assert_eq!(press_of("k"), press_of("ArrowUp"));
        assert_eq!(press_of("z"), None);
    }
}
