//! A word in passing: what has just been done, for some seconds.

use super::icon::{Icon, Name};
use leptos::prelude::*;
use std::time::Duration;

/// How long it can be read.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says a word in passing.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<(u32, String)>>,
}

impl Toasts {
    /// A place for them; shown by [`ToastPlace`].
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
        }
    }

    /// Says it; replaces what was said before.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        let number = self.shown.with_untracked(|shown| {
            shown
                .as_ref()
                .map_or(0, |(number, _)| number.wrapping_add(1))
        });
        self.shown.set(Some((number, text)));
        set_timeout(
            move || {
                self.shown.update(|shown| {
                    if shown.as_ref().is_some_and(|(shown, _)| *shown == number) {
                        *shown = None;
                    }
                });
            },
            SHOWN_FOR,
        );
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Words in passing, from anywhere in the app.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where they are shown.
#[component]
pub fn ToastPlace(
    /// What is said.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                toasts
                    .shown
                    .get()
                    .map(|(_, text)| {
                        view! {
                            <div class="toast">
                                <Icon name=Name::Done/>
                                <span>{text}</span>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
