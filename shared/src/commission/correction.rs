//! Corrections: what late facts change in earlier months, and which facts are late.

use super::entry::{Entry, Item, Kind, Subject};
use super::facts::{Fact, What};
use super::gates::closing_month;
use super::name::FactId;
use super::rules::Rules;
use super::trace::{Step, Trace};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Facts that came after the close of the month they belong to, by the month in which they came.
pub(super) fn late_facts(facts: &[Fact], rules: &Rules) -> BTreeMap<Month, Vec<FactId>> {
    let days: BTreeMap<&FactId, NaiveDate> = facts.iter().map(|f| (&f.id, f.on)).collect();
    let mut late: BTreeMap<Month, Vec<FactId>> = BTreeMap::new();
    for fact in facts {
        let on = match &fact.what {
            What::Retracted(retracted) => days.get(&retracted.fact).copied().unwrap_or(fact.on),
            _ => fact.on,
        };
        let came = closing_month(rules, fact.known_on());
        if closing_month(rules, on) < came {
            late.entry(came).or_default().push(fact.id.clone());
        }
    }
    late.values_mut().for_each(|ids| ids.sort());
    late
}

type Line = (Month, Kind, Item, Subject);
type Lines<'e> = BTreeMap<Line, (Money, &'e Trace)>;

fn lines(entries: &[Entry], before: Month) -> Lines<'_> {
    let mut lines = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.about < before) {
        let line = (entry.about, entry.kind, entry.item, entry.subject.clone());
        let (sum, _) = lines.entry(line).or_insert((Money::ZERO, &entry.trace));
        *sum += entry.amount;
    }
    lines
}

/// The differences between what the months before `posted` said and what they say now.
pub(super) fn corrections(
    was: &[Entry],
    now: &[Entry],
    agent: PersonId,
    posted: Month,
    learned: &[FactId],
) -> Vec<Entry> {
    let (was, now) = (lines(was, posted), lines(now, posted));
    let keys: BTreeSet<&Line> = was.keys().chain(now.keys()).collect();
    let mut corrections = vec![];
    for line in keys {
        let sum = |lines: &Lines| lines.get(line).map_or(Money::ZERO, |(sum, _)| *sum);
        let (before, after) = (sum(&was), sum(&now));
        let (about, kind, item, subject) = line.clone();
        let trace = now
            .get(line)
            .or(was.get(line))
            .map(|(_, trace)| (*trace).clone());
        if let Some(kind) = kind.corrected().filter(|_| before != after) {
            let mut trace = trace.unwrap_or_default();
            trace.0.push(Step::Learned {
                was: before,
                now: after,
                facts: learned.to_vec(),
            });
            let amount = after - before;
            corrections.push(Entry {
                posted,
                about,
                agent,
                kind,
                item,
                subject,
                amount,
                trace,
            });
        }
    }
    corrections
}
