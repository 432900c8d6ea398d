//! Closing a month for many agents at once: the books are kept once and read for each of them.

use super::books::Books;
use super::correction::{corrections, late_facts};
use super::entry::{Entry, Kind};
use super::facts::Fact;
use super::gates::close_of;
use super::ledger::Ledger;
use super::name::FactId;
use super::rules::Rules;
use super::settlement::settle;
use crate::id::PersonId;
use crate::month::Month;
use chrono::NaiveDate;

/// A month as it closes, or as if it closed on an earlier day, with all the months before it.
///
/// ```
/// use shared::commission::{Closing, example};
/// let (facts, rules) = (example::facts(), example::rules());
/// let closing = Closing::of(&facts, &rules, "2026-01".parse()?);
/// assert_eq!(closing.statement(example::AGENT).totals.earned.to_string(), "6200.00");
/// // on 20 January the client may still withdraw: everything is estimated
/// let today = Closing::on(&facts, &rules, "2026-01".parse()?, "2026-01-20".parse().unwrap_or_default());
/// assert_eq!(today.statement(example::AGENT).totals.earned.to_string(), "0.00");
/// assert_eq!(today.statement(example::AGENT).totals.estimated.to_string(), "4000.00");
/// # Ok::<(), shared::month::NotAMonth>(())
/// ```
#[derive(Debug)]
pub struct Closing<'f> {
    facts: &'f [Fact],
    rules: &'f Rules,
    start: Month,
    /// Every stretch of months in which nothing was learned late, up to the month that closes.
    stretches: Vec<Stretch<'f>>,
    last: Stretch<'f>,
}

/// The months from `from` on, as the books said at their end.
#[derive(Debug)]
struct Stretch<'f> {
    from: Month,
    /// What was learned late in the first of these months.
    learned: Vec<FactId>,
    books: Books<'f>,
}

impl<'f> Closing<'f> {
    /// A month at its close.
    pub fn of(facts: &'f [Fact], rules: &'f Rules, month: Month) -> Self {
        Self::on(facts, rules, month, close_of(rules, month))
    }

    /// A month as if it closed on a day, if that is before its close: what a running month comes to so far.
    pub fn on(facts: &'f [Fact], rules: &'f Rules, month: Month, day: NaiveDate) -> Self {
        let first_day = facts.iter().map(|fact| fact.on).min();
        let start = first_day
            .map_or(month, |day| Month::of(day).plus(-1))
            .min(month);
        let mut late = late_facts(facts, rules);
        let mut from = start;
        let mut stretch = |end: Month, day| {
            let learned = late.remove(&from).unwrap_or_default();
            let books = Books::known_by(facts, rules, day, end);
            let stretch = Stretch {
                from,
                learned,
                books,
            };
            from = end.plus(1);
            stretch
        };
        let ends = ends_before(facts, rules, start, month);
        let stretches = ends
            .into_iter()
            .map(|end| stretch(end, close_of(rules, end)))
            .collect();
        let last = stretch(month, day.min(close_of(rules, month)));
        Self {
            facts,
            rules,
            start,
            stretches,
            last,
        }
    }

    /// The month that closes.
    pub const fn month(&self) -> Month {
        self.last.books.through()
    }

    /// The books at the close.
    pub const fn books(&self) -> &Books<'f> {
        &self.last.books
    }

    /// The ledger of an agent up to the month that closes.
    pub fn ledger(&self, agent: PersonId) -> Ledger {
        let mut entries = self.posted(agent);
        let months = self.start.through(self.month());
        let settlements = settle(self.facts, self.rules, agent, &entries, months);
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
    fn posted(&self, agent: PersonId) -> Vec<Entry> {
        let (mut before, mut posted) = (vec![], vec![]);
        for Stretch {
            from,
            learned,
            books,
        } in self.stretches.iter().chain([&self.last])
        {
            let now = books.entries(agent, self.start);
            posted.extend(corrections(&before, &now, agent, *from, learned));
            posted.extend(now.iter().filter(|entry| *from <= entry.about).cloned());
            before = now;
        }
        posted
    }
}

/// The last months of the stretches before the month that closes.
fn ends_before(facts: &[Fact], rules: &Rules, start: Month, month: Month) -> Vec<Month> {
    let ends = late_facts(facts, rules)
        .into_keys()
        .map(|came| came.plus(-1));
    ends.filter(|end| start <= *end && *end < month).collect()
}
