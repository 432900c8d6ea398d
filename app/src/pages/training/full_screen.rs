//! One part of the page over the whole screen.

use crate::listener::use_listener;
use leptos::{ev, html, prelude::*};

/// One part of the page over the whole screen: the browser's own full screen where there is one,
/// and in any case over the rest of the page.
#[derive(Clone, Copy)]
pub struct FullScreen {
    /// Whether it is.
    pub is_on: ReadSignal<bool>,
    set: WriteSignal<bool>,
    part: NodeRef<html::Section>,
}

impl FullScreen {
    /// For the part behind `part`; follows the browser's own way out (Escape, Back).
    pub fn of(part: NodeRef<html::Section>) -> Self {
        let (is_on, set) = signal(false);
        use_listener(&window(), ev::fullscreenchange, move |_| {
            if document().fullscreen_element().is_none() {
                set.set(false);
            }
        });
        Self { is_on, set, part }
    }

    /// Over everything, or back.
    pub fn toggle(self) {
        if self.is_on.get_untracked() {
            self.leave();
        } else {
            self.enter();
        }
    }

    fn enter(self) {
        self.set.set(true);
        if let Some(part) = self.part.get_untracked() {
            // Refused (as on some phones), it still covers the page.
            let _ = part.request_fullscreen();
        }
    }

    /// Back into the page.
    pub fn leave(self) {
        self.set.set(false);
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        }
    }
}
