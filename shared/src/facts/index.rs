//! Who and what hangs together: policies with their agents and with what may replace them, agents with those whose
//! allowances count them.

use super::{Fact, FactId, FactKind, InsuredKey, PolicyNumber};
use crate::id::{PersonId, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Whose pay a fact is about.
pub(crate) enum FactScope<'f> {
    Policy(&'f PolicyNumber),
    Agent(PersonId),
    /// An agent's contract: their policies, and whoever's allowances count them.
    Contract(PersonId),
    /// The organisation.
    Tree,
    /// Nothing that is ever posted.
    Nobody,
}

pub(crate) const fn scope_of(fact: &Fact) -> FactScope<'_> {
    match &fact.what {
        FactKind::Issued(issued) => FactScope::Policy(&issued.policy),
        FactKind::Premium(premium) => FactScope::Policy(&premium.policy),
        FactKind::PolicyEvent(event) => FactScope::Policy(&event.policy),
        FactKind::Reassigned(reassigned) => FactScope::Policy(&reassigned.policy),
        FactKind::Attendance(attendance) => FactScope::Agent(attendance.agent),
        FactKind::Joined(joined) => FactScope::Contract(joined.agent),
        FactKind::Left(left) => FactScope::Contract(left.agent),
        FactKind::Placed(_)
        | FactKind::Founded(_)
        | FactKind::Appointed(_)
        | FactKind::Split(_) => FactScope::Tree,
        FactKind::Confirmed(_)
        | FactKind::Trained(_)
        | FactKind::Licensed(_)
        | FactKind::Planned(_)
        | FactKind::Submitted(_)
        | FactKind::Concluded(_)
        | FactKind::Exam(_)
        | FactKind::Session(_)
        | FactKind::Rated(_)
        | FactKind::Decided(_)
        | FactKind::Retracted(_) => FactScope::Nobody,
    }
}

pub(crate) const fn policy_of(what: &FactKind) -> Option<&PolicyNumber> {
    match what {
        FactKind::Issued(issued) => Some(&issued.policy),
        FactKind::Premium(premium) => Some(&premium.policy),
        FactKind::PolicyEvent(event) => Some(&event.policy),
        FactKind::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}

/// Who and what hangs together in these facts, whenever they are known: more than really counts, never less.
#[derive(Debug, Default)]
pub(crate) struct FactIndex<'f> {
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

impl<'f> FactIndex<'f> {
    pub(crate) fn of(facts: &'f [Fact]) -> Self {
        let mut index = Self::default();
        for fact in facts {
            let before = index.by_id.insert(&fact.id, fact);
            if before.is_some_and(|before| before != fact) {
                index.ambiguous.insert(&fact.id);
            }
            index.tie(&fact.what);
        }
        index.is_ambiguous = !index.ambiguous.is_empty();
        index
    }

    fn tie(&mut self, what: &'f FactKind) {
        match what {
            FactKind::Issued(issued) => {
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
            FactKind::Reassigned(reassigned) => self.serves(reassigned.agent, &reassigned.policy),
            FactKind::Joined(joined) => self
                .recruiters
                .entry(joined.agent)
                .or_default()
                .extend(joined.recruiter),
            FactKind::Placed(placed) => drop(
                self.units
                    .entry(placed.agent)
                    .or_default()
                    .insert(placed.unit),
            ),
            FactKind::Appointed(appointed) => self
                .above
                .entry(appointed.unit)
                .or_default()
                .extend(appointed.leader),
            FactKind::Split(split) => drop(
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
    pub(crate) fn meant(&self, id: &FactId) -> Option<&'f Fact> {
        let fact = *self.by_id.get(id)?;
        match &fact.what {
            FactKind::Retracted(retracted) => {
                let meant = self.by_id.get(&retracted.fact).copied();
                meant.filter(|meant| fact.takes_back(meant))
            }
            _ => Some(fact),
        }
    }

    /// Whether it can change what is posted of anybody.
    pub(crate) fn reaches_somebody(&self, id: &FactId) -> bool {
        let meant = self.meant(id);
        self.is_told_differently(id)
            || meant.is_some_and(|fact| !matches!(scope_of(fact), FactScope::Nobody))
    }

    /// Whether two facts have this id, or the one that it takes back.
    pub(crate) fn is_told_differently(&self, id: &FactId) -> bool {
        let taken_back = self.by_id.get(id).and_then(|fact| match &fact.what {
            FactKind::Retracted(retracted) => Some(&retracted.fact),
            _ => None,
        });
        self.ambiguous.contains(id) || taken_back.is_some_and(|id| self.ambiguous.contains(id))
    }

    /// The policy, those that may replace it or be replaced by it, and their agents.
    pub(crate) fn policies_with(
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
    pub(crate) fn with_dependents(&self, agents: BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let mut all = agents.clone();
        for agent in &agents {
            all.extend(self.recruiters.get(agent).into_iter().flatten());
            let units = self.units.get(agent).into_iter().flatten();
            all.extend(units.filter_map(|unit| self.above.get(unit)).flatten());
        }
        all
    }
}
