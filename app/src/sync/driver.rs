//! Does what the device half of the protocol says. One tab of a person does it for all.

mod effects;
mod tabs;

use super::SyncStatus;
use super::background::ask_to_send_later;
use super::lifecycle::Lifecycle;
use super::lock::Lock;
use super::message::Message;
use crate::channel::Channel;
use crate::clock::now;
use crate::id::new_seed;
use crate::store::Vault;
use crate::timer::Timeout;
use crate::update::build_id;
use shared::sync::{Device, Event};
use shared::time::Timestamp;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

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
    wake: Cell<Option<Timeout>>,
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
            device: RefCell::new(Device::new(build_id(), new_seed())),
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

    /// Stops: the lock is given up, nothing more is sent. What waits stays.
    pub fn stop(&self) {
        self.lifecycle.replace(None);
        self.leave();
    }

    /// Something may be there to send or fetch.
    pub fn nudge(self: &Rc<Self>) {
        self.begin(Event::Nudged, &Message::Nudge);
    }

    /// The person asks for an exchange now.
    pub fn ask(self: &Rc<Self>) {
        self.begin(Event::Asked, &Message::Ask);
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

    /// Tells the other tabs that something was taken out of the outbox.
    pub fn taken_back(&self) {
        self.say(&Message::Changed);
    }

    /// Tells the other tabs that drafts have changed.
    pub fn drafts_changed(&self) {
        self.say(&Message::DraftsChanged);
    }
}

fn with(driver: &Weak<Driver>, act: impl FnOnce(&Rc<Driver>)) {
    if let Some(driver) = driver.upgrade() {
        act(&driver);
    }
}
