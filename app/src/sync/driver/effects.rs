//! Carries out what the device half says, and hands in what came of it.

use super::{Driver, with};
use crate::api::{self, ApiError};
use crate::clock::now;
use crate::store::StoreError;
use crate::sync::message::Message;
use crate::timer::after;
use leptos::task::spawn_local;
use shared::sync::{Cursor, Effect, Event, Failure, Phase, SyncRequest, SyncResponse, Write};
use shared::time::Timestamp;
use std::rc::{Rc, Weak};
use std::time::Duration;

impl Driver {
    pub(super) fn happened(self: &Rc<Self>, event: Event) {
        if !self.leading.get() {
            return;
        }
        let effects = self.device.borrow_mut().handle(event, now());
        for effect in effects {
            self.carry_out(effect);
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Load { offers } => {
                self.later(move |driver| async move { driver.load(offers).await });
            }
            Effect::Exchange(request) => {
                self.later(|driver| async move { driver.exchange(request).await });
            }
            Effect::Store { expected, writes } => {
                self.later(|driver| async move { driver.store(expected, writes).await });
            }
            Effect::WakeAt(at) => self.wake_at(at),
            Effect::Show => self.show(),
        }
    }

    /// Runs an effect and hands in what came of it.
    fn later<F, T>(self: &Rc<Self>, effect: F)
    where
        F: FnOnce(Rc<Self>) -> T + 'static,
        T: Future<Output = Event> + 'static,
    {
        let driver = Rc::clone(self);
        let term = self.term.get();
        spawn_local(async move {
            let event = effect(Rc::clone(&driver)).await;
            if driver.term.get() == term {
                driver.happened(event);
            }
        });
    }

    async fn load(&self, offers: bool) -> Event {
        match self.vault.snapshot(offers).await {
            Ok(snapshot) => Event::Loaded(snapshot),
            Err(_) => Event::LoadFailed,
        }
    }

    async fn exchange(&self, request: SyncRequest) -> Event {
        match api::post::<SyncResponse>("/api/sync", &request).await {
            Ok(response) => {
                self.status.set(self.status.get().after(&response, now()));
                Event::Exchanged(Box::new(response))
            }
            Err(error) => Event::Failed(failure_of(&error)),
        }
    }

    async fn store(&self, expected: Option<Cursor>, writes: Vec<Write>) -> Event {
        let at = now();
        let progress = self.status.get().progress;
        let applied = self.vault.apply(expected.as_ref(), &writes, progress, at);
        match applied.await {
            Ok(()) => {
                // The last write only says how far the page reached.
                let changed = writes.len() > 1;
                self.unshown.set(self.unshown.get() || changed);
                let mut status = self.status.get();
                status.last_exchange = Some(at);
                self.status.set(status);
                Event::Stored
            }
            Err(error) => {
                self.recount().await;
                match error {
                    StoreError::Overtaken => Event::Overtaken,
                    _ => Event::StoreFailed,
                }
            }
        }
    }

    /// The page was not kept here: how far the run has come is what the store says.
    async fn recount(&self) {
        if let Ok((last_exchange, progress)) = self.vault.reached().await {
            let mut status = self.status.get();
            status.last_exchange = last_exchange;
            status.progress = progress;
            self.status.set(status);
        }
    }

    fn wake_at(self: &Rc<Self>, at: Timestamp) {
        let wait = u64::try_from(at.millis_since(now())).unwrap_or_default();
        let weak: Weak<Self> = Rc::downgrade(self);
        let timer = after(Duration::from_millis(wait), move || {
            with(&weak, |driver| driver.happened(Event::Woke));
        });
        self.wake.set(Some(timer));
    }

    fn show(&self) {
        let mut status = self.status.get();
        status.phase = self.device.borrow().phase();
        self.status.set(status);
        self.listener.status(status);
        self.say(&Message::Status(status));
        // While pages still come, the lists would be read anew for each of them.
        if status.phase != Phase::Busy && self.unshown.take() {
            self.listener.store_changed();
            self.say(&Message::Changed);
        }
    }
}

/// Only the network and a busy server mean «try again».
fn failure_of(error: &ApiError) -> Failure {
    match error {
        ApiError::SignIn => Failure::SignInNeeded,
        // Somebody else has signed in with this browser since.
        ApiError::Problem(problem) if problem.code == "device_of_another" => Failure::SignInNeeded,
        ApiError::NotNow { after_ms, .. } => Failure::NotNow {
            after_ms: *after_ms,
        },
        error if error.is_passing() => Failure::Unreachable,
        _ => Failure::Refused,
    }
}
