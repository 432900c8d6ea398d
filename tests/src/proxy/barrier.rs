//! Where answers are held back until somebody lets them go.

use std::sync::{Condvar, Mutex};

#[derive(Default)]
pub(super) struct Barrier {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
pub(super) struct State {
    /// So many more pass before whoever comes is held; `None` if nobody is.
    pub(super) passing: Option<u32>,
    /// So many are held.
    pub(super) held: u32,
}

impl Barrier {
    pub(super) fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().expect("the barrier"));
        self.changed.notify_all();
    }

    pub(super) fn waits_while(&self, still: impl Fn(&State) -> bool) {
        let state = self.state.lock().expect("the barrier");
        let waited = self.changed.wait_while(state, |state| still(state));
        drop(waited.expect("the barrier"));
    }

    /// Returns at once, unless the barrier is closed: then when all are released.
    pub(super) fn holds(&self) {
        if !self.passes() {
            self.set(|state| state.held += 1);
            self.waits_while(|state| state.held > 0);
        }
    }

    fn passes(&self) -> bool {
        let mut state = self.state.lock().expect("the barrier");
        match &mut state.passing {
            None => true,
            Some(0) => false,
            Some(more) => {
                *more -= 1;
                true
            }
        }
    }
}
