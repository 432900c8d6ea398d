//! All facts: those that were imported, and those that the store itself knows.

use super::{attendance, submissions};
use crate::store::{Db, Stored, facts, whole_organisation};
use chrono::NaiveDate;
use shared::commission::{Fact, What, staff_facts};
use shared::id::PersonId;
use std::collections::BTreeMap;

/// How the ids of derived facts begin; no imported one may.
pub(super) const DERIVED: &str = "store/";

/// Everything known up to and including `today`.
pub(super) async fn gather(db: &mut Db, today: NaiveDate) -> Stored<Vec<Fact>> {
    let mut all = facts::all(db).await?;
    let organisation = whole_organisation(db).await?;
    // The organisation does not hold who recruited whom: that is told as a fact.
    let recruiters: BTreeMap<PersonId, PersonId> = all.iter().filter_map(recruited).collect();
    all.extend(staff_facts(&organisation, |agent| {
        recruiters.get(&agent).copied()
    }));
    all.extend(submissions::facts(db).await?);
    all.extend(attendance::facts(db).await?);
    all.retain(|fact| fact.known_on() <= today);
    Ok(all)
}

fn recruited(fact: &Fact) -> Option<(PersonId, PersonId)> {
    match &fact.what {
        What::Joined(joined) => Some((joined.agent, joined.recruiter?)),
        _ => None,
    }
}

/// The policy that a fact is about.
pub(super) fn policy_of(fact: &Fact) -> Option<&str> {
    match &fact.what {
        What::Issued(issued) => Some(issued.policy.as_str()),
        What::Premium(premium) => Some(premium.policy.as_str()),
        What::PolicyEvent(event) => Some(event.policy.as_str()),
        What::Reassigned(reassigned) => Some(reassigned.policy.as_str()),
        _ => None,
    }
}
