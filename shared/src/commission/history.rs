//! The facts known on a day, sorted by what they are about.

use super::facts::{Attendance, Fact, HappenedTo, Issued, PolicyLine, Premium, Submitted, What};
use super::name::{ApplicationNumber, FactId, PolicyNumber};
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use crate::product::ProductCode;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known. The order in which facts were told plays no part.
#[derive(Debug, Default)]
pub struct History<'f> {
    facts: Vec<&'f Fact>,
    policies: BTreeMap<&'f PolicyNumber, Arc<PolicyHistory<'f>>>,
    people: BTreeMap<PersonId, PersonHistory>,
    units: BTreeMap<UnitId, UnitHistory>,
    /// The policies that somebody sold or was given.
    policies_of: BTreeMap<PersonId, Vec<&'f PolicyNumber>>,
    /// Who ever was placed in a unit.
    pub(super) placed_in: BTreeMap<UnitId, BTreeSet<PersonId>>,
    /// The units that somebody ever led.
    pub(super) led: BTreeMap<PersonId, BTreeSet<UnitId>>,
    /// The units that split off from somebody.
    pub(super) nurtured: BTreeMap<PersonId, BTreeSet<UnitId>>,
    submitted: BTreeMap<PersonId, Vec<(NaiveDate, &'f Submitted)>>,
    ended_applications: BTreeMap<&'f ApplicationNumber, NaiveDate>,
}

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
    reassigned: Vec<(NaiveDate, PersonId)>,
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

/// One person: contracts, places and attendance, in the order they happened.
#[derive(Debug, Default)]
pub struct PersonHistory {
    pub(super) joined: Vec<(NaiveDate, Option<PersonId>)>,
    pub(super) left: Vec<NaiveDate>,
    pub(super) placed: Vec<(NaiveDate, UnitId)>,
    attendance: Vec<(NaiveDate, Attendance)>,
}

/// One unit: places in the tree, leaders, origin, in the order they happened.
#[derive(Debug, Default)]
pub struct UnitHistory {
    pub(super) parents: Vec<(NaiveDate, Option<UnitId>)>,
    pub(super) leaders: Vec<(NaiveDate, Option<PersonId>)>,
    pub(super) split: Option<(NaiveDate, PersonId)>,
}

/// The latest word of a list in order, up to a day.
pub(super) fn latest<T>(words: &[(NaiveDate, T)], day: NaiveDate) -> Option<&T> {
    words
        .iter()
        .rev()
        .find(|(on, _)| *on <= day)
        .map(|(_, word)| word)
}

impl<'f> History<'f> {
    /// What the office knows at the end of a day.
    pub fn known_by(facts: &'f [Fact], day: NaiveDate) -> Self {
        Self::of(facts.iter(), day)
    }

    /// What is known of these facts at the end of a day.
    pub(super) fn of(facts: impl Iterator<Item = &'f Fact>, day: NaiveDate) -> Self {
        let mut history = Self::sorted(facts, day);
        history.index_policies();
        history
    }

    fn sorted(facts: impl Iterator<Item = &'f Fact>, day: NaiveDate) -> Self {
        let mut known: Vec<&Fact> = facts.filter(|fact| fact.known_on() <= day).collect();
        known.sort_unstable();
        known.dedup();
        let retracted: BTreeSet<&FactId> = known.iter().filter_map(|fact| retracts(fact)).collect();
        let mut told = BTreeSet::new();
        let mut history = Self::default();
        for fact in known {
            if !retracted.contains(&fact.id) && told.insert(&fact.id) {
                history.facts.push(fact);
            }
        }
        history.sort();
        history
    }

    fn sort(&mut self) {
        let facts = core::mem::take(&mut self.facts);
        // Issues first, so that what happened to a policy finds it even if it happened before.
        for fact in &facts {
            if let What::Issued(issued) = &fact.what {
                let policies = self.policies.entry(&issued.policy);
                policies.or_insert_with(|| Arc::new(PolicyHistory::new(issued, fact.on)));
            }
        }
        for fact in &facts {
            self.file_policy_fact(fact);
            self.file_person_fact(fact);
            self.file_unit_fact(fact);
            self.file_application(fact);
        }
        self.facts = facts;
    }

    /// Takes in policies that another history has; those issued after the day are not known yet.
    pub(super) fn take_in(
        &mut self,
        policies: impl Iterator<Item = (&'f PolicyNumber, Arc<PolicyHistory<'f>>)>,
    ) {
        self.policies.extend(policies);
        self.policies_of.clear();
        self.index_policies();
    }

    fn index_policies(&mut self) {
        for (number, policy) in &self.policies {
            for agent in policy.agents() {
                self.policies_of.entry(agent).or_default().push(number);
            }
        }
    }

    fn file_policy_fact(&mut self, fact: &'f Fact) {
        let number = match &fact.what {
            What::Premium(premium) => &premium.policy,
            What::PolicyEvent(event) => &event.policy,
            What::Reassigned(reassigned) => &reassigned.policy,
            _ => return,
        };
        // Nobody else has it yet.
        let Some(policy) = self.policies.get_mut(number).and_then(Arc::get_mut) else {
            return;
        };
        match &fact.what {
            What::Premium(premium) => {
                policy.premiums.push(Received {
                    on: fact.on,
                    fact: &fact.id,
                    premium,
                });
            }
            What::PolicyEvent(event) => policy.events.push((fact.on, event.event)),
            What::Reassigned(to) => policy.reassigned.push((fact.on, to.agent)),
            _ => {}
        }
    }

