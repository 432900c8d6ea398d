//! What holds after every fault, for phones that have settled.

use shared::id::MutationId;
use shared::sync::{Outcome, Phase};
use std::collections::BTreeSet;
use tests::device::Phone;

/// Nothing stands in the way any more: one exchange brings everything.
pub fn settles(phone: &mut Phone) {
    assert_eq!(phone.exchanges(), Phase::Idle);
    assert_eq!(phone.waiting(), []);
}

/// Every record is there once, as it was captured, and was never touched twice.
pub fn acknowledged_is_there_once(phone: &Phone) {
    let records = phone.records();
    for (id, answers) in &phone.captured {
        let record = records.get(id).expect("the record came back");
        assert_eq!(&record.content, answers);
        assert_eq!((record.version, record.content_version), (1, 1));
    }
    let mut acknowledged = BTreeSet::<MutationId>::new();
    for named in &phone.outcomes {
        match &named.outcome {
            Outcome::RetryLater { .. } => {}
            Outcome::Applied { version } | Outcome::AlreadyApplied { version } => {
                assert_eq!(*version, 1);
                acknowledged.extend(named.mutation_id);
            }
            other => panic!("{other:?}"),
        }
    }
    let captured = phone.captured.keys().map(|id| id.uuid());
    assert!(captured.eq(acknowledged.iter().map(|id| id.uuid())));
}

/// A phone that forgot what it has sent sends it again.
pub fn a_repetition_changes_nothing(phone: &Phone) {
    let outcomes = phone.repeats_everything();
    assert_eq!(outcomes.len(), phone.captured.len());
    let expected = Outcome::AlreadyApplied { version: 1 };
    assert!(outcomes.iter().all(|named| named.outcome == expected));
}
