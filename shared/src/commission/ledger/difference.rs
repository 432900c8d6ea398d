//! What differs between two lists of entries, line by line.

use crate::commission::posting::entry::{Entry, Item, Kind, Subject};
use crate::commission::posting::trace::Trace;
use crate::money::Money;
use crate::month::Month;
use std::collections::{BTreeMap, BTreeSet};

/// What makes two entries the same line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::commission) struct Line {
    pub about: Month,
    pub kind: Kind,
    pub item: Item,
    pub subject: Subject,
}

/// A line whose amount is another one.
pub(in crate::commission) struct Difference {
    pub line: Line,
    pub was: Money,
    pub now: Money,
    /// Why it is what it is now; why it was, if it is gone.
    pub trace: Trace,
}

type Sums<'e> = BTreeMap<Line, (Money, &'e Trace)>;

fn sums<'e>(entries: impl Iterator<Item = &'e Entry>) -> Sums<'e> {
    let mut sums = BTreeMap::new();
    for entry in entries {
        let Entry {
            about, kind, item, ..
        } = *entry;
        let line = Line {
            about,
            kind,
            item,
            subject: entry.subject.clone(),
        };
        let (sum, _) = sums.entry(line).or_insert((Money::ZERO, &entry.trace));
        *sum += entry.amount;
    }
    sums
}

/// The lines that differ, in order.
pub(in crate::commission) fn differences<'e>(
    was: impl Iterator<Item = &'e Entry>,
    now: impl Iterator<Item = &'e Entry>,
) -> Vec<Difference> {
    let (was, now) = (sums(was), sums(now));
    let lines: BTreeSet<&Line> = was.keys().chain(now.keys()).collect();
    let difference = |line: &Line| {
        let (old, new) = (was.get(line), now.get(line));
        let amount = |sum: Option<&(Money, &Trace)>| sum.map_or(Money::ZERO, |(sum, _)| *sum);
        let trace = new
            .or(old)
            .map(|(_, trace)| (*trace).clone())
            .unwrap_or_default();
        Difference {
            line: line.clone(),
            was: amount(old),
            now: amount(new),
            trace,
        }
    };
    lines
        .into_iter()
        .map(difference)
        .filter(|line| line.was != line.now)
        .collect()
}
