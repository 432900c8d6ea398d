//! Which case comes after the one that is open; it is read ahead.

use super::Sitting;
use crate::pages::desk::requests;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, QueueEntry};
use shared::id::RecordId;
use std::collections::BTreeSet;

impl Sitting {
    /// The case after this one that the person may decide.
    pub fn after(self, id: RecordId) -> Option<RecordId> {
        let mut away: BTreeSet<RecordId> = self
            .done
            .with_untracked(|done| done.keys().copied().collect());
        self.pending.with_untracked(|pending| {
            away.extend(pending.iter().map(|pending| pending.decided.record_id()));
        });
        self.listing
            .with_untracked(|listing| next_case(&listing.entries, id, &away))
    }

    /// Reads the case after this one, so that it is there at once.
    pub fn read_ahead(self, id: RecordId) {
        let Some(next) = self.after(id) else { return };
        spawn_local(async move {
            // Not read ahead means read when it is opened.
            if let Ok(case) = requests::read_ahead(next).await {
                self.ahead.set_value(Some(case));
            }
        });
    }

    /// The case, if it was read ahead.
    pub fn taken_ahead(self, id: RecordId) -> Option<Case> {
        let ahead = self.ahead.try_update_value(Option::take).flatten()?;
        (ahead.record.record_id == id).then_some(ahead)
    }
}

/// The first case after `id`, around the end of the list, that waits for the office, is not among
/// `away`, and is this person's to decide.
fn next_case(entries: &[QueueEntry], id: RecordId, away: &BTreeSet<RecordId>) -> Option<RecordId> {
    let start = entries
        .iter()
        .position(|entry| entry.record_id == id)
        .map_or(0, |at| at + 1);
    let (before, after) = entries.split_at(start);
    after
        .iter()
        .chain(before)
        .filter(|entry| entry.record_id != id && !away.contains(&entry.record_id))
        .find(|entry| entry.status.waits_for_office() && entry.refusal.is_none())
        .map(|entry| entry.record_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use shared::submission::{Refusal, Status};

    const NOBODY: BTreeSet<RecordId> = BTreeSet::new();

    fn id(number: u128) -> RecordId {
        RecordId::from_number(number)
    }

    fn queue() -> Vec<QueueEntry> {
        [1, 2, 3, 4].map(example::queue_entry).to_vec()
    }

    #[test]
    fn the_next_case_is_the_one_below() {
        assert_eq!(next_case(&queue(), id(2), &NOBODY), Some(id(3)));
        assert_eq!(next_case(&queue(), id(9), &NOBODY), Some(id(1)));
    }

    #[test]
    fn after_the_last_one_comes_what_was_left_above() {
        assert_eq!(
            next_case(&queue(), id(4), &BTreeSet::from([id(1)])),
            Some(id(2))
        );
    }

    #[test]
    fn what_is_decided_or_not_theirs_is_passed_over() {
        let mut queue = queue();
        queue[1].status = Status::Queried;
        queue[2].refusal = Some(Refusal::OwnRecord);
        assert_eq!(next_case(&queue, id(1), &NOBODY), Some(id(4)));
        let away = BTreeSet::from([id(4)]);
        assert_eq!(next_case(&queue, id(1), &away), None);
    }
}
