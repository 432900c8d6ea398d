//! A word in passing: what has just been done, for some seconds.

use super::icon::{Icon, IconName};
use crate::timer::{Timeout, after};
use leptos::prelude::*;
use std::time::Duration;

/// How long it can be read.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// Says a word in passing.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    /// Takes away what is shown; that of the word before is called off.
    end: StoredValue<Option<Timeout>, LocalStorage>,
}

#[derive(Debug, Clone)]
struct Toast {
    icon: IconName,
    text: String,
}

impl Toasts {
    /// A place for them; shown by [`ToastPlace`].
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            end: StoredValue::new_local(None),
        }
    }

    /// Says it; replaces what was said before.
    pub fn say(self, text: impl Into<String>) {
        self.show(IconName::Done, text.into());
    }

    /// Says why something is not done; replaces what was said before.
    pub fn warn(self, text: impl Into<String>) {
        self.show(IconName::Alert, text.into());
    }

    /// Says it no longer: what it was about is over.
    pub fn hush(self) {
        self.shown.set(None);
    }

    fn show(self, icon: IconName, text: String) {
        self.shown.set(Some(Toast { icon, text }));
        let end = after(SHOWN_FOR, move || self.shown.set(None));
        self.end.set_value(Some(end));
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
