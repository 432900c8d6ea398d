//! Who and what hangs together: policies with their agents and with what may replace them, agents with those whose
//! allowances count them.

use super::correction::takes_back;
use super::facts::{Fact, What};
use super::name::{FactId, InsuredKey, PolicyNumber};
use crate::id::{PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// How far a fact reaches.
pub(super) enum Reach<'f> {
    Policy(&'f PolicyNumber),
    Agent(PersonId),
    /// An agent's contract: their policies, and whoever's allowances count them.
    Contract(PersonId),
    /// The organisation.
    Tree,
    /// Nothing that is ever posted.
    Nobody,
}

pub(super) const fn reach(fact: &Fact) -> Reach<'_> {
    match &fact.what {
        What::Issued(issued) => Reach::Policy(&issued.policy),
        What::Premium(premium) => Reach::Policy(&premium.policy),
        What::PolicyEvent(event) => Reach::Policy(&event.policy),
        What::Reassigned(reassigned) => Reach::Policy(&reassigned.policy),
        What::Attendance(attendance) => Reach::Agent(attendance.agent),
        What::Joined(joined) => Reach::Contract(joined.agent),
        What::Left(left) => Reach::Contract(left.agent),
        What::Placed(_) | What::Founded(_) | What::Appointed(_) | What::Split(_) => Reach::Tree,
        What::Confirmed(_)
        | What::Trained(_)
        | What::Licensed(_)
        | What::Planned(_)
        | What::Submitted(_)
        | What::Concluded(_)
        | What::Exam(_)
        | What::Session(_)
        | What::Rated(_)
        | What::Decided(_)
        | What::Retracted(_) => Reach::Nobody,
    }
}

pub(super) const fn policy_of(what: &What) -> Option<&PolicyNumber> {
    match what {
        What::Issued(issued) => Some(&issued.policy),
        What::Premium(premium) => Some(&premium.policy),
        What::PolicyEvent(event) => Some(&event.policy),
        What::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}

/// Who and what hangs together in these facts, whenever they are known: more than really counts, never less.
#[derive(Debug, Default)]
pub(super) struct Web<'f> {
    by_id: BTreeMap<&'f FactId, &'f Fact>,
    /// Ids by which two facts say different things: which one counts depends on the day.
    ambiguous: BTreeSet<&'f FactId>,
    /// Whether a late fact may reach anybody and anything.
    pub is_ambiguous: bool,
    pub agents: BTreeMap<&'f PolicyNumber, BTreeSet<PersonId>>,
    pub policies_of: BTreeMap<PersonId, BTreeSet<&'f PolicyNumber>>,
    insured: BTreeMap<&'f PolicyNumber, BTreeSet<&'f InsuredKey>>,
    insured_by: BTreeMap<&'f InsuredKey, BTreeSet<&'f PolicyNumber>>,
    pub recruiters: BTreeMap<PersonId, BTreeSet<PersonId>>,
    units: BTreeMap<PersonId, BTreeSet<UnitId>>,
    /// Leaders and nurturers of a unit.
    above: BTreeMap<UnitId, BTreeSet<PersonId>>,
}

impl<'f> Web<'f> {
    pub(super) fn of(facts: &'f [Fact]) -> Self {
        let mut web = Self::default();
        for fact in facts {
            let before = web.by_id.insert(&fact.id, fact);
            if before.is_some_and(|before| before != fact) {
                web.ambiguous.insert(&fact.id);
            }
            web.tie(&fact.what);
        }
        web.is_ambiguous = !web.ambiguous.is_empty();
        web
    }

    fn tie(&mut self, what: &'f What) {
        match what {
            What::Issued(issued) => {
                self.serves(issued.agent, &issued.policy);
                self.insured
                    .entry(&issued.policy)
                    .or_default()
                    .insert(&issued.insured);
                self.insured_by
                    .entry(&issued.insured)
                    .or_default()
                    .insert(&issued.policy);
            }
            What::Reassigned(reassigned) => self.serves(reassigned.agent, &reassigned.policy),
            What::Joined(joined) => self
                .recruiters
                .entry(joined.agent)
                .or_default()
                .extend(joined.recruiter),
            What::Placed(placed) => drop(
                self.units
                    .entry(placed.agent)
                    .or_default()
                    .insert(placed.unit),
            ),
            What::Appointed(appointed) => self
                .above
                .entry(appointed.unit)
                .or_default()
                .extend(appointed.leader),
            What::Split(split) => drop(
                self.above
                    .entry(split.unit)
                    .or_default()
                    .insert(split.nurturer),
            ),
            _ => {}
        }
    }

    fn serves(&mut self, agent: PersonId, policy: &'f PolicyNumber) {
        self.agents.entry(policy).or_default().insert(agent);
        self.policies_of.entry(agent).or_default().insert(policy);
    }

    /// The fact that is meant: for a retraction the one it takes back.
    pub(super) fn meant(&self, id: &FactId) -> Option<&'f Fact> {
        let fact = *self.by_id.get(id)?;
        match &fact.what {
            What::Retracted(retracted) => {
                let meant = self.by_id.get(&retracted.fact).copied();
                meant.filter(|meant| takes_back(fact, meant))
            }
            _ => Some(fact),
        }
    }

    /// Whether it can change what is posted of anybody.
    pub(super) fn reaches_somebody(&self, id: &FactId) -> bool {
        let meant = self.meant(id);
        self.is_told_differently(id)
            || meant.is_some_and(|fact| !matches!(reach(fact), Reach::Nobody))
    }

    /// Whether two facts have this id, or the one that it takes back.
    pub(super) fn is_told_differently(&self, id: &FactId) -> bool {
        let taken_back = self.by_id.get(id).and_then(|fact| match &fact.what {
            What::Retracted(retracted) => Some(&retracted.fact),
            _ => None,
        });
        self.ambiguous.contains(id) || taken_back.is_some_and(|id| self.ambiguous.contains(id))
    }

    /// The policy, those that may replace it or be replaced by it, and their agents.
    pub(super) fn reach_policy(
        &self,
        policy: &'f PolicyNumber,
        policies: &mut BTreeSet<&'f PolicyNumber>,
        agents: &mut BTreeSet<PersonId>,
    ) {
        let (mut waiting, mut seen) = (vec![policy], BTreeSet::from([policy]));
        while let Some(policy) = waiting.pop() {
            policies.insert(policy);
            agents.extend(self.agents.get(policy).into_iter().flatten());
            let insured = self.insured.get(policy).into_iter().flatten();
            let others = insured
                .filter_map(|insured| self.insured_by.get(*insured))
                .flatten();
            waiting.extend(others.filter(|other| seen.insert(*other)));
        }
    }

    /// With whoever's allowances count the commission of one of these.
    pub(super) fn with_dependents(&self, agents: BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let mut all = agents.clone();
        for agent in &agents {
            all.extend(self.recruiters.get(agent).into_iter().flatten());
            let units = self.units.get(agent).into_iter().flatten();
            all.extend(units.filter_map(|unit| self.above.get(unit)).flatten());
        }
        all
    }
}
