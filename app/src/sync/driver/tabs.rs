//! Which of the person's tabs does the exchange, and what they say to each other.

use super::{Driver, with};
use crate::channel::Channel;
use crate::clock::now;
use crate::id::new_seed;
use crate::sync::lock::Lock;
use crate::sync::message::Message;
use crate::timer::pause;
use crate::update::build_id;
use leptos::task::spawn_local;
use shared::sync::{Device, Event};
use std::rc::Rc;
use std::time::Duration;

/// A tab that does the exchange and does not answer for so long is taken to be frozen.
const FROZEN_AFTER: Duration = Duration::from_secs(8);

impl Driver {
    /// Joins the person's other tabs.
    pub(super) fn join(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let channel = Channel::join(&self.name, move |message: Message| {
            with(&weak, |driver| driver.hear(message));
        });
        self.channel.replace(channel);
        self.ask_for_lock(false);
        self.say(&Message::Nudge);
    }

    /// The page wakes: what the others did meanwhile is read.
    pub(super) fn come_back(self: &Rc<Self>) {
        self.join();
        self.listener.store_changed();
    }

    /// Leaves the other tabs, too, before the browser freezes the page: one that listened on would
    /// open transactions that never end, and the others would wait for them.
    pub(super) fn leave(&self) {
        self.resign();
        self.lock.replace(None);
        self.channel.replace(None);
        self.wake.set(None);
    }

    /// Begins an exchange, or says so to whoever does them.
    pub(super) fn begin(self: &Rc<Self>, event: Event, message: &Message) {
        if self.leading.get() {
            self.happened(event);
            return;
        }
        self.say(message);
        let asked_at = now();
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            pause(FROZEN_AFTER).await;
            with(&weak, |driver| {
                let silent = driver.leader_heard.get() < asked_at;
                if silent && !driver.leading.get() && driver.is_running() {
                    driver.ask_for_lock(true);
                }
            });
        });
    }

    pub(super) fn say(&self, message: &Message) {
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
        self.device.replace(Device::new(build_id(), new_seed()));
    }

    fn is_running(&self) -> bool {
        self.channel.borrow().is_some()
    }
}
