//! Does what the device half of the protocol says. One tab of a person does it for all.

use super::SyncStatus;
use super::background::ask_to_send_later;
use super::channel::{Channel, Message};
use super::lifecycle::Lifecycle;
use super::lock::Lock;
use crate::api::{self, ApiError};
use crate::clock::now;
use crate::store::{StoreError, Vault};
use crate::update::build_id;
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use leptos::task::spawn_local;
use shared::sync::{
    Cursor, Device, Effect, Event, Failure, Phase, SyncRequest, SyncResponse, Write,
};
use shared::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

/// A tab that does the exchange and does not answer for so long is taken to be frozen.
const FROZEN_AFTER: Duration = Duration::from_secs(8);

/// Who is told of what the driver does.
pub trait Listener {
    /// The exchange does something else now.
    fn status(&self, status: SyncStatus);
    /// The store has changed, by this tab's exchange or in another tab.
    fn store_changed(&self);
    /// Another tab has changed drafts.
    fn drafts_changed(&self);
}

/// Does what the device half of the protocol says.
pub struct Driver {
    name: String,
    vault: Vault,
    device: RefCell<Device>,
    status: Cell<SyncStatus>,
    unshown: Cell<bool>,
    leading: Cell<bool>,
    leader_heard: Cell<Timestamp>,
    lock: RefCell<Option<Lock>>,
    channel: RefCell<Option<Channel>>,
    lifecycle: RefCell<Option<Lifecycle>>,
    /// Counts the times this tab has begun to lead: what it began before is not its own any more.
    term: Cell<u64>,
    wake: Cell<Option<TimeoutHandle>>,
    listener: Box<dyn Listener>,
}

impl Driver {
    /// Begins to work for the person of this vault. `name` is shared by that person's tabs.
    pub fn start(
        name: String,
        vault: Vault,
        status: SyncStatus,
        listener: Box<dyn Listener>,
    ) -> Rc<Self> {
        let driver = Rc::new(Self {
            name,
            vault,
            device: RefCell::new(Device::new(build_id())),
            status: Cell::new(status),
            unshown: Cell::new(false),
            leading: Cell::new(false),
            leader_heard: Cell::new(now()),
            lock: RefCell::new(None),
            channel: RefCell::new(None),
            lifecycle: RefCell::new(None),
            term: Cell::new(0),
            wake: Cell::new(None),
            listener,
        });
        let (frozen, awake) = (Rc::downgrade(&driver), Rc::downgrade(&driver));
        driver.lifecycle.replace(Some(Lifecycle::follow(
            move || with(&frozen, |driver| driver.leave()),
            move || with(&awake, Self::come_back),
        )));
        driver.join();
        driver
    }

    /// Joins the person's other tabs.
    fn join(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let channel = Channel::join(&self.name, move |message| {
            with(&weak, |driver| driver.hear(message));
        });
        self.channel.replace(channel);
        self.ask_for_lock(false);
        self.say(&Message::Nudge);
    }

    /// Stops: the lock is given up, nothing more is sent. What waits stays.
    pub fn stop(&self) {
        self.lifecycle.replace(None);
        self.leave();
    }

    /// The page wakes: what the others did meanwhile is read.
    fn come_back(self: &Rc<Self>) {
        self.join();
        self.listener.store_changed();
    }

    /// Leaves the other tabs, too, before the browser freezes the page: one that listened on would
    /// open transactions that never end, and the others would wait for them.
    fn leave(&self) {
        self.resign();
        self.lock.replace(None);
        self.channel.replace(None);
        if let Some(timer) = self.wake.take() {
            timer.clear();
        }
    }

    /// Something may be there to send or fetch.
    pub fn nudge(self: &Rc<Self>) {
        self.begin(Event::Nudged, &Message::Nudge);
    }

    /// The person asks for an exchange now.
    pub fn ask(self: &Rc<Self>) {
        self.begin(Event::Asked, &Message::Ask);
    }

    /// Begins an exchange, or says so to whoever does them.
    fn begin(self: &Rc<Self>, event: Event, message: &Message) {
        if self.leading.get() {
            self.happened(event);
            return;
        }
        self.say(message);
        let asked_at = now();
        let weak = Rc::downgrade(self);
        let steal_if_silent = move || {
            with(&weak, |driver| {
                let silent = driver.leader_heard.get() < asked_at;
                if silent && !driver.leading.get() && driver.is_running() {
                    driver.ask_for_lock(true);
                }
            });
        };
        // Without a timer the tab only waits for the lock.
        let _ = set_timeout_with_handle(steal_if_silent, FROZEN_AFTER);
    }

    /// Something was put into the outbox.
    pub fn enqueued(self: &Rc<Self>) {
        ask_to_send_later();
        self.say(&Message::Changed);
        self.nudge();
    }

    /// Somebody signed in.
    pub fn signed_in(self: &Rc<Self>) {
        self.happened(Event::SignedIn);
        self.nudge();
    }

    /// Tells the other tabs that drafts have changed.
    pub fn drafts_changed(&self) {
        self.say(&Message::DraftsChanged);
    }

    fn is_running(&self) -> bool {
        self.channel.borrow().is_some()
    }

    fn say(&self, message: &Message) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.say(message);
        }
    }

    fn hear(self: &Rc<Self>, message: Message) {
        let leading = self.leading.get();
        match message {
            Message::Nudge if leading => self.answer(Event::Nudged),
            Message::Ask if leading => self.answer(Event::Asked),
            Message::Status(status) if !leading => {
                self.leader_heard.set(now());
                self.status.set(status);
                self.listener.status(status);
            }
            Message::Nudge | Message::Ask | Message::Status(_) => {}
            Message::Changed => self.listener.store_changed(),
            Message::DraftsChanged => self.listener.drafts_changed(),
        }
    }

    /// Another tab wants an exchange: it hears at once that this one is awake.
    fn answer(self: &Rc<Self>, event: Event) {
        self.say(&Message::Status(self.status.get()));
        self.happened(event);
    }

    fn ask_for_lock(self: &Rc<Self>, steal: bool) {
        let (gained, lost) = (Rc::downgrade(self), Rc::downgrade(self));
        let lock = Lock::ask(
            &self.name,
            steal,
            move || with(&gained, |driver| driver.take_over()),
            move || with(&lost, |driver| driver.step_back()),
        );
        self.lock.replace(Some(lock));
    }

    fn take_over(self: &Rc<Self>) {
        self.leading.set(true);
        self.happened(Event::Nudged);
    }

    /// Another tab has taken over: forget what was under way and queue for the lock again.
    fn step_back(self: &Rc<Self>) {
        if !self.is_running() || !self.leading.get() {
            return;
        }
        self.resign();
        self.leader_heard.set(now());
        self.ask_for_lock(false);
    }

    /// Forgets what is under way: whatever still comes of it is another's to do again.
    fn resign(&self) {
        self.leading.set(false);
        self.term.set(self.term.get() + 1);
        self.device.replace(Device::new(build_id()));
    }

    fn happened(self: &Rc<Self>, event: Event) {
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
            Effect::Load => self.later(|driver| async move { driver.load().await }),
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

    async fn load(&self) -> Event {
        match self.vault.snapshot().await {
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
        let timer = set_timeout_with_handle(
            move || with(&weak, |driver| driver.happened(Event::Woke)),
            Duration::from_millis(wait),
        );
        if let Some(earlier) = self.wake.replace(timer.ok()) {
            earlier.clear();
        }
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

fn with(driver: &Weak<Driver>, act: impl FnOnce(&Rc<Driver>)) {
    if let Some(driver) = driver.upgrade() {
        act(&driver);
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
