//! What late facts reach: the policies whose course they change, and the agents whose months they may
//! change. Everything else is the same in earlier books and later ones, and is counted once.

use super::correction::{late_facts, takes_back};
use super::facts::{Fact, What};
use super::name::{FactId, InsuredKey, PolicyNumber};
use super::rules::Rules;
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use std::collections::{BTreeMap, BTreeSet};

/// Late facts, and what they reach.
#[derive(Debug, Default)]
pub(super) struct Touched<'f> {
    policies: BTreeSet<&'f PolicyNumber>,
    facts: Vec<&'f Fact>,
    late: BTreeMap<Month, Late>,
}

/// What was learned late in a month.
#[derive(Debug, Default)]
pub(super) struct Late {
    pub facts: Vec<FactId>,
    reached: Reached,
}

/// Whose months it may change.
#[derive(Debug)]
enum Reached {
    Everybody,
    These(BTreeSet<PersonId>),
}

impl Default for Reached {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Late {
    pub(super) fn reaches(&self, agent: PersonId) -> bool {
        match &self.reached {
            Reached::Everybody => true,
            Reached::These(agents) => agents.contains(&agent),
        }
    }
}

impl<'f> Touched<'f> {
    /// What the late ones among these facts reach.
    pub(super) fn by_late(facts: &'f [Fact], rules: &Rules) -> Self {
        let late = late_facts(facts, rules);
        if late.is_empty() {
            return Self::default();
        }
        Self::by(facts, late, Web::of(facts))
    }

    /// The same as if late facts reached everything: slower, and never another result.
    pub(super) fn everything(facts: &'f [Fact], rules: &Rules) -> Self {
        let mut web = Web::of(facts);
        web.is_ambiguous = true;
        Self::by(facts, late_facts(facts, rules), web)
    }

    fn by(facts: &'f [Fact], late: BTreeMap<Month, Vec<FactId>>, web: Web<'f>) -> Self {
        let mut touched = Self::default();
        for (month, mut facts) in late {
            facts.retain(|id| web.reaches_somebody(id));
            if facts.is_empty() {
                continue;
            }
            let mut reached = BTreeSet::new();
            let mut everybody = web.is_ambiguous;
            for fact in facts.iter().filter_map(|id| web.meant(id)) {
                match reach(fact) {
                    Reach::Policy(policy) => {
                        web.reach_policy(policy, &mut touched.policies, &mut reached)
                    }
                    Reach::Agent(agent) => drop(reached.insert(agent)),
                    Reach::Contract(agent) => {
                        everybody = true;
                        for policy in web.policies_of.get(&agent).into_iter().flatten() {
                            web.reach_policy(policy, &mut touched.policies, &mut reached);
                        }
                    }
                    Reach::Tree => everybody = true,
                    Reach::Nobody => {}
                }
            }
            let reached = match everybody {
                true => Reached::Everybody,
                false => Reached::These(web.with_dependents(reached)),
            };
            touched.late.insert(month, Late { facts, reached });
        }
        if web.is_ambiguous {
            touched.policies = web.agents.keys().copied().collect();
        }
        let of_untouched = |fact: &&Fact| {
            policy_of(&fact.what).is_some_and(|policy| !touched.policies.contains(policy))
        };
        touched.facts = facts.iter().filter(|fact| !of_untouched(fact)).collect();
        touched
    }

    /// Whether a policy is touched.
    pub(super) fn has(&self, policy: &PolicyNumber) -> bool {
        self.policies.contains(policy)
    }

    /// Every fact but those about untouched policies.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'f Fact> {
        self.facts.iter().copied()
    }

    /// What was learned late, by the month in which it was.
    pub(super) const fn late(&self) -> &BTreeMap<Month, Late> {
        &self.late
    }
}

/// How far a fact reaches.
enum Reach<'f> {
    Policy(&'f PolicyNumber),
    Agent(PersonId),
    /// An agent's contract: their policies, and whoever's allowances count them.
    Contract(PersonId),
    /// The organisation.
    Tree,
    /// Nothing that is ever posted.
    Nobody,
}

const fn reach(fact: &Fact) -> Reach<'_> {
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

const fn policy_of(what: &What) -> Option<&PolicyNumber> {
    match what {
        What::Issued(issued) => Some(&issued.policy),
        What::Premium(premium) => Some(&premium.policy),
        What::PolicyEvent(event) => Some(&event.policy),
        What::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}

/// Who and what hangs together in these facts, whenever they are known: more than really counts, never less.
#[derive(Default)]
struct Web<'f> {
    by_id: BTreeMap<&'f FactId, &'f Fact>,
    /// Ids by which two facts say different things: which one counts depends on the day.
    ambiguous: BTreeSet<&'f FactId>,
    /// Whether a late fact may reach anybody and anything.
    is_ambiguous: bool,
    agents: BTreeMap<&'f PolicyNumber, BTreeSet<PersonId>>,
    policies_of: BTreeMap<PersonId, BTreeSet<&'f PolicyNumber>>,
    insured: BTreeMap<&'f PolicyNumber, BTreeSet<&'f InsuredKey>>,
    insured_by: BTreeMap<&'f InsuredKey, BTreeSet<&'f PolicyNumber>>,
    recruiters: BTreeMap<PersonId, BTreeSet<PersonId>>,
    units: BTreeMap<PersonId, BTreeSet<UnitId>>,
    /// Leaders and nurturers of a unit.
    above: BTreeMap<UnitId, BTreeSet<PersonId>>,
}

impl<'f> Web<'f> {
    fn of(facts: &'f [Fact]) -> Self {
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
    fn meant(&self, id: &FactId) -> Option<&'f Fact> {
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
    fn reaches_somebody(&self, id: &FactId) -> bool {
        let meant = self.meant(id);
        self.is_told_differently(id)
            || meant.is_some_and(|fact| !matches!(reach(fact), Reach::Nobody))
    }

    /// Whether two facts have this id, or the one that it takes back.
    fn is_told_differently(&self, id: &FactId) -> bool {
        let taken_back = self.by_id.get(id).and_then(|fact| match &fact.what {
            What::Retracted(retracted) => Some(&retracted.fact),
            _ => None,
        });
        self.ambiguous.contains(id) || taken_back.is_some_and(|id| self.ambiguous.contains(id))
    }

    /// The policy, those that may replace it or be replaced by it, and their agents.
    fn reach_policy(
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
    fn with_dependents(&self, agents: BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let mut all = agents.clone();
        for agent in &agents {
            all.extend(self.recruiters.get(agent).into_iter().flatten());
            let units = self.units.get(agent).into_iter().flatten();
            all.extend(units.filter_map(|unit| self.above.get(unit)).flatten());
        }
        all
    }
}
