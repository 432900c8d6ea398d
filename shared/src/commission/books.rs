//! The books as they stand with what is known on a day: every policy's course, everybody's
//! first-year commission month by month, and what follows from it.

use super::course::{Course, Walk};
use super::entry::{Entry, Item, Kind, Subject};
use super::facts::Fact;
use super::gates::close_of;
use super::history::{History, PolicyHistory};
use super::name::PolicyNumber;
use super::replacement::replacements;
use super::rules::Rules;
use super::touched::Touched;
use super::trace::{Part, Step, Trace};
use crate::finding::Finding;
use crate::id::PersonId;
use crate::money::Money;
use crate::month::Month;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The books up to a month. The months in them are as they would be if what is known had been
/// known all along; [`super::ledger()`] turns that into entries and corrections.
#[derive(Debug)]
pub struct Books<'f> {
    pub(super) history: History<'f>,
    pub(super) rules: &'f Rules,
    pub(super) counted: BTreeMap<(PersonId, Month), Money>,
    pub(super) recruits: BTreeMap<PersonId, Vec<PersonId>>,
    pub(super) courses: BTreeMap<&'f PolicyNumber, Arc<Course>>,
    known_by: NaiveDate,
    through: Month,
}

impl<'f> Books<'f> {
    /// The books up to a month, as known at its close.
    pub fn at_close(facts: &'f [Fact], rules: &'f Rules, month: Month) -> Self {
        Self::known_by(facts, rules, close_of(rules, month), month)
    }

    /// The books up to a month, with what is known on a day.
    pub fn known_by(facts: &'f [Fact], rules: &'f Rules, day: NaiveDate, through: Month) -> Self {
        let history = History::known_by(facts, day);
        let courses = courses(&history, rules, day, through);
        Self::of(history, rules, courses, day, through)
    }

    /// Earlier books: only what was touched since is walked anew; the rest is as these books have it.
    pub(super) fn earlier(&self, since: &Touched<'f>, day: NaiveDate, through: Month) -> Self {
        let mut history = History::of(since.facts(), day);
        let mut courses = courses(&history, self.rules, day, through);
        let policies = self.history.shared_policies().iter();
        let untouched = policies
            .filter(|(number, policy)| policy.issued_on <= day && !since.has(number))
            .map(|(number, policy)| (*number, Arc::clone(policy)));
        history.take_in(untouched);
        let others = self.courses.iter();
        let others = others.filter(|(number, _)| {
            history.shared_policies().contains_key(*number) && !since.has(number)
        });
        let others: Vec<_> = others
            .map(|(number, course)| (*number, Arc::clone(course)))
            .collect();
        courses.extend(others);
        Self::of(history, self.rules, courses, day, through)
    }

    fn of(
        history: History<'f>,
        rules: &'f Rules,
        courses: BTreeMap<&'f PolicyNumber, Arc<Course>>,
        known_by: NaiveDate,
        through: Month,
    ) -> Self {
        let mut books = Self {
            counted: counted(&courses, through),
            recruits: recruits(&history),
            history,
            rules,
            courses,
            known_by,
            through,
        };
        books.counted.retain(|_, amount| !amount.is_zero());
        books
    }

    /// The courses of the policies that somebody sold or was given, by number.
    pub(super) fn courses_of(&self, agent: PersonId) -> impl Iterator<Item = &Course> {
        let policies = self.history.policies_of(agent);
        policies.filter_map(|policy| {
            let course = self.courses.get(&policy.issued.policy);
            course.map(|course| &**course)
        })
    }

    /// The last month in them.
    pub const fn through(&self) -> Month {
        self.through
    }

    /// The close of a month, or the day up to which everything is known, if that is earlier: the
    /// gates cannot look ahead.
    pub fn close(&self, month: Month) -> NaiveDate {
        close_of(self.rules, month).min(self.known_by)
    }

