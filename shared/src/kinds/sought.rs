//! Which other records a record is compared with.

use super::{Policies, of, parties};
use crate::answers::{Answers, read};
use crate::record::RecordKind;
use crate::search::{Coded, beginning};
use std::collections::BTreeSet;

/// Under which terms the records are found that [`check`](super::check) wants to know of.
pub fn sought(kind: RecordKind, answers: &Answers) -> BTreeSet<Coded> {
    let mut sought = BTreeSet::new();
    if let Policies::Named { at } = of(kind).policies {
        let policy = read::policy_number_at(answers, at);
        sought.extend(policy.map(|number| beginning(&number)));
    }
    for party in parties(kind, answers) {
        if party.is_of_contract() {
            sought.extend(party.recognised_by().map(beginning));
        }
        let account = party.account.iter();
        sought.extend(account.map(|account| beginning(account.as_str())));
    }
    sought
}
