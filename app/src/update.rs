//! A new version: it waits until no form is open, and otherwise applies at the next start.

use crate::browser::{navigator, property};
use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerRegistration, ServiceWorkerState};

/// Whether a new version is here, and whether it may be offered.
#[derive(Clone, Copy)]
pub struct Updates {
    installed: RwSignal<bool>,
    open_forms: RwSignal<usize>,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
    listeners: StoredValue<Listeners, LocalStorage>,
}

/// What the browser is listened to for; each ends when the next of its kind begins.
#[derive(Default)]
struct Listeners {
    found: Option<EventListener>,
    installed: Option<EventListener>,
    changed_over: Option<EventListener>,
}

impl Updates {
    /// Begins to look for new versions. One that waits already is applied at once: nothing is
    /// open yet.
    pub fn watch() -> Self {
        let update = Self {
            installed: RwSignal::new(false),
            open_forms: RwSignal::new(0),
            registration: StoredValue::new_local(None),
            listeners: StoredValue::new_local(Listeners::default()),
        };
        leptos::task::spawn_local(async move {
            if let Some(registration) = registration().await {
                update.follow(registration);
            }
        });
        update
    }

    /// A new version is here and no form is open.
    pub fn is_ready(self) -> bool {
        self.installed.get() && self.open_forms.get() == 0
    }

    /// A new version is here, but a form is open.
    pub fn waits_for_form(self) -> bool {
        self.installed.get() && self.open_forms.get() > 0
    }

    fn follow(self, registration: ServiceWorkerRegistration) {
        self.registration.set_value(Some(registration.clone()));
        if registration.waiting().is_some() {
            self.installed.set(true);
            if self.open_forms.get_untracked() == 0 {
                self.apply();
            }
        }
        let watched = registration.clone();
        let found = EventListener::new(&registration, "updatefound", move |_| {
            if let Some(worker) = watched.installing() {
                self.follow_installing(worker);
            }
        });
        self.listeners.update_value(|it| it.found = Some(found));
    }

    fn follow_installing(self, worker: web_sys::ServiceWorker) {
        let watched = worker.clone();
        let installed = EventListener::new(&worker, "statechange", move |_| {
            // The very first install replaces nothing.
            let replaces = property(&navigator(), "serviceWorker.controller").is_some();
            if watched.state() == ServiceWorkerState::Installed && replaces {
                self.installed.set(true);
            }
        });
        self.listeners
            .update_value(|it| it.installed = Some(installed));
    }

    /// Asks the server whether there is a new version.
    pub fn check(self) {
        if let Some(registration) = self.registration.get_value()
            && let Ok(promise) = registration.update()
        {
            leptos::task::spawn_local(async move {
                // Without network the next check finds it.
                let _ = JsFuture::from(promise).await;
            });
        }
    }

    /// Changes over: the waiting worker takes its place, then this page starts anew.
    pub fn apply(self) {
        let Some(waiting) = self.registration.get_value().and_then(|it| it.waiting()) else {
            return;
        };
        let container = window().navigator().service_worker();
        let changed_over = EventListener::once(&container, "controllerchange", |_| {
            // A page that cannot reload goes on with the build it has.
            let _ = window().location().reload();
        });
        self.listeners
            .update_value(|it| it.changed_over = Some(changed_over));
        let ask = crate::browser::object(&[("type", "activate-update".into())]);
        // A worker that is gone has been replaced already.
        let _ = waiting.post_message(&ask);
    }
}

/// The new version, if there is one.
pub fn use_updates() -> Updates {
    expect_context()
}

/// Says that a form is open for as long as the component lives: no update under it.
pub fn use_open_form() {
    let update = use_updates();
    update.open_forms.update(|open| *open += 1);
    on_cleanup(move || {
        // The app may be going as a whole.
        update.open_forms.try_update(|open| *open -= 1);
    });
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let ready = property(&navigator(), "serviceWorker.ready")?;
    let ready: js_sys::Promise = ready.dyn_into().ok()?;
    JsFuture::from(ready).await.ok()?.dyn_into().ok()
}

/// The build that this page runs.
pub fn build_id() -> String {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("data-build"))
        .unwrap_or_default()
}
