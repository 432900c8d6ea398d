//! What late facts reach: the policies whose course they change, and the agents whose months they may
//! change. Everything else is the same in earlier books and later ones, and is counted once.

use super::correction::{late_facts, takes_back};
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
    reached: Reached,
}

/// One fact that was learned late.
#[derive(Debug)]
struct LateFact<'f> {
    id: FactId,
    /// What it says, or takes back, as it was told first: nothing that is told later makes it mean something
    /// else.
    meant: Option<&'f Fact>,
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

    /// The facts that came late of what a line is about: of a line about a policy those about that policy, and
    /// where the premium of the line came late itself, not the other premiums; all that came late where none
    /// is about it. What hangs together with it is no measure: that may become known later, and a closed month
    /// says the same ever after.
    pub(super) fn that_made(&self, subject: &Subject) -> Vec<FactId> {
        let mut made: Vec<&LateFact<'f>> = match subject {
            Subject::Premium(policy, _) | Subject::Policy(policy) => {
                let facts = self.facts.iter();
                facts.filter(|late| late.is_about(policy)).collect()
            }
            _ => Vec::new(),
        };
        if let Subject::Premium(_, premium) = subject
            && made.iter().any(|late| late.is(premium))
        {
            made.retain(|late| !late.is_a_premium() || late.is(premium));
        }
        if made.is_empty() {
            made.extend(&self.facts);
        }
        made.into_iter().map(|late| late.id.clone()).collect()
    }
}

impl<'f> LateFact<'f> {
    fn of(id: FactId, told_first: &BTreeMap<&'f FactId, &'f Fact>) -> Self {
        let meant = told_first.get(&id).and_then(|fact| match &fact.what {
            What::Retracted(retracted) => {
                let meant = told_first.get(&retracted.fact);
                meant.filter(|meant| takes_back(fact, meant))
            }
            _ => Some(fact),
        });
        Self {
            meant: meant.copied(),
            id,
        }
    }

    fn is_about(&self, policy: &PolicyNumber) -> bool {
        self.meant
            .is_some_and(|fact| policy_of(&fact.what) == Some(policy))
    }

    fn is(&self, premium: &FactId) -> bool {
        self.meant.is_some_and(|fact| fact.id == *premium)
    }

    fn is_a_premium(&self) -> bool {
        self.meant
            .is_some_and(|fact| matches!(fact.what, What::Premium(_)))
    }
}

/// The facts by id, of several with one id that which was known first.
fn told_first(facts: &[Fact]) -> BTreeMap<&FactId, &Fact> {
    let mut first = BTreeMap::new();
    for fact in facts {
        let known = first.entry(&fact.id).or_insert(fact);
        if fact.known_on() < known.known_on() {
            *known = fact;
        }
    }
    first
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
        let told_first = told_first(facts);
        for (month, ids) in late {
            let ids = ids.into_iter().filter(|id| web.reaches_somebody(id));
            let mut late = Late {
                facts: Vec::new(),
                reached: Reached::These(BTreeSet::new()),
            };
            for id in ids {
                let (reached, policies) = web.reached_by(&id);
                touched.policies.extend(policies);
                late.reached.add(&reached);
                late.facts.push(LateFact::of(id, &told_first));
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
    /// Whose months a late fact may change, and the policies that it reaches.
    fn reached_by(&self, id: &FactId) -> (Reached, BTreeSet<&'f PolicyNumber>) {
        let (mut policies, mut agents) = (BTreeSet::new(), BTreeSet::new());
        let mut everybody = false;
        match self.meant(id).map(reach) {
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
        (reached, policies)
    }
}
