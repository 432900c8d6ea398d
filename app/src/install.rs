//! The browser's offer to install the app to the home screen.

use crate::browser::{call, property};
use crate::listener::{use_listener, use_listener_with};
use gloo_events::EventListenerOptions;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// The browser's offer, if it has made one.
#[derive(Clone, Copy)]
pub struct InstallOffer {
    event: StoredValue<Option<JsValue>, LocalStorage>,
    made: RwSignal<bool>,
    installed: RwSignal<bool>,
}

impl InstallOffer {
    /// Begins to wait for the offer.
    pub fn watch() -> Self {
        let offer = Self {
            event: StoredValue::new_local(None),
            made: RwSignal::new(false),
            installed: RwSignal::new(runs_installed()),
        };
        let made = ev::Custom::new("beforeinstallprompt");
        let kept = EventListenerOptions::enable_prevent_default();
        use_listener_with(&window(), made, kept, move |event: Event| {
            event.prevent_default();
            offer.event.set_value(Some(event.into()));
            offer.made.set(true);
        });
        let taken = ev::Custom::new("appinstalled");
        use_listener(&window(), taken, move |_: Event| {
            offer.made.set(false);
            offer.installed.set(true);
        });
        offer
    }

    /// Whether the browser offers it.
    pub fn is_made(self) -> bool {
        self.made.get()
    }

    /// Whether the app runs from the home screen.
    pub fn is_installed(self) -> bool {
        self.installed.get()
    }

    /// Takes the offer; the browser asks the person. An offer can be taken once.
    pub fn accept(self) {
        if let Some(event) = self.event.get_value() {
            self.event.set_value(None);
            self.made.set(false);
            // The browser shows its own question; what it says comes as an event.
            let _ = call(&event, "prompt", &[]);
        }
    }
}

/// Whether the app runs from the home screen.
pub fn runs_installed() -> bool {
    window()
        .match_media("(display-mode: standalone)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
        || property(&crate::browser::navigator(), "standalone").is_some_and(|it| it.is_truthy())
}

/// The browser's offer to install the app.
pub fn use_install_offer() -> InstallOffer {
    expect_context()
}
