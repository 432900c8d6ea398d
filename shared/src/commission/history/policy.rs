//! One policy as it went.

use super::latest;
use crate::commission::facts::{HappenedTo, Issued, PolicyLine, Premium};
use crate::commission::name::FactId;
use crate::id::PersonId;
use crate::product::ProductCode;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One policy: its issue, premiums and events, in the order they happened.
#[derive(Debug)]
pub struct PolicyHistory<'f> {
    /// The contract.
    pub issued: &'f Issued,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// Premiums received.
    pub premiums: Vec<Received<'f>>,
    /// What happened to it.
    pub events: Vec<(NaiveDate, HappenedTo)>,
    pub(super) reassigned: Vec<(NaiveDate, PersonId)>,
}

/// A premium received.
#[derive(Debug, Clone, Copy)]
pub struct Received<'f> {
    /// When.
    pub on: NaiveDate,
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
            events: vec![],
            reassigned: vec![],
        }
    }

    /// The first time this happened to it, up to a day.
    pub fn first(&self, event: HappenedTo, by: NaiveDate) -> Option<NaiveDate> {
        let found = self
            .events
            .iter()
            .find(|(on, what)| *what == event && *on <= by);
        found.map(|(on, _)| *on)
    }

    /// Whether it was withdrawn, surrendered, lapsed, ended by a claim or run out by a day, and not
    /// reinstated since.
    pub fn is_ended(&self, day: NaiveDate) -> bool {
        let events = self.events.iter().filter(|(on, _)| *on <= day);
        events.fold(false, |ended, (_, event)| match event {
            HappenedTo::Reinstated => false,
            event => ended || event.ends(),
        })
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

    /// The line of a product.
    pub fn line(&self, product: &ProductCode) -> Option<&'f PolicyLine> {
        self.issued
            .lines
            .iter()
            .find(|line| line.product == *product)
    }
}
