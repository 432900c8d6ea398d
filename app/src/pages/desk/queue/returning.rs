//! Back from a case: the queue stands as it was left, and the keyboard on the row to go on from.

use crate::listener::use_listener;
use crate::pages::desk::sitting::Sitting;
use crate::pages::desk::{case_address, focus};
use leptos::ev;
use leptos::prelude::*;

/// Shows the queue where it was left, and notes where it is left the next time.
pub fn go_on_from_place(sitting: Sitting) {
    if let Some((scrolled, row)) = sitting.comes_back() {
        // A page that is opened begins at its top; this is after that.
        request_animation_frame(move || {
            request_animation_frame(move || {
                window().scroll_to_with_x_and_y(0.0, scrolled);
                if let Some(row) = row {
                    focus::focus_link(&case_address(row));
                }
            });
        });
    }
    use_listener(&window(), ev::scroll, move |_| {
        sitting.scrolled(window().scroll_y().unwrap_or_default());
    });
}
