//! Closing a month for many agents at once: the books are kept once and read for each of them.

use super::Ledger;
use super::correction::corrections;
use super::settlement::{Contracts, settle};
use crate::commission::allowances::paid_allowances;
use crate::commission::books::Books;
use crate::commission::books::late_impact::LateImpact;
use crate::commission::posting::entry::{Entry, Kind};
use crate::commission::tables::close::close_of;
use crate::commission::tables::rules::Rules;
use crate::facts::Fact;
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
    rules: &'f Rules,
    start: Month,
    /// What was learned late, and whom it reaches.
    late_impact: LateImpact<'f>,
    /// Every stretch of months in which nothing was learned late, up to the month that closes.
    stretches: Vec<Stretch<'f>>,
    last: Stretch<'f>,
    contracts: Contracts<'f>,
}

/// The months from `from` on, as the books said at their end.
#[derive(Debug)]
struct Stretch<'f> {
    from: Month,
    books: Books<'f>,
}

impl<'f> Closing<'f> {
    /// A month at its close.
    pub fn of(facts: &'f [Fact], rules: &'f Rules, month: Month) -> Self {
        Self::on(facts, rules, month, close_of(rules, month))
    }

    /// A month as if it closed on a day, if that is before its close: what a running month comes to so far.
    pub fn on(facts: &'f [Fact], rules: &'f Rules, month: Month, day: NaiveDate) -> Self {
        Self::after(facts, rules, month, day, LateImpact::by_late(facts, rules))
    }

    /// A month at its close, all of it counted anew in every stretch: slow, for the tests to compare with.
    #[doc(hidden)]
    pub fn counted_anew(facts: &'f [Fact], rules: &'f Rules, month: Month) -> Self {
        let (close, late_impact) = (close_of(rules, month), LateImpact::everything(facts, rules));
        Self::after(facts, rules, month, close, late_impact)
    }

    fn after(
        facts: &'f [Fact],
        rules: &'f Rules,
        month: Month,
        day: NaiveDate,
        late_impact: LateImpact<'f>,
    ) -> Self {
        let first_day = facts.iter().map(|fact| fact.on).min();
        let start = first_day
            .map_or(month, |day| Month::of(day).plus(-1))
            .min(month);
        // What is known on the day is all that is known, also of a month before that is not closed yet.
        let known_by = |end: Month| day.min(close_of(rules, end));
        let books = Books::known_by(facts, rules, known_by(month), month);
        let came = late_impact.late().keys().copied();
        let came: Vec<Month> = came
            .filter(|came| start < *came && *came <= month)
            .collect();
        let starts = core::iter::once(start).chain(came.iter().copied());
        let stretches = starts.clone().zip(&came).map(|(from, next)| {
            let end = next.plus(-1);
            let books = books.earlier(&late_impact, known_by(end), end);
            Stretch { from, books }
        });
        let stretches = stretches.collect();
        let from = starts.last().unwrap_or(start);
        Self {
            rules,
            start,
            late_impact,
            stretches,
            last: Stretch { from, books },
            contracts: Contracts::of(facts, rules, start, month),
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
        let settlements = settle(&self.contracts, self.rules, agent, &entries);
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
        let mut stretches = self.stretches.iter().chain([&self.last]).peekable();
        while let Some(first) = stretches.next() {
            let mut books = &first.books;
            // Late facts that do not reach the agent change nothing: the months go on.
            while let Some(next) = stretches.next_if(|next| !self.reaches(next.from, agent)) {
                books = &next.books;
            }
            let now = entries(books, agent, self.start);
            let late = self.late_impact.late().get(&first.from);
            posted.extend(corrections(&before, &now, agent, first.from, late));
            posted.extend(
                now.iter()
                    .filter(|entry| first.from <= entry.about)
                    .cloned(),
            );
            before = now;
        }
        posted
    }

    fn reaches(&self, came: Month, agent: PersonId) -> bool {
        let late = self.late_impact.late().get(&came);
        late.is_some_and(|late| late.reaches(agent))
    }
}

/// Everything of an agent in every month up to the last, the months in order.
fn entries(books: &Books<'_>, agent: PersonId, from: Month) -> Vec<Entry> {
    let through = books.through();
    let own = books
        .accruals_of(agent)
        .flat_map(|accrual| &accrual.entries);
    let own = own.filter(|entry| entry.agent == agent && entry.about <= through);
    let mut entries: Vec<Entry> = own.cloned().collect();
    for month in from.through(through) {
        entries.extend(paid_allowances(books, agent, month));
    }
    entries.sort_by_key(|entry| entry.about);
    entries
}
