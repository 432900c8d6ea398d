//! When there is occasion to read anew what a page of the desk shows, and what it has asked for.

use super::asking::{Answered, Asking, Occasion, Turn};
use crate::listener::use_listener;
use crate::work::decisions::{Contact, Decisions};
use leptos::ev;
use leptos::prelude::*;

/// Calls `read` when the page opens, and as long as it is open: when the server took a decision, when the
/// server is lost and reached again, and when the page is looked at again.
pub fn follow(decisions: Decisions, read: impl Fn(Occasion) + Copy + Send + Sync + 'static) {
    Effect::new(move |_| {
        decisions.taken.track();
        untrack(|| read(Occasion::Changed));
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = decisions.contact.get() == Contact::Open;
        match (was_open, is_open) {
            (Some(true), false) => untrack(|| read(Occasion::Lost)),
            (Some(false), true) => untrack(|| read(Occasion::Reached)),
            _ => {}
        }
        is_open
    });
    use_listener(&window(), ev::visibilitychange, move |_| {
        if !document().hidden() {
            read(Occasion::Looked);
        }
    });
}

/// What a page has asked for, as long as it is there.
pub struct Questions<T>(StoredValue<Asking<T>>);

impl<T> Clone for Questions<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Questions<T> {}

impl<T: PartialEq + Send + Sync + 'static> Questions<T> {
    /// Nothing yet.
    pub fn none() -> Self {
        Self(StoredValue::new(Asking::default()))
    }

    /// The turn of a question that is to be asked now; see [`Asking::on`].
    pub fn on(self, occasion: Occasion, thing: T) -> Option<Turn> {
        let asked = |asking: &mut Asking<T>| asking.on(occasion, thing);
        self.0.try_update_value(asked).flatten()
    }

    /// The same for one more page; see [`Asking::one_more`].
    pub fn one_more(self, thing: T) -> Option<Turn> {
        let asked = |asking: &mut Asking<T>| asking.one_more(thing);
        self.0.try_update_value(asked).flatten()
    }

    /// Whether the answer to this is still what is wished for.
    pub fn awaits(self, turn: Turn) -> bool {
        self.0.try_with_value(|asking| asking.awaits(turn)) == Some(true)
    }

    /// What this answer is good for; to a page that is gone, nothing.
    pub fn answered<A, E>(self, turn: Turn, answer: &Result<A, E>) -> Answered {
        let heard = |asking: &mut Asking<T>| asking.answered(turn, answer.is_ok());
        let answered = self.0.try_update_value(heard);
        answered.unwrap_or(Answered::Overtaken)
    }
}
