//! One policy as it went.

use super::latest;
use crate::facts::{FactId, Issued, PolicyEventKind, Premium};
use crate::id::PersonId;
use crate::money::Money;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// One policy: its issue, premiums and events, in the order they happened.
#[derive(Debug)]
pub struct PolicyHistory<'f> {
    /// The contract.
    pub issued: &'f Issued,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// Premiums received, each told once.
    pub premiums: Vec<Received<'f>>,
    /// Premiums told again under another id, each with the one that counts: the same product line and due date.
    pub repeated: Vec<(Received<'f>, Received<'f>)>,
    /// What happened to it; on one day in the order of a policy's life.
    pub events: Vec<(NaiveDate, PolicyEventKind)>,
    pub(super) reassigned: Vec<(NaiveDate, PersonId)>,
}

/// A premium received.
#[derive(Debug, Clone, Copy)]
pub struct Received<'f> {
    /// When.
    pub on: NaiveDate,
    /// When the office learned it.
    pub known: NaiveDate,
    /// The fact that says so.
    pub fact: &'f FactId,
    /// What was paid.
    pub premium: &'f Premium,
}

impl<'f> PolicyHistory<'f> {
    pub(super) const fn new(issued: &'f Issued, issued_on: NaiveDate) -> Self {
        Self {
            issued,
            issued_on,
            premiums: vec![],
            repeated: vec![],
            events: vec![],
            reassigned: vec![],
        }
    }

    /// The first time this happened to it, up to a day.
    pub fn first(&self, event: PolicyEventKind, by: NaiveDate) -> Option<NaiveDate> {
        let found = self
            .events
            .iter()
            .find(|(on, what)| *what == event && *on <= by);
        found.map(|(on, _)| *on)
    }

    /// The day by which the client had it: that of the delivery, or of the receipt if that is known alone
    /// or was there before; as known of what happened up to a day.
    pub fn received_by_client(&self, by: NaiveDate) -> Option<NaiveDate> {
        let days = [PolicyEventKind::Delivered, PolicyEventKind::ReceiptReturned];
        days.into_iter()
            .filter_map(|event| self.first(event, by))
            .min()
    }

    /// The events by which it ended, or came back after a lapse, up to a day. What has ended otherwise
    /// does not come back, and what has ended does not end again; but a lapsed policy can.
    pub fn turns(&self, by: NaiveDate) -> Vec<(NaiveDate, PolicyEventKind)> {
        let mut turns: Vec<(NaiveDate, PolicyEventKind)> = vec![];
        for (on, event) in self.events.iter().filter(|(on, _)| *on <= by) {
            let is_turn = match turns.last() {
                None | Some((_, PolicyEventKind::Reinstated)) => event.ends(),
                Some((_, PolicyEventKind::Lapsed)) => {
                    *event == PolicyEventKind::Reinstated
                        || event.ends() && *event != PolicyEventKind::Lapsed
                }
                Some(_) => false,
            };
            if is_turn {
                turns.push((*on, *event));
            }
        }
        turns
    }

    /// When and how it ended by a day, if it is not in force on it.
    pub fn ending(&self, day: NaiveDate) -> Option<(NaiveDate, PolicyEventKind)> {
        let last = self.turns(day).pop();
        last.filter(|(_, event)| *event != PolicyEventKind::Reinstated)
    }

    /// Whether it was withdrawn, surrendered, lapsed, ended by a claim or run out by a day, and not
    /// reinstated since.
    pub fn is_ended(&self, day: NaiveDate) -> bool {
        self.ending(day).is_some()
    }

    /// Sorts what was filed. A premium is told once, above zero: of two for the same product line and due date the one
    /// told first counts, so that telling it again changes nothing that was said.
    pub(super) fn sort(&mut self) {
        self.events.sort_unstable();
        let mut told = core::mem::take(&mut self.premiums);
        told.retain(|received| received.premium.amount > Money::ZERO);
        told.sort_by_key(|received| (received.known, received.on));
        let mut first: BTreeMap<(u16, NaiveDate), Received> = BTreeMap::new();
        for received in told {
            let Ok((line, _)) = self.issued.line_of(received.premium) else {
                self.premiums.push(received);
                continue;
            };
            match first.entry((line, received.premium.due_on)) {
                Entry::Occupied(first) => self.repeated.push((received, *first.get())),
                Entry::Vacant(place) => {
                    place.insert(received);
                    self.premiums.push(received);
                }
            }
        }
        self.premiums
            .sort_by_key(|received| (received.on, received.fact));
    }

    /// Everybody who sold or ever served it, each once.
    pub(super) fn agents(&self) -> BTreeSet<PersonId> {
        let given = self.reassigned.iter().map(|(_, agent)| *agent);
        given.chain([self.issued.agent]).collect()
    }

    /// Who serves it on a day.
    pub fn agent_on(&self, day: NaiveDate) -> PersonId {
        latest(&self.reassigned, day)
            .copied()
            .unwrap_or(self.issued.agent)
    }
}