    /// What is known.
    pub const fn history(&self) -> &History<'f> {
        &self.history
    }

    /// The rules the books are kept by.
    pub const fn rules(&self) -> &'f Rules {
        self.rules
    }

    /// The day up to which everything is known.
    pub const fn known_until(&self) -> NaiveDate {
        self.known_by
    }

    /// First-year commission of an agent that counts in a month, held or not.
    pub fn first_year_commission(&self, agent: PersonId, month: Month) -> Money {
        self.counted
            .get(&(agent, month))
            .copied()
            .unwrap_or_default()
    }

    /// The same of several agents, and the step that shows it.
    pub(super) fn first_year_commission_of(
        &self,
        agents: &[PersonId],
        month: Month,
    ) -> (Money, Step) {
        let part = |agent: &PersonId| {
            let amount = self.first_year_commission(*agent, month);
            Part {
                agent: *agent,
                amount,
            }
        };
        let parts: Vec<Part> = agents.iter().map(part).collect();
        let amount = parts.iter().map(|part| part.amount).sum();
        (
            amount,
            Step::FirstYearCommission {
                month,
                amount,
                parts,
            },
        )
    }

    /// Everything of an agent in every month up to the last, the months in order.
    pub(super) fn entries(&self, agent: PersonId, from: Month) -> Vec<Entry> {
        let own = self.courses_of(agent).flat_map(|course| &course.entries);
        let own = own.filter(|entry| entry.agent == agent && entry.about <= self.through);
        let mut entries: Vec<Entry> = own.cloned().collect();
        for month in from.through(self.through) {
            entries.extend(self.allowances(agent, month).into_iter().filter(pays));
        }
        entries.sort_by_key(|entry| entry.about);
        entries
    }

    /// The first month in which an agent has something of an allowance or bonus.
    pub fn first_month_with(&self, agent: PersonId, item: Item) -> Option<Month> {
        let joined_on = self.history.joined_on(agent, self.known_by)?;
        let mut months = Month::of(joined_on).through(self.through);
        months.find(|month| {
            let mut allowances = self.allowances(agent, *month).into_iter().filter(pays);
            allowances.any(|entry| entry.item == item)
        })
    }

    /// Bonuses and allowances of a month, also those that come to nothing.
    pub(super) fn allowances(&self, agent: PersonId, month: Month) -> Vec<Entry> {
        let mut entries = vec![];
        entries.extend(
            self.newcomer_allowance(agent, month)
                .filter(|_| self.history.is_contracted(agent, month.last_day())),
        );
        entries.extend(self.production_bonus(agent, month));
        entries.extend(self.recruiting_bonus(agent, month));
        entries.extend(self.management_allowance(agent, month));
        entries.extend(self.nurture_allowance(agent, month));
        entries.extend(self.scheme_payouts(agent, month));
        entries
    }

    pub(super) fn earned(
        &self,
        agent: PersonId,
        month: Month,
        item: Item,
        subject: Subject,
        amount: Money,
        trace: Trace,
    ) -> Entry {
        let kind = Kind::Earned;
        Entry {
            posted: month,
            about: month,
            agent,
            kind,
            item,
            subject,
            amount,
            trace,
        }
    }

    /// What could not be computed on the policies that an agent sold, or of what would have been theirs.
    pub fn problems(&self, agent: PersonId) -> Vec<Finding> {
        let policies = self.history.policies_of(agent);
        let problems = policies.flat_map(|policy| {
            let is_sold = policy.issued.agent == agent;
            let course = self.courses.get(&policy.issued.policy);
            let problems = course.into_iter().flat_map(|course| &course.problems);
            problems.filter(move |(whose, _)| is_sold || *whose == agent)
        });
        problems.map(|(_, finding)| finding.clone()).collect()
    }
}

fn pays(entry: &Entry) -> bool {
    !entry.amount.is_zero()
}

fn courses<'f>(
    history: &History<'f>,
    rules: &Rules,
    known_by: NaiveDate,
    through: Month,
) -> BTreeMap<&'f PolicyNumber, Arc<Course>> {
    let replaced = replacements(history, rules);
    let course = |policy: &PolicyHistory<'f>| {
        let number = &policy.issued.policy;
        let replaced = replaced.get(number).map_or(&[][..], Vec::as_slice);
        let walk = Walk::new(rules, history, policy, replaced, known_by);
        (number, Arc::new(walk.to(through)))
    };
    history.policies().map(course).collect()
}

fn counted(
    courses: &BTreeMap<&PolicyNumber, Arc<Course>>,
    through: Month,
) -> BTreeMap<(PersonId, Month), Money> {
    let mut sums = BTreeMap::new();
    let counted = courses.values().flat_map(|course| &course.counted);
    for counted in counted.filter(|counted| counted.month <= through) {
        *sums
            .entry((counted.agent, counted.month))
            .or_insert(Money::ZERO) += counted.amount;
    }
    sums
}

fn recruits(history: &History) -> BTreeMap<PersonId, Vec<PersonId>> {
    let mut recruits: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for (recruit, _) in history.people() {
        if let Some(recruiter) = history.recruiter_of(recruit, NaiveDate::MAX) {
            recruits.entry(recruiter).or_default().push(recruit);
        }
    }
    recruits
}
