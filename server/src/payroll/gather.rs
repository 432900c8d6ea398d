//! All facts: those that were imported, and those that the store itself knows.

use super::{attendance, submissions};
use crate::store::{Db, Stored, facts, organisation_as_learned};
use chrono::NaiveDate;
use shared::facts::{Fact, FactKind, PolicyNumber, staff_facts_as_learned};

/// Everything known up to and including `today`.
pub(super) async fn gather(db: &mut Db, today: NaiveDate) -> Stored<Vec<Fact>> {
    let mut all = facts::all(db).await?;
    let (first, later) = organisation_as_learned(db).await?;
    all.extend(staff_facts_as_learned(&first, &later));
    all.extend(submissions::facts(db).await?);
    all.extend(attendance::facts(db).await?);
    all.retain(|fact| fact.known_on() <= today);
    Ok(all)
}

/// The policy that a fact is about.
pub(super) const fn policy_of(fact: &Fact) -> Option<&PolicyNumber> {
    match &fact.what {
        FactKind::Issued(issued) => Some(&issued.policy),
        FactKind::Premium(premium) => Some(&premium.policy),
        FactKind::PolicyEvent(event) => Some(&event.policy),
        FactKind::Reassigned(reassigned) => Some(&reassigned.policy),
        _ => None,
    }
}
