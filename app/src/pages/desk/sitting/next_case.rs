//! Which case comes after the one that is open; it is read ahead.

use super::{Listing, Sitting};
use crate::pages::desk::requests;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, Queue, QueueEntry};
use shared::id::{PersonId, RecordId};
use std::collections::BTreeSet;

/// What comes when the list as it was shown has nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This case.
    Case(RecordId),
    /// Nothing in this list; so many elsewhere, or open at somebody else's.
    Elsewhere(u64),
    /// Nothing that the person may decide.
    Nothing,
    /// The server could not be asked.
    Unknown,
}

impl Sitting {
    /// The case after this one that the person may decide, by the list as it was shown.
    pub fn after(self, id: RecordId) -> Option<RecordId> {
        let mut away = self.unsent();
        self.done
            .with_untracked(|done| away.extend(done.keys().copied()));
        self.listing
            .with_untracked(|listing| next_case(&listing.entries, id, self.person, &away))
    }

    /// The same by what the server says now.
    pub async fn seek(self, id: RecordId) -> Next {
        let filter = self
            .listing
            .with_untracked(|listing| listing.filter.clone());
        let Ok(queue) = requests::queue(&filter).await else {
            return Next::Unknown;
        };
        let next = next_of(&queue, id, self.person, &self.unsent());
        let entries = queue.entries;
        self.listing.set(Listing { filter, entries });
        next
    }

    /// What is decided, and the server does not know.
    pub(super) fn unsent(self) -> BTreeSet<RecordId> {
        self.decisions.kept.with_untracked(|kept| {
            let unsent = kept.iter().filter(|decision| !decision.waits_for_person());
            unsent.map(|decision| decision.record_id).collect()
        })
    }

    /// Whether a decision about this case is on its way.
    pub fn is_decided(self, id: RecordId) -> bool {
        self.unsent().contains(&id)
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

/// What the server's answer means, where it does not know of `unsent` decisions.
fn next_of(queue: &Queue, id: RecordId, me: PersonId, unsent: &BTreeSet<RecordId>) -> Next {
    if let Some(next) = next_case(&queue.entries, id, me, unsent) {
        return Next::Case(next);
    }
    let known = u64::try_from(unsent.len()).unwrap_or(0);
    match queue.today.left.saturating_sub(known) {
        0 => Next::Nothing,
        left => Next::Elsewhere(left),
    }
}

/// The first case after `id`, around the end of the list, that waits for the office, is not among
/// `away`, is this person's to decide, and that nobody else has open.
fn next_case(
    entries: &[QueueEntry],
    id: RecordId,
    me: PersonId,
    away: &BTreeSet<RecordId>,
) -> Option<RecordId> {
    let start = entries
        .iter()
        .position(|entry| entry.record_id == id)
        .map_or(0, |at| at + 1);
    let (before, after) = entries.split_at(start);
    after
        .iter()
        .chain(before)
        .filter(|entry| entry.record_id != id && !away.contains(&entry.record_id))
        .filter(|entry| entry.holder.as_ref().is_none_or(|it| it.person.id == me))
        .find(|entry| entry.status.waits_for_office() && entry.refusal.is_none())
        .map(|entry| entry.record_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;
    use shared::desk::DeskToday;
    use shared::submission::{Refusal, Status};

    const NOBODY: BTreeSet<RecordId> = BTreeSet::new();
    const ME: PersonId = PersonId::from_number(2);

    fn id(number: u128) -> RecordId {
        RecordId::from_number(number)
    }

    fn queue() -> Vec<QueueEntry> {
        [1, 2, 3, 4].map(example::queue_entry).to_vec()
    }

    fn after(queue: &[QueueEntry], number: u128, away: &[u128]) -> Option<RecordId> {
        let away = away.iter().map(|number| id(*number)).collect();
        next_case(queue, id(number), ME, &away)
    }

    #[test]
    fn the_next_case_is_the_one_below() {
        assert_eq!(after(&queue(), 2, &[]), Some(id(3)));
        assert_eq!(after(&queue(), 9, &[]), Some(id(1)));
    }

    #[test]
    fn after_the_last_one_comes_what_was_left_above() {
        assert_eq!(after(&queue(), 4, &[1]), Some(id(2)));
    }

    #[test]
    fn what_is_decided_or_not_theirs_is_passed_over() {
        let mut queue = queue();
        queue[1].status = Status::Queried;
        queue[2].refusal = Some(Refusal::OwnRecord);
        assert_eq!(after(&queue, 1, &[]), Some(id(4)));
        assert_eq!(after(&queue, 1, &[4]), None);
    }

    #[test]
    fn what_somebody_else_has_open_is_passed_over() {
        let mut queue = queue();
        queue[1].holder = Some(example::holder(3));
        queue[2].holder = Some(example::holder(2));
        assert_eq!(after(&queue, 1, &[]), Some(id(3)));
    }

    #[test]
    fn all_is_done_only_if_the_server_has_nothing_left_anywhere() {
        let told = |entries: Vec<QueueEntry>, left| Queue {
            total: 0,
            next: None,
            counts: Vec::new(),
            choices: None,
            today: DeskToday { decided: 0, left },
            entries,
        };
        let next = |queue: &Queue, unsent: &BTreeSet<_>| next_of(queue, id(1), ME, unsent);
        assert_eq!(next(&told(queue(), 4), &NOBODY), Next::Case(id(2)));
        assert_eq!(next(&told(Vec::new(), 2), &NOBODY), Next::Elsewhere(2));
        assert_eq!(next(&told(Vec::new(), 0), &NOBODY), Next::Nothing);
        let unsent = BTreeSet::from([id(1)]);
        assert_eq!(next(&told(Vec::new(), 1), &unsent), Next::Nothing);
    }
}
