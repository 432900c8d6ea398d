//! Whether the case has been shown: rendered, painted and on a visible page for a moment. Only then can
//! it be decided.

use super::opening::Opening;
use crate::listener::use_listener;
use crate::timer::pause;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long a case is shown before it can be decided.
const SHOWN_FOR: Duration = Duration::from_millis(1_000);

/// Follows whether what is open now has been shown for a moment.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Whether it has.
    pub long_enough: RwSignal<bool>,
    turn: StoredValue<u64>,
}

impl Shown {
    /// Follows the case that is opened here; another version of it is shown anew.
    pub fn follow(opening: Opening) -> Self {
        let shown = Self {
            long_enough: RwSignal::new(false),
            turn: StoredValue::new(0),
        };
        let current = Memo::new(move |_| {
            let version = opening
                .case
                .with(|case| case.as_ref().map(|case| case.record.version));
            version.filter(|_| opening.is_current.get())
        });
        Effect::new(move |_| match current.get() {
            Some(_) => shown.begin(),
            None => shown.stop(),
        });
        use_listener(&window(), ev::visibilitychange, move |_| {
            match document().hidden() || current.get_untracked().is_none() {
                true => shown.stop(),
                false => shown.begin(),
            }
        });
        shown
    }

    /// Something else of the case is on the screen: it is looked at for a moment, too.
    pub fn anew(self) {
        if self.long_enough.get_untracked() {
            self.begin();
        }
    }

    fn stop(self) {
        self.long_enough.set(false);
        self.turn.update_value(|turn| *turn += 1);
    }

    /// The moment begins with the second frame after: by then the first is painted. A page that is
    /// hidden paints none.
    fn begin(self) {
        self.stop();
        let turn = self.turn.get_value();
        request_animation_frame(move || {
            request_animation_frame(move || {
                spawn_local(async move {
                    pause(SHOWN_FOR).await;
                    self.end(turn);
                });
            });
        });
    }

    fn end(self, turn: u64) {
        if self.turn.try_get_value() == Some(turn) && !document().hidden() {
            self.long_enough.try_set(true);
        }
    }
}
