//! A word in passing: what has just been done, for some seconds.

use super::icon::{Icon, Name};
use leptos::prelude::*;
use std::time::Duration;

/// How long it can be read.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says a word in passing.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
}

#[derive(Debug, Clone)]
struct Toast {
    number: u32,
    icon: Name,
    text: String,
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
        self.show(Name::Done, text.into());
    }

    /// Says why something is not done; replaces what was said before.
    pub fn warn(self, text: impl Into<String>) {
        self.show(Name::Alert, text.into());
    }

    fn show(self, icon: Name, text: String) {
        let number = self.shown.with_untracked(|shown| {
            shown
                .as_ref()
                .map_or(0, |toast| toast.number.wrapping_add(1))
        });
        self.shown.set(Some(Toast { number, icon, text }));
        set_timeout(
            move || {
                self.shown.update(|shown| {
                    if shown.as_ref().is_some_and(|toast| toast.number == number) {
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
                    .map(|toast| {
                        view! {
                            <div class="toast">
                                <Icon name=toast.icon/>
                                <span>{toast.text}</span>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