    fn file_person_fact(&mut self, fact: &'f Fact) {
        match &fact.what {
            What::Joined(joined) => {
                self.person(joined.agent)
                    .joined
                    .push((fact.on, joined.recruiter));
            }
            What::Left(left) => self.person(left.agent).left.push(fact.on),
            What::Placed(placed) => {
                let person = self.person(placed.agent);
                person.placed.push((fact.on, placed.unit));
                let members = self.placed_in.entry(placed.unit).or_default();
                members.insert(placed.agent);
            }
            What::Attendance(attendance) => {
                let person = self.person(attendance.agent);
                person.attendance.push((fact.on, attendance.clone()));
            }
            _ => {}
        }
    }

    fn file_unit_fact(&mut self, fact: &'f Fact) {
        match &fact.what {
            What::Founded(founded) => {
                self.unit(founded.unit)
                    .parents
                    .push((fact.on, founded.parent));
            }
            What::Appointed(appointed) => {
                let unit = self.unit(appointed.unit);
                unit.leaders.push((fact.on, appointed.leader));
                if let Some(leader) = appointed.leader {
                    self.led.entry(leader).or_default().insert(appointed.unit);
                }
            }
            What::Split(split) => {
                let unit = self.unit(split.unit);
                let (_, nurturer) = *unit.split.get_or_insert((fact.on, split.nurturer));
                self.nurtured
                    .entry(nurturer)
                    .or_default()
                    .insert(split.unit);
            }
            _ => {}
        }
    }

    fn file_application(&mut self, fact: &'f Fact) {
        let ended = match &fact.what {
            What::Submitted(submitted) => {
                let of_agent = self.submitted.entry(submitted.agent).or_default();
                of_agent.push((fact.on, submitted));
                return;
            }
            What::Concluded(concluded) => Some(&concluded.application),
            What::Issued(issued) => issued.application.as_ref(),
            _ => None,
        };
        if let Some(application) = ended {
            self.ended_applications
                .entry(application)
                .or_insert(fact.on);
        }
    }

    fn person(&mut self, person: PersonId) -> &mut PersonHistory {
        self.people.entry(person).or_default()
    }

    fn unit(&mut self, unit: UnitId) -> &mut UnitHistory {
        self.units.entry(unit).or_default()
    }

    /// Every known fact that was not retracted, in the order they happened.
    pub fn facts(&self) -> &[&'f Fact] {
        &self.facts
    }

    /// Every policy, by number.
    pub fn policies(&self) -> impl Iterator<Item = &PolicyHistory<'f>> {
        self.policies.values().map(|policy| &**policy)
    }

    /// The policies that somebody sold or was given, by number.
    pub fn policies_of(&self, agent: PersonId) -> impl Iterator<Item = &PolicyHistory<'f>> {
        let numbers = self.policies_of.get(&agent).into_iter().flatten();
        numbers.filter_map(|number| self.policies.get(*number).map(|policy| &**policy))
    }

    /// The policies themselves, to be shared.
    pub(super) const fn shared_policies(
        &self,
    ) -> &BTreeMap<&'f PolicyNumber, Arc<PolicyHistory<'f>>> {
        &self.policies
    }

    /// The applications of an agent submitted by a day that had neither ended nor become a policy then.
    pub(super) fn on_their_way(
        &self,
        agent: PersonId,
        by: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, &'f Submitted)> {
        let submitted = self.submitted.get(&agent).into_iter().flatten().copied();
        submitted.filter(move |(on, submitted)| {
            let ended = self.ended_applications.get(&submitted.application);
            *on <= by && ended.is_none_or(|ended| by < *ended)
        })
    }

    /// Every person, by id.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &PersonHistory)> {
        self.people.iter().map(|(id, person)| (*id, person))
    }

    /// Every unit, by id.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &UnitHistory)> {
        self.units.iter().map(|(id, unit)| (*id, unit))
    }

    /// What is known of a person.
    pub fn person_history(&self, person: PersonId) -> Option<&PersonHistory> {
        self.people.get(&person)
    }

    /// What is known of a unit.
    pub fn unit_history(&self, unit: UnitId) -> Option<&UnitHistory> {
        self.units.get(&unit)
    }
}

fn retracts(fact: &Fact) -> Option<&FactId> {
    match &fact.what {
        What::Retracted(retracted) => Some(&retracted.fact),
        _ => None,
    }
}

impl<'f> PolicyHistory<'f> {
    const fn new(issued: &'f Issued, issued_on: NaiveDate) -> Self {
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
    fn agents(&self) -> BTreeSet<PersonId> {
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

impl PersonHistory {
    /// The attendance of a month, as last told up to a day.
    pub fn attendance(&self, month: Month, by: NaiveDate) -> Option<&Attendance> {
        let mut words = self.attendance.iter().rev();
        words
            .find(|(on, word)| word.month == month && *on <= by)
            .map(|(_, word)| word)
    }
}
