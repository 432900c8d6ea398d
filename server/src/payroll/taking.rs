//! Fact after fact of a file beside what was told before; what cannot be taken is named.

use super::check::{Ground, check, rank};
use super::entry::{Entry, Found, Refused, Wrong};
use super::fact::fact_of;
use super::known::{Knowing, say_the_same};
use super::people::People;
use shared::facts::{Fact, FactId};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub added: BTreeSet<FactId>,
    pub there_already: usize,
    pub refused: Vec<Refused>,
    /// Columns of a table that no fact has a field for.
    pub unread: Vec<String>,
}

impl Outcome {
    /// How many of each, with what is said of those that are new.
    pub(super) fn counted(&self, kept: &str) -> String {
        format!(
            "{} {kept}, {} there already, {} refused",
            self.added.len(),
            self.there_already,
            self.facts_refused()
        )
    }

    /// How many facts were refused, each for one reason or several.
    fn facts_refused(&self) -> usize {
        let facts = self.refused.iter().filter(|refused| !refused.further);
        facts.count()
    }
}

/// A file on its way into the store.
pub(super) struct Taking<'a> {
    pub ground: Ground<'a>,
    pub knowing: Knowing,
    /// What was told before, by id.
    pub told: BTreeMap<FactId, Fact>,
    /// What is to be kept, in its order.
    pub new: Vec<Fact>,
    pub outcome: Outcome,
}

impl Taking<'_> {
    /// The facts of a file: first those that others lean on, each kind in the order of the file.
    pub(super) fn read<'e>(
        &mut self,
        found: &'e [Found],
        people: &People,
    ) -> Vec<(&'e Entry, Fact)> {
        let mut read = Vec::new();
        for found in found {
            match found {
                Ok(entry) => match fact_of(entry, people) {
                    Ok(fact) => read.push((entry, fact)),
                    Err(refused) => self.outcome.refused.extend(refused),
                },
                Err(refused) => self.outcome.refused.push(refused.clone()),
            }
        }
        for (_, fact) in &read {
            self.ground.announce(&fact.id);
        }
        read.sort_by_key(|(_, fact)| rank(fact));
        read
    }

    pub(super) fn take(&mut self, entry: &Entry, fact: Fact) {
        match self.kept(fact) {
            Ok(Some(fact)) => {
                self.ground.take_in(&fact);
                self.outcome.added.insert(fact.id.clone());
                self.told.insert(fact.id.clone(), fact.clone());
                self.new.push(fact);
            }
            Ok(None) => self.outcome.there_already += 1,
            Err(wrong) => self.outcome.refused.push(entry.refused(wrong)),
        }
    }

    /// The fact as it is to be kept; nothing if it is there already.
    fn kept(&self, fact: Fact) -> Result<Option<Fact>, Wrong> {
        if fact.is_derived() {
            return Err(Wrong::at("id", the_store_s_own()));
        }
        if let Some(told) = self.told.get(&fact.id) {
            let is_same = say_the_same(told, &fact);
            return is_same
                .then_some(None)
                .ok_or_else(|| Wrong::at("id", told_differently(told)));
        }
        check(&fact, &self.ground)?;
        let known = self.knowing.of(fact);
        known.map(Some).map_err(|reason| Wrong::at("known", reason))
    }

    /// What became of the file, and what is to be kept of it.
    pub(super) fn ended(self, unread: Vec<String>) -> (Outcome, Vec<Fact>) {
        let mut outcome = self.outcome;
        outcome.refused.sort();
        (Outcome { unread, ..outcome }, self.new)
    }
}

fn the_store_s_own() -> String {
    format!(
        "ids that begin with {} are the store's own: give it another",
        shared::facts::DERIVED
    )
}

fn told_differently(told: &Fact) -> String {
    format!(
        "{id} was told before and says something else (of {on}): give this fact an id of its own; if the earlier one \
         was wrong, take it back with {{\"id\": \"…\", \"on\": \"{on}\", \"retracted\": {{\"fact\": \"{id}\"}}}}",
        id = told.id,
        on = told.on,
    )
}
