//! What was to change on a day to come, taken back: it is as if it had never been said.

use crate::people::{Period, PersonInFull, UnitInFull};
use chrono::NaiveDate;

impl PersonInFull {
    /// Without what changes on this day: what begins then does not, what ends the day before goes on, and who leaves
    /// with the day before stays. The same, if nothing changes.
    pub(super) fn without(&self, day: NaiveDate) -> Self {
        let mut after = self.clone();
        let Some(last) = day.pred_opt() else {
            return after;
        };
        let held = &mut after.appointments;
        let gone = held.extract_if(.., |held| held.period.from == day);
        let until = longest(gone.map(|held| held.period));
        let ended = held.iter_mut();
        for held in ended.filter(|held| held.period.until == Some(last)) {
            held.period.until = until;
        }
        if after.left_on == Some(last) {
            (after.left_on, after.left_because) = (None, None);
        }
        after
    }
}

impl UnitInFull {
    /// Without what changes on this day. The same, if nothing changes.
    pub(super) fn without(&self, day: NaiveDate) -> Self {
        let mut after = self.clone();
        let Some(last) = day.pred_opt() else {
            return after;
        };
        let gone = after.places.extract_if(.., |it| it.period.from == day);
        let until = longest(gone.map(|place| place.period));
        let ended = after.places.iter_mut();
        for place in ended.filter(|place| place.period.until == Some(last)) {
            place.period.until = until;
        }
        if self.closed_on() == Some(last) {
            after.merged_into = None;
        }
        if let Some(at) = after.renamings.iter().position(|it| it.from == day) {
            let gone = after.renamings.remove(at);
            if let Some(next) = after.renamings.get_mut(at) {
                next.before = gone.before;
            }
        }
        after
    }
}

/// How long what is gone would have lasted, which what had ended for it now does.
fn longest(gone: impl Iterator<Item = Period>) -> Option<NaiveDate> {
    let untils: Option<Vec<NaiveDate>> = gone.map(|period| period.until).collect();
    untils?.into_iter().max()
}
