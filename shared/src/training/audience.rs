//! For whom a session is.

use super::RosterEntry;
use crate::answers::Answers;
use crate::id::{PersonId, UnitId};
use crate::month::Month;
use crate::people::{PersonView, Role};
use crate::submission::PersonRef;
use std::collections::BTreeSet;

/// For whom a session is: everybody who is in one of the units, has the role and joined in the months
/// (what is left out asks nothing), and besides them everybody named. A session that says nothing is for
/// everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience {
    /// The units, with all below them.
    pub units: BTreeSet<UnitId>,
    /// What they do.
    pub role: Option<Role>,
    /// The first month of joining.
    pub joined_from: Option<Month>,
    /// The last month of joining.
    pub joined_until: Option<Month>,
    /// Those named.
    pub people: BTreeSet<PersonId>,
}

/// Somebody who may be invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonRef,
    /// Their team and what is above it.
    pub units: Vec<UnitId>,
    /// What they do.
    pub roles: Vec<Role>,
    /// The month in which they joined.
    pub joined: Option<Month>,
}

impl From<&PersonView> for Member {
    fn from(person: &PersonView) -> Self {
        Self {
            person: PersonRef {
                id: person.id,
                name: person.name.clone(),
            },
            units: person.units.iter().map(|unit| unit.id).collect(),
            roles: person.roles.clone(),
            joined: person.joined,
        }
    }
}

impl Audience {
    /// The audience that a session's answers name.
    pub fn of(session: &Answers) -> Self {
        let parsed = |path| session.get(path)?.parse().ok();
        Self {
            units: named(session, "audience_units", "unit"),
            role: session.get("audience_role").and_then(Role::from_name),
            joined_from: parsed("audience_joined_from"),
            joined_until: parsed("audience_joined_until"),
            people: named(session, "audience_people", "person"),
        }
    }

    /// Whether it is for this person.
    pub fn includes(&self, member: &Member) -> bool {
        *self == Self::default()
            || self.people.contains(&member.person.id)
            || (self.has_condition() && self.meets(member))
    }

    /// Whether it asks for something that people have in common.
    fn has_condition(&self) -> bool {
        let cohort = self.joined_from.or(self.joined_until).is_some();
        !self.units.is_empty() || self.role.is_some() || cohort
    }

    fn meets(&self, member: &Member) -> bool {
        let in_unit = member.units.iter().any(|unit| self.units.contains(unit));
        let joined = |meets: &dyn Fn(Month) -> bool| member.joined.is_some_and(meets);
        (self.units.is_empty() || in_unit)
            && self.role.is_none_or(|role| member.roles.contains(&role))
            && self
                .joined_from
                .is_none_or(|from| joined(&|month| from <= month))
            && self
                .joined_until
                .is_none_or(|until| joined(&|month| month <= until))
    }
}

fn named<T: core::str::FromStr + Ord>(session: &Answers, group: &str, name: &str) -> BTreeSet<T> {
    let of_group = |path: &str| {
        let mut steps = path.split('.');
        steps.next() == Some(group) && steps.nth(1) == Some(name)
    };
    let texts = session.iter().filter(|(path, _)| of_group(path));
    texts.filter_map(|(_, text)| text.parse().ok()).collect()
}

/// The entries of those for whom the session is, by name. What is known of somebody's presence `before`
/// is kept, also of who is not invited any more.
pub fn invited(session: &Answers, members: &[Member], before: &[RosterEntry]) -> Vec<RosterEntry> {
    let audience = Audience::of(session);
    let known = |entry: &&RosterEntry| entry.presence.is_some();
    let mut entries: Vec<RosterEntry> = before.iter().filter(known).cloned().collect();
    for member in members.iter().filter(|member| audience.includes(member)) {
        if !entries
            .iter()
            .any(|entry| entry.person.id == member.person.id)
        {
            entries.push(RosterEntry::awaited(member.person.clone()));
        }
    }
    let name = |entry: &RosterEntry| (entry.person.name.clone(), entry.person.id);
    entries.sort_by_key(name);
    entries
}

#[cfg(test)]
mod tests;
