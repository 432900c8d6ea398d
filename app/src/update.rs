//! A new version: it waits until no form is open, and otherwise applies at the next start.

use crate::browser::{navigator, property};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerRegistration, ServiceWorkerState};

/// Whether a new version is here, and whether it may be offered.
#[derive(Clone, Copy)]
pub struct Updates {
    installed: RwSignal<bool>,
    open_forms: RwSignal<usize>,
    registration: StoredValue<Option<ServiceWorkerRegistration>, LocalStorage>,
}

impl Updates {
    /// Begins to look for new versions. One that waits already is applied at once: nothing is
    /// open yet.
    pub fn watch() -> Self {
        let update = Self {
            installed: RwSignal::new(false),
            open_forms: RwSignal::new(0),
            registration: StoredValue::new_local(None),
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
        let found = Closure::<dyn Fn()>::new(move || {
            if let Some(worker) = watched.installing() {
                self.follow_installing(worker);
            }
        });
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        // As long as the page lives.
        found.forget();
    }

    fn follow_installing(self, worker: web_sys::ServiceWorker) {
        let watched = worker.clone();
        let changed = Closure::<dyn Fn()>::new(move || {
            // The very first install replaces nothing.
            let replaces = property(&navigator(), "serviceWorker.controller").is_some();
            if watched.state() == ServiceWorkerState::Installed && replaces {
                self.installed.set(true);
            }
        });
        worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
        // As long as the page lives.
        changed.forget();
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
        let reload = Closure::once_into_js(|| {
            // A page that cannot reload goes on with the build it has.
            let _ = window().location().reload();
        });
        let container = window().navigator().service_worker();
        container.set_oncontrollerchange(Some(reload.unchecked_ref()));
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
