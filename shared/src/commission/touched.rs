//! What late facts reach: the policies whose course they change, and the agents whose months they may
//! change. Everything else is the same in earlier books and later ones, and is counted once.

use super::correction::late_facts;
use super::entry::Subject;
use super::facts::{Fact, What};
use super::name::{FactId, PolicyNumber};
use super::rules::Rules;
use super::web::{Reach, Web, policy_of, reach};
use crate::id::PersonId;
use crate::month::Month;
use std::collections::{BTreeMap, BTreeSet};

/// Late facts, and what they reach.
#[derive(Debug, Default)]
pub(super) struct Touched<'f> {
    policies: BTreeSet<&'f PolicyNumber>,
    facts: Vec<&'f Fact>,
    late: BTreeMap<Month, Late<'f>>,
}

/// What was learned late in a month.
#[derive(Debug)]
pub(super) struct Late<'f> {
    /// By id.
    facts: Vec<LateFact<'f>>,
    /// The places of those that reach a policy.
    by_policy: BTreeMap<&'f PolicyNumber, Vec<usize>>,
    reached: Reached,
}

/// One fact that was learned late, and what it alone reaches.
#[derive(Debug)]
struct LateFact<'f> {
    id: FactId,
    /// What it says, or takes back; none if two facts have its id, for which it cannot be told what each does.
    meant: Option<&'f Fact>,
    reached: Reached,
}

/// Whose months it may change.
#[derive(Debug)]
enum Reached {
    Everybody,
    These(BTreeSet<PersonId>),
}

impl Reached {
    fn add(&mut self, other: &Self) {
        if let (Self::These(agents), Self::These(more)) = (&mut *self, other) {
            agents.extend(more);
        } else {
            *self = Self::Everybody;
        }
    }

    fn has(&self, agent: PersonId) -> bool {
        match self {
            Self::Everybody => true,
            Self::These(agents) => agents.contains(&agent),
        }
    }
}

impl<'f> Late<'f> {
    pub(super) fn reaches(&self, agent: PersonId) -> bool {
        self.reached.has(agent)
    }

    /// The facts that can have changed a line of an agent: of a line about a policy those about it and what it
    /// may replace; and where the premium of the line came late itself, not the other premiums of that policy.
    pub(super) fn that_made(&self, agent: PersonId, subject: &Subject) -> Vec<FactId> {
        let mut made: Vec<&LateFact<'f>> = match subject {
            Subject::Premium(policy, _) | Subject::Policy(policy) => self.about(policy).collect(),
            _ => {
                let facts = self.facts.iter();
                facts.filter(|late| late.can_change(agent)).collect()
            }
        };
        if let Subject::Premium(_, premium) = subject
            && made.iter().any(|late| late.is_about(premium))
        {
            made.retain(|late| !late.is_a_premium() || late.is_about(premium));
        }
        if made.is_empty() {
            made.extend(&self.facts);
        }
        made.into_iter().map(|late| late.id.clone()).collect()
    }

    fn about(&self, policy: &PolicyNumber) -> impl Iterator<Item = &LateFact<'f>> {
        let places = self.by_policy.get(policy).into_iter().flatten();
        places.filter_map(|place| self.facts.get(*place))
    }
}

impl LateFact<'_> {
    fn can_change(&self, agent: PersonId) -> bool {
        self.meant.is_none() || self.reached.has(agent)
    }

    fn is_about(&self, premium: &FactId) -> bool {
        self.meant.is_some_and(|fact| fact.id == *premium)
    }

    fn is_a_premium(&self) -> bool {
        self.meant
            .is_some_and(|fact| matches!(fact.what, What::Premium(_)))
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
        for (month, ids) in late {
            let ids = ids.into_iter().filter(|id| web.reaches_somebody(id));
            let mut late = Late {
                facts: Vec::new(),
                by_policy: BTreeMap::new(),
                reached: Reached::These(BTreeSet::new()),
            };
            for id in ids {
                let (fact, policies) = web.late_fact(id);
                for &policy in &policies {
                    let places = late.by_policy.entry(policy).or_default();
                    places.push(late.facts.len());
                }
                touched.policies.extend(policies);
                late.reached.add(&fact.reached);
                late.facts.push(fact);
            }
            if web.is_ambiguous {
                late.reached = Reached::Everybody;
            }
            if !late.facts.is_empty() {
                touched.late.insert(month, late);
            }
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
    pub(super) const fn late(&self) -> &BTreeMap<Month, Late<'f>> {
        &self.late
    }
}

impl<'f> Web<'f> {
    /// The late fact of this id, and the policies that it reaches.
    fn late_fact(&self, id: FactId) -> (LateFact<'f>, BTreeSet<&'f PolicyNumber>) {
        let meant = self.meant(&id).filter(|_| !self.is_told_differently(&id));
        let (mut policies, mut agents) = (BTreeSet::new(), BTreeSet::new());
        let mut everybody = false;
        match self.meant(&id).map(reach) {
            Some(Reach::Policy(policy)) => self.reach_policy(policy, &mut policies, &mut agents),
            Some(Reach::Agent(agent)) => drop(agents.insert(agent)),
            Some(Reach::Contract(agent)) => {
                everybody = true;
                for policy in self.policies_of.get(&agent).into_iter().flatten() {
                    self.reach_policy(policy, &mut policies, &mut agents);
                }
            }
            Some(Reach::Tree) => everybody = true,
            Some(Reach::Nobody) | None => {}
        }
        let reached = match everybody {
            true => Reached::Everybody,
            false => Reached::These(self.with_dependents(agents)),
        };
        (LateFact { id, meant, reached }, policies)
    }
}
