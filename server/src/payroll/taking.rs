//! Fact after fact of a file into the store; what cannot be taken is named.

use super::check::{Ground, check, rank};
use super::entry::{Entry, Found, Refused, Wrong};
use super::fact::fact_of;
use super::known::{Knowing, say_the_same};
use super::people::People;
use crate::store::{Db, Stored, facts};
use shared::commission::{Fact, FactId};
use shared::time::Timestamp;
use std::collections::BTreeSet;

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
    pub now: Timestamp,
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

    pub(super) async fn take(&mut self, db: &mut Db, entry: &Entry, fact: Fact) -> Stored<()> {
        let told = facts::find(db, &fact.id).await?;
        match self.kept(told, fact) {
            Ok(Some(fact)) => {
                facts::insert(db, &fact, self.now).await?;
                self.ground.take_in(&fact);
                self.outcome.added.insert(fact.id);
            }
            Ok(None) => self.outcome.there_already += 1,
            Err(wrong) => self.outcome.refused.push(entry.refused(wrong)),
        }
        Ok(())
    }

    /// The fact as it is to be kept; nothing if it is there already.
    fn kept(&self, told: Option<Fact>, fact: Fact) -> Result<Option<Fact>, Wrong> {
        if fact.is_derived() {
            return Err(Wrong::at("id", the_store_s_own()));
        }
        if let Some(told) = told {
            let is_same = say_the_same(&told, &fact);
            return is_same
                .then_some(None)
                .ok_or_else(|| Wrong::at("id", told_differently(&told)));
        }
        check(&fact, &self.ground)?;
        let known = self.knowing.of(fact);
        known.map(Some).map_err(|reason| Wrong::at("known", reason))
    }

    /// What became of the file.
    pub(super) fn ended(self, unread: Vec<String>) -> Outcome {
        let mut outcome = self.outcome;
        outcome.refused.sort();
        Outcome { unread, ..outcome }
    }
}

fn the_store_s_own() -> String {
    format!(
        "ids that begin with {} are the store's own: give it another",
        shared::commission::DERIVED
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
