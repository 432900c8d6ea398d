//! A dialog that opens or closes, and a case that gives way to the next, put something else under the finger.
//! A click that comes right after was meant for what was there before, and does nothing: after a case where
//! the one before fell, after a dialog wherever it falls, except on what is always meant.

use crate::listener::use_listener_with;
use crate::timer::pause;
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// How long nothing beneath a dialog takes a click once it has closed, in milliseconds: the second tap of
/// an impatient finger comes within a third of a second.
pub const AFTER_CLOSING: i64 = 500;
/// How long a dialog that has opened takes no choice, in milliseconds.
pub const AFTER_OPENING: i64 = 350;
/// How long nothing takes a click where the last one fell, in milliseconds: the second click of a double click
/// falls on what stands there now.
const AFTER_CLICK: i64 = 500;
/// How far from the first click the second one of a double click falls at most, in pixels: fingers are broad.
const NEAR: i32 = 60;
/// On what no click is stray that falls elsewhere than the one before, however quickly it comes: taking back
/// what was just done.
const ALWAYS_MEANT: &str = "data-always-meant";
/// Stands on the document while clicks are not taken, with where; the pointer shows it.
const SETTLING: &str = "data-settling";
const ANYWHERE: &str = "anywhere";
const THERE: &str = "where-clicked";

thread_local! {
    /// On the clock of events, in milliseconds.
    static QUIET_UNTIL: Cell<i64> = const { Cell::new(0) };
    static QUIET_PLACE: Cell<Option<Quiet>> = const { Cell::new(None) };
    static LAST: Cell<Option<Click>> = const { Cell::new(None) };
}

/// A click: when and where it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Click {
    /// On the clock of events.
    at: i64,
    /// How often in a row; what is counted as none comes from a key: the focus says what it was meant for.
    clicks: i32,
    x: i32,
    y: i32,
}

/// A place where no click is taken for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quiet {
    until: i64,
    x: i32,
    y: i32,
}

impl Quiet {
    /// Around the click that has just been made; `None` if what happens now comes from no click.
    const fn around(last: Click, now: i64) -> Option<Self> {
        if last.clicks == 0 || now - last.at > AFTER_CLICK {
            return None;
        }
        Some(Self {
            until: now + AFTER_CLICK,
            x: last.x,
            y: last.y,
        })
    }

    /// Whether a click falls there in that time.
    const fn holds(self, click: Click) -> bool {
        let is_near = (click.x - self.x).abs() <= NEAR && (click.y - self.y).abs() <= NEAR;
        click.clicks > 0 && click.at < self.until && is_near
    }
}

/// Begins to look at every click before anything else does.
pub fn watch() {
    let first = EventListenerOptions {
        passive: false,
        ..EventListenerOptions::run_in_capture_phase()
    };
    use_listener_with(&document(), ev::click, first, |event| {
        let click = Click {
            at: made_at(&event),
            clicks: event.detail(),
            x: event.client_x(),
            y: event.client_y(),
        };
        let is_there = QUIET_PLACE.get().is_some_and(|quiet| quiet.holds(click));
        let is_anywhere = is_stray(click, QUIET_UNTIL.get()) && !is_always_meant(&event);
        if is_there || is_anywhere {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else {
            LAST.set(Some(click));
        }
    });
}

/// Takes no click that was made before `millis` from now, except on what is [`ALWAYS_MEANT`].
pub fn settle(millis: i64) {
    let until = QUIET_UNTIL.get().max(event_clock() + millis);
    QUIET_UNTIL.set(until);
    settle_where_clicked();
}

/// Takes no click for a moment where the one fell that brought about what happens now.
pub fn settle_where_clicked() {
    let now = event_clock();
    QUIET_PLACE.set(LAST.get().and_then(|last| Quiet::around(last, now)));
    tell(now);
}

/// Says on the document where no click is taken, and takes it back when every click is.
fn tell(now: i64) {
    let Some(root) = document().document_element() else {
        return;
    };
    let anywhere = QUIET_UNTIL.get();
    let there = QUIET_PLACE.get().map_or(now, |quiet| quiet.until);
    let (told, until) = match (anywhere > now, there > now) {
        (true, _) => (Some(ANYWHERE), anywhere),
        (false, true) => (Some(THERE), there),
        (false, false) => (None, now),
    };
    // A name that is written here is none that fails.
    let _ = match told {
        Some(told) => root.set_attribute(SETTLING, told),
        None => root.remove_attribute(SETTLING),
    };
    if told.is_some() {
        spawn_local(async move {
            pause(Duration::from_millis((until - now).unsigned_abs())).await;
            tell(event_clock());
        });
    }
}

fn is_always_meant(event: &MouseEvent) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let meant = target.and_then(|target| target.closest(&format!("[{ALWAYS_MEANT}]")).ok());
    meant.flatten().is_some()
}

/// Now, on the clock that clicks bear: an event that is made bears its own moment.
fn event_clock() -> i64 {
    Event::new("settle").map_or(0, |event| made_at(&event))
}

/// When an event was made, in whole milliseconds since the page was opened.
fn made_at(event: &Event) -> i64 {
    event.time_stamp() as i64
}

/// Whether a click was meant for what is gone, wherever it fell.
const fn is_stray(click: Click, quiet_until: i64) -> bool {
    click.clicks > 0 && click.at < quiet_until
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn click(at: i64, clicks: i32) -> Click {
        Click {
            at,
            clicks,
            x: 900,
            y: 100,
        }
    }

    #[test]
    fn where_a_case_was_decided_the_second_click_falls_on_nothing() {
        let quiet = Quiet::around(click(10_000, 1), 10_050).unwrap();
        assert!(quiet.holds(click(10_200, 2)) && quiet.holds(click(10_200, 1)));
        assert!(!quiet.holds(click(10_600, 1)), "a while later");
        let beside = Click {
            y: 160,
            ..click(10_200, 1)
        };
        assert!(quiet.holds(beside), "a finger is broad");
    }

    #[test]
    fn what_stands_elsewhere_takes_every_click_however_quick() {
        let quiet = Quiet::around(click(10_000, 1), 10_050).unwrap();
        let undo = Click {
            x: 1_300,
            y: 850,
            ..click(10_060, 1)
        };
        assert!(!quiet.holds(undo));
        assert!(!quiet.holds(click(10_060, 0)), "a key means the focus");
    }

    #[test]
    fn a_case_that_is_decided_by_key_leaves_every_place_to_the_pointer() {
        assert_eq!(Quiet::around(click(10_000, 0), 10_010), None);
        assert_eq!(Quiet::around(click(1_000, 1), 10_000), None);
    }

    #[test]
    fn a_click_counts_by_when_it_was_made_not_when_it_is_heard_of() {
        let quiet_until = 10_000 + AFTER_CLOSING;
        for made in [9_900, 10_000, 10_499] {
            assert!(is_stray(click(made, 1), quiet_until), "{made}");
        }
        assert!(!is_stray(click(10_500, 1), quiet_until));
    }

    #[test]
    fn a_key_is_meant_for_what_has_the_focus() {
        assert!(!is_stray(click(10_100, 0), 10_500));
    }
}
