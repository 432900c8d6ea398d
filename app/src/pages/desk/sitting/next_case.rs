//! Which case comes after the one that is open; it is read ahead.

use super::Sitting;
use crate::pages::desk::requests;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::desk::{Case, QueueEntry};
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

/// Where the list as it was shown had nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// After this case.
    after: RecordId,
    /// So many answers had been shown by then.
    heard: u32,
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

    /// The list as it was shown ends after this case: what the server says next is what comes.
    pub fn ends_at(self, id: RecordId) {
        let heard = self.reading.answers.get_untracked();
        self.ended.set(Some(End { after: id, heard }));
    }

    /// What comes where the list ended, once the server has said so; tracks it.
    pub fn next_of_end(self) -> Option<Next> {
        let end = self.ended.get()?;
        if self.reading.answers.get() == end.heard {
            return None;
        }
        let reading = self.reading;
        untrack(|| {
            if reading.error.with(Option::is_some) {
                return Some(Next::Unknown);
            }
            let left = reading.today.get().map_or(0, |today| today.left);
            let next = |entries: &Vec<QueueEntry>| {
                next_of(entries, left, end.after, self.person, &self.unsent())
            };
            Some(reading.entries.with(next))
        })
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

    /// Reads the case after this one, so that it is there at once; the same one once.
    pub fn read_ahead(self, id: RecordId) {
        let Some(next) = self.after(id) else { return };
        let is_read = self.ahead.with_value(|ahead| ahead.is_of(next));
        if is_read {
            return;
        }
        self.ahead.set_value(Ahead::Asked(next));
        spawn_local(async move {
            // Not read ahead means read when it is opened.
            let read = requests::read_ahead(next).await;
            self.ahead
                .try_update_value(|ahead| ahead.come(next, read.ok()));
        });
    }

    /// The case, if it was read ahead.
    pub fn taken_ahead(self, id: RecordId) -> Option<Case> {
        match self.ahead.try_update_value(core::mem::take)? {
            Ahead::Read(case) if case.record.record_id == id => Some(*case),
            _ => None,
        }
    }
}

/// The case that may be shown next.
#[derive(Debug, Default)]
pub(super) enum Ahead {
    /// None is wanted.
    #[default]
    Nothing,
    /// This one is asked for.
    Asked(RecordId),
    /// This one is there.
    Read(Box<Case>),
}

impl Ahead {
    fn is_of(&self, id: RecordId) -> bool {
        match self {
            Self::Nothing => false,
            Self::Asked(asked) => *asked == id,
            Self::Read(case) => case.record.record_id == id,
        }
    }

    /// The answer about this one; if another is wanted meanwhile, it is none.
    fn come(&mut self, id: RecordId, read: Option<Case>) {
        if matches!(self, Self::Asked(asked) if *asked == id) {
            *self = read.map_or(Self::Nothing, |case| Self::Read(Box::new(case)));
        }
    }
}

/// What the server's answer means, where it does not know of `unsent` decisions: these entries, and so
/// many cases `left` in all.
fn next_of(
    entries: &[QueueEntry],
    left: u64,
    id: RecordId,
    me: PersonId,
    unsent: &BTreeSet<RecordId>,
) -> Next {
    if let Some(next) = next_case(entries, id, me, unsent) {
        return Next::Case(next);
    }
    let known = u64::try_from(unsent.len()).unwrap_or(0);
    match left.saturating_sub(known) {
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
        let next = |entries: &[QueueEntry], left, unsent: &BTreeSet<_>| {
            next_of(entries, left, id(1), ME, unsent)
        };
        assert_eq!(next(&queue(), 4, &NOBODY), Next::Case(id(2)));
        assert_eq!(next(&[], 2, &NOBODY), Next::Elsewhere(2));
        assert_eq!(next(&[], 0, &NOBODY), Next::Nothing);
        let unsent = BTreeSet::from([id(1)]);
        assert_eq!(next(&[], 1, &unsent), Next::Nothing);
    }

    #[test]
    fn of_what_is_read_ahead_only_what_was_wanted_last_is_kept() {
        let case = example::queried_case();
        let (wanted, other) = (case.record.record_id, id(99));
        let mut ahead = Ahead::Asked(other);
        assert!(ahead.is_of(other));
        ahead.come(wanted, Some(case.clone()));
        assert!(ahead.is_of(other));
        ahead = Ahead::Asked(wanted);
        ahead.come(wanted, Some(case));
        assert!(ahead.is_of(wanted));
        ahead.come(wanted, None);
        assert!(ahead.is_of(wanted));
        ahead = Ahead::Asked(wanted);
        ahead.come(wanted, None);
        assert!(!ahead.is_of(wanted));
    }
}
