//! What late facts reach: the policies whose course they change, and the agents whose months they may
//! change. Everything else is the same in earlier books and later ones, and is counted once.

use super::correction::late_facts;
use super::facts::Fact;
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
