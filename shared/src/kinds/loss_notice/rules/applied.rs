//! Who claims and applies at the same time.

use crate::finding::Finding;
use crate::record::RecordKind;
use crate::rules::other_record::named;
use crate::rules::party::{Party, insured_of};
use crate::rules::{Context, Watch};

/// What the insured of a claim report applies for.
pub(super) fn check(parties: &[Party], context: &Context<'_>, watch: &Watch) -> Option<Finding> {
    let insured = insured_of(parties)?;
    let theirs = context.others.iter().filter(|other| other.is_of(insured));
    let days = watch.many_within_days;
    let near = theirs.filter(|other| {
        let apart = (other.captured_on - context.today).num_days().abs();
        other.kind == RecordKind::Application && apart <= i64::from(days)
    });
    let numbers: Vec<&str> = near.map(|other| other.number.as_str()).collect();
    (!numbers.is_empty()).then(|| {
        Finding::warning("claimant_applies", "insured.identity_number")
            .with("n", numbers.len())
            .with("days", days)
            .with("numbers", named(&numbers))
    })
}
