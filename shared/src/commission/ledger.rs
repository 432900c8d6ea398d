//! The ledger: entries month by month, only ever added to.
//!
//! What a month's statement says is made of the facts known at that month's close. A fact that
//! comes later but happened by an earlier close is *late*: with it the earlier months are counted
//! again, and every difference to what they said before becomes a *corrected* entry of the month
//! in which the fact came. So a month that was once closed says the same for ever, and the entries
//! about it add up to what it should have been.
//!
//! ```
//! use shared::commission::{Kind, example, ledger};
//! let (mut facts, rules) = (example::facts(), example::rules());
//! let before = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
//! facts.push(example::late_withdrawal("2026-04-20")); // of 25 January, learned in April
//! let after = ledger(&facts, &rules, example::AGENT, "2026-04".parse()?);
//! assert_eq!(before.entries[..], after.entries[..before.entries.len()]);
//! assert!(matches!(after.entries.last().map(|entry| entry.kind), Some(Kind::Corrected(_))));
//! # Ok::<(), shared::month::NotAMonth>(())
//! ```

use super::books::Books;
use super::entry::{Entry, Item, Kind, Subject};
use super::facts::{Fact, What};
use super::gates::closing_month;
use super::name::FactId;
use super::rules::Rules;
use super::settlement::{Settlement, settle};
use super::trace::{Step, Trace};
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An agent's ledger up to a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Every entry, in the order of posting.
    pub entries: Vec<Entry>,
    /// How each month was settled: debts and tax.
    pub settlements: Vec<Settlement>,
}

/// The ledger of an agent up to a month. The order of the facts plays no part.
pub fn ledger(facts: &[Fact], rules: &Rules, agent: PersonId, through: Month) -> Ledger {
    let Some(first_day) = facts.iter().map(|fact| fact.on).min() else {
        return Ledger {
            entries: vec![],
            settlements: vec![],
        };
    };
    let start = Month::of(first_day).plus(-1);
    let posted = posted(facts, rules, agent, start, through);
    let settlements = settle(facts, rules, agent, &posted, start.through(through));
    let mut entries = posted;
    entries.extend(
        settlements
            .iter()
            .flat_map(|settlement| settlement.entries.iter().cloned()),
    );
    entries.sort_by_key(|entry| (entry.posted, entry.kind == Kind::Taxed));
    Ledger {
        entries,
        settlements,
    }
}

/// Everything but tax, in the order of posting.
fn posted(
    facts: &[Fact],
    rules: &Rules,
    agent: PersonId,
    start: Month,
    through: Month,
) -> Vec<Entry> {
    let late = late_facts(facts, rules);
    let mut ends: Vec<Month> = late.keys().map(|month| month.plus(-1)).collect();
    ends.retain(|end| start <= *end && *end < through);
    ends.push(through);
    let (mut from, mut before, mut posted) = (start, vec![], vec![]);
    for end in ends {
        let now = Books::at_close(facts, rules, end).entries(agent, start);
        let learned = late.get(&from).map_or(&[][..], Vec::as_slice);
        posted.extend(corrections(&before, &now, agent, from, learned));
        posted.extend(now.iter().filter(|entry| from <= entry.about).cloned());
        (from, before) = (end.plus(1), now);
    }
    posted
}

/// Facts that came after the close of the month they belong to, by the month in which they came.
fn late_facts(facts: &[Fact], rules: &Rules) -> BTreeMap<Month, Vec<FactId>> {
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
fn corrections(
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
