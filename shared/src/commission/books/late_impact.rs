//! What late facts change: the policies that accrue otherwise, and the agents whose months they may
//! change. Everything else is the same in earlier books and later ones, and is counted once.

use crate::commission::posting::entry::Subject;
use crate::commission::tables::rules::Rules;
use crate::facts::{
    Fact, FactId, FactIndex, FactKind, FactScope, PolicyNumber, policy_of, scope_of,
};
use crate::id::PersonId;
use crate::month::Month;
use std::collections::{BTreeMap, BTreeSet};

/// Late facts, and what they change.
#[derive(Debug, Default)]
pub(in crate::commission) struct LateImpact<'f> {
    policies: BTreeSet<&'f PolicyNumber>,
    facts: Vec<&'f Fact>,
    late: BTreeMap<Month, LateFacts<'f>>,
}

/// What was learned late in a month.
#[derive(Debug)]
pub(in crate::commission) struct LateFacts<'f> {
    /// By id.
    facts: Vec<LateFact<'f>>,
    reached: Affected,
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
enum Affected {
    Everybody,
    These(BTreeSet<PersonId>),
}

impl Affected {
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

impl<'f> LateFacts<'f> {
    pub(in crate::commission) fn reaches(&self, agent: PersonId) -> bool {
        self.reached.has(agent)
    }

    /// The facts that came late of what a line is about: of a line about a policy those about that policy, and
    /// where the premium of the line came late itself, not the other premiums; all that came late where none
    /// is about it. What hangs together with it is no measure: that may become known later, and a closed month
    /// says the same ever after.
    pub(in crate::commission) fn that_made(&self, subject: &Subject) -> Vec<FactId> {
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
            FactKind::Retracted(retracted) => {
                let meant = told_first.get(&retracted.fact);
                meant.filter(|meant| fact.takes_back(meant))
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
            .is_some_and(|fact| matches!(fact.what, FactKind::Premium(_)))
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

impl<'f> LateImpact<'f> {
    /// What the late ones among these facts change.
    pub(in crate::commission) fn by_late(facts: &'f [Fact], rules: &Rules) -> Self {
        let late = late_facts(facts, rules);
        if late.is_empty() {
            return Self::default();
        }
        Self::by(facts, late, FactIndex::of(facts))
    }

    /// The same as if late facts changed everything: slower, and never another result.
    pub(in crate::commission) fn everything(facts: &'f [Fact], rules: &Rules) -> Self {
        let mut index = FactIndex::of(facts);
        index.is_ambiguous = true;
        Self::by(facts, late_facts(facts, rules), index)
    }

    fn by(facts: &'f [Fact], late: BTreeMap<Month, Vec<FactId>>, index: FactIndex<'f>) -> Self {
        let mut impact = Self::default();
        let told_first = told_first(facts);
        for (month, ids) in late {
            let ids = ids.into_iter().filter(|id| index.reaches_somebody(id));
            let mut late = LateFacts {
                facts: Vec::new(),
                reached: Affected::These(BTreeSet::new()),
            };
            for id in ids {
                let (reached, policies) = reached_by(&index, &id);
                impact.policies.extend(policies);
                late.reached.add(&reached);
                late.facts.push(LateFact::of(id, &told_first));
            }
            if index.is_ambiguous {
                late.reached = Affected::Everybody;
            }
            if !late.facts.is_empty() {
                impact.late.insert(month, late);
            }
        }
        if index.is_ambiguous {
            impact.policies = index.agents.keys().copied().collect();
        }
        let of_untouched = |fact: &&Fact| {
            policy_of(&fact.what).is_some_and(|policy| !impact.policies.contains(policy))
        };
        impact.facts = facts.iter().filter(|fact| !of_untouched(fact)).collect();
        impact
    }

    /// Whether a policy accrues otherwise.
    pub(super) fn has(&self, policy: &PolicyNumber) -> bool {
        self.policies.contains(policy)
    }

    /// Every fact but those about untouched policies.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'f Fact> {
        self.facts.iter().copied()
    }

    /// What was learned late, by the month in which it was.
    pub(in crate::commission) const fn late(&self) -> &BTreeMap<Month, LateFacts<'f>> {
        &self.late
    }
}

/// Whose months a late fact may change, and the policies that it reaches.
fn reached_by<'f>(index: &FactIndex<'f>, id: &FactId) -> (Affected, BTreeSet<&'f PolicyNumber>) {
    let (mut policies, mut agents) = (BTreeSet::new(), BTreeSet::new());
    let mut everybody = false;
    match index.meant(id).map(scope_of) {
        Some(FactScope::Policy(policy)) => index.policies_with(policy, &mut policies, &mut agents),
        Some(FactScope::Agent(agent)) => drop(agents.insert(agent)),
        Some(FactScope::Contract(agent)) => {
            everybody = true;
            for policy in index.policies_of.get(&agent).into_iter().flatten() {
                index.policies_with(policy, &mut policies, &mut agents);
            }
        }
        Some(FactScope::Tree) => everybody = true,
        Some(FactScope::Nobody) | None => {}
    }
    let reached = match everybody {
        true => Affected::Everybody,
        false => Affected::These(index.with_dependents(agents)),
    };
    (reached, policies)
}

/// Facts that came after the close of the month they belong to, by the month in which they came.
fn late_facts(facts: &[Fact], rules: &Rules) -> BTreeMap<Month, Vec<FactId>> {
    let told: BTreeMap<&FactId, &Fact> = facts.iter().map(|fact| (&fact.id, fact)).collect();
    let mut late: BTreeMap<Month, Vec<FactId>> = BTreeMap::new();
    for fact in facts {
        let on = match &fact.what {
            FactKind::Retracted(retracted) => {
                let meant = told.get(&retracted.fact);
                meant
                    .filter(|meant| fact.takes_back(meant))
                    .map_or(fact.on, |meant| meant.on)
            }
            _ => fact.on,
        };
        let came = rules.pay_calendar.closing_month(fact.known_on());
        if rules.pay_calendar.closing_month(on) < came {
            late.entry(came).or_default().push(fact.id.clone());
        }
    }
    late.values_mut().for_each(|ids| ids.sort());
    late
}
