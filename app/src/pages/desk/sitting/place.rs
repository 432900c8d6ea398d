//! Where a reviewer was in the queue: whoever comes back from a case goes on from there.

use super::Sitting;
use leptos::prelude::*;
use shared::desk::QueueEntry;
use shared::id::RecordId;
use std::collections::BTreeSet;

/// Where a reviewer was in the queue.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// How far it was scrolled, in pixels.
    scrolled: f64,
    /// The case that was open last, until they are back.
    opened: Option<RecordId>,
}

impl Sitting {
    /// The queue was scrolled so far.
    pub fn scrolled(self, to: f64) {
        self.place.update_value(|place| place.scrolled = to);
    }

    /// A case is opened, from the queue or after another one.
    pub fn opens(self, id: RecordId) {
        self.place.update_value(|place| place.opened = Some(id));
    }

    /// How far the queue was scrolled, and the row to go on from; `None` for who does not come from a case.
    pub fn comes_back(self) -> Option<(f64, Option<RecordId>)> {
        let place = self.place.get_value();
        let opened = place.opened?;
        self.place.update_value(|place| place.opened = None);
        let mut away = self.unsent();
        self.done
            .with_untracked(|done| away.extend(done.keys().copied()));
        let row = self
            .reading
            .entries
            .with_untracked(|entries| row_for(entries, opened, &away));
        Some((place.scrolled, row))
    }
}

/// The row of this case; if it is `away`, that of the next one that is not, else of the one before.
fn row_for(
    entries: &[QueueEntry],
    opened: RecordId,
    away: &BTreeSet<RecordId>,
) -> Option<RecordId> {
    let at = entries.iter().position(|entry| entry.record_id == opened)?;
    let (before, from) = entries.split_at(at);
    let mut nearest = from.iter().chain(before.iter().rev());
    nearest
        .find(|entry| !away.contains(&entry.record_id))
        .map(|entry| entry.record_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;

    fn id(number: u128) -> RecordId {
        RecordId::from_number(number)
    }

    fn row(opened: u128, away: &[u128]) -> Option<RecordId> {
        let entries = [1, 2, 3, 4].map(example::queue_entry);
        let away = away.iter().map(|number| id(*number)).collect();
        row_for(&entries, id(opened), &away)
    }

    #[test]
    fn who_comes_back_stands_where_they_were() {
        assert_eq!(row(3, &[]), Some(id(3)));
        assert_eq!(row(9, &[]), None);
    }

    #[test]
    fn what_is_decided_gives_way_to_the_row_below_and_at_the_end_to_the_one_above() {
        assert_eq!(row(2, &[2, 3]), Some(id(4)));
        assert_eq!(row(4, &[4]), Some(id(3)));
        assert_eq!(row(1, &[1, 2, 3, 4]), None);
    }
}
