//! Away from the open case.

use super::super::heading::TITLE_ID;
use super::Deciding;
use crate::components::settling::settle_where_clicked;
use crate::pages::desk::{case_address, focus, queue_address};
use crate::store::Panel;
use leptos::prelude::*;

impl Deciding {
    /// To the next case that is this person's to decide, or back to the queue.
    pub fn go_on(self) {
        settle_where_clicked();
        let id = self.case.with_untracked(|case| case.record.record_id);
        match self.sitting.after(id) {
            Some(next) => self.navigate.run(case_address(next)),
            None => {
                self.sitting.ends_at(id);
                self.to_queue();
            }
        }
    }

    /// Out of what is being written, else back to the queue. What is written stays.
    pub fn step_back(self) {
        if self.draft.with_untracked(|draft| draft.panel) == Panel::Course {
            return self.to_queue();
        }
        self.draft.update(|draft| draft.panel = Panel::Course);
        focus::focus_id(TITLE_ID);
    }

    fn to_queue(self) {
        self.navigate.run(untrack(|| queue_address(self.sitting)));
    }
}
