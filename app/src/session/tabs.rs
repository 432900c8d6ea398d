//! Who works in this browser works in every tab of it: a tab that is told that they left, or that
//! somebody else came, shows nothing of theirs from that moment on.

use super::{Session, SessionState};
use crate::channel::Channel;
use crate::listener::use_listener;
use crate::timer::pause;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use shared::id::PersonId;
use std::time::Duration;

/// What the tabs listen to.
const NAME: &str = "saddlebag-session";

/// What one tab tells the others.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    /// Nobody works here any more.
    Left,
    /// Somebody has signed in.
    Came(PersonId),
}

impl Session {
    /// Hears from now on what the other tabs say. A page that was frozen meanwhile looks for itself.
    pub(super) fn listen(self) {
        let channel = Channel::join(NAME, move |word: Word| self.hear(word));
        self.tabs.set_value(channel);
        let shown = move || {
            if !document().hidden() {
                spawn_local(self.look_again());
            }
        };
        use_listener(&window(), ev::visibilitychange, move |_| shown());
        use_listener(&window(), ev::pageshow, move |_| shown());
    }

    pub(super) fn tell_tabs(self, word: Word) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.say(&word);
            }
        });
    }

    fn hear(self, word: Word) {
        match word {
            Word::Left if self.person().is_some() => self.lock(),
            Word::Came(person) if self.person().is_some_and(|here| here != person) => self.lock(),
            Word::Came(_) if self.person().is_some() => self.again.update(|again| *again += 1),
            Word::Came(_) => spawn_local(self.look_again()),
            Word::Left => {}
        }
    }

    /// How often the person of this tab has signed in again in another one; tracks it.
    pub fn signed_in_again(self) -> u32 {
        self.again.get()
    }

    /// Somebody else than this tab shows may work here by now.
    pub(super) async fn look_again(self) {
        let Ok(device) = self.device() else { return };
        let Ok(current) = device.current().await else {
            return;
        };
        let here = self.person();
        match current {
            Some(profile) if here.is_none() => self.enter(profile),
            Some(profile) if here == Some(profile.person.id) => {}
            None if here.is_none() => {}
            _ => self.lock(),
        }
    }

    /// Shows nothing of who worked in this tab, and begins anew with nothing of theirs in memory. Whoever
    /// comes next starts at their own start page.
    pub fn lock(self) {
        self.session_state.set(SessionState::SignedOut);
        self.profile.set(None);
        // First the page is empty: nothing on it is asked whether it may be left.
        spawn_local(async {
            pause(Duration::ZERO).await;
            // A page that cannot be left is empty all the same.
            let _ = window().location().replace("/");
        });
    }
}
