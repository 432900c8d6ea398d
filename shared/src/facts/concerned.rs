//! Whose statements a fact can touch that leads nowhere: nobody waits for the slip in somebody else's policy.

use super::index::{FactIndex, FactScope, scope_of};
use super::{Fact, FactId, PolicyNumber};
use crate::id::PersonId;
use std::collections::BTreeSet;

/// Whose statements findings about these facts can touch: more than really do, never less.
#[derive(Debug)]
pub struct Concerned<'f>(FactIndex<'f>);

impl<'f> Concerned<'f> {
    /// By everything that was told.
    pub fn by(facts: &'f [Fact]) -> Self {
        Self(FactIndex::of(facts))
    }

    /// Whether a finding of this path, the id of a fact or the number of a policy, can touch an agent's statement. What
    /// speaks of nobody who is known may be anybody's.
    pub fn touches(&self, path: &str, agent: PersonId) -> bool {
        let agents = self.agents_of(path);
        agents.is_none_or(|agents| agents.contains(&agent))
    }

    fn agents_of(&self, path: &str) -> Option<BTreeSet<PersonId>> {
        let id: Option<FactId> = path.parse().ok();
        let fact = id.and_then(|id| self.0.meant(&id));
        let agents = match fact.map(scope_of) {
            Some(FactScope::Policy(policy)) => self.agents_of_policy(policy)?,
            Some(FactScope::Agent(agent)) => BTreeSet::from([agent]),
            Some(_) => return None,
            None => self.agents_of_policy(&path.parse().ok()?)?,
        };
        let are_known = agents
            .iter()
            .all(|agent| self.0.recruiters.contains_key(agent));
        are_known.then(|| self.0.with_dependents(agents))
    }

    fn agents_of_policy(&self, policy: &PolicyNumber) -> Option<BTreeSet<PersonId>> {
        let (number, _) = self.0.agents.get_key_value(policy)?;
        let (mut policies, mut agents) = (BTreeSet::new(), BTreeSet::new());
        self.0.policies_with(number, &mut policies, &mut agents);
        Some(agents)
    }
}
