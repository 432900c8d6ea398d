//! The same thing sent twice.

use super::of;
use crate::answers::Answers;
use crate::finding::Finding;
use crate::record::RecordKind;
use crate::rules::Context;

/// What two records of a kind have in common when one repeats the other.
#[derive(Debug)]
pub(super) struct Duplicate {
    /// Where it is told.
    pub at: &'static str,
    /// What they have in common; `None` while a part is missing.
    pub parts: fn(&Answers) -> Option<[String; 3]>,
}

/// What two records have in common when one repeats the other: of applications insured, product and
/// date of effect; of claim reports policy, loss type and day of the loss. Kept beside the record, so that a
/// store can look for it. `None` while a part is missing, and for kinds that may repeat.
pub fn duplicate_key(kind: RecordKind, answers: &Answers) -> Option<String> {
    let parts = (of(kind).duplicate.as_ref()?.parts)(answers)?;
    Some(format!("{} {}", kind.as_str(), parts.join(" ")))
}

/// A warning: the second may be meant, and the reviewer decides.
pub(super) fn found(
    kind: RecordKind,
    answers: &Answers,
    context: &Context<'_>,
) -> impl Iterator<Item = Finding> {
    let key = duplicate_key(kind, answers);
    let told = of(kind).duplicate.as_ref().zip(key);
    told.into_iter().flat_map(move |(duplicate, key)| {
        let same = context
            .earlier
            .iter()
            .filter(move |earlier| earlier.key == key);
        same.map(|earlier| {
            Finding::warning("duplicate", duplicate.at).with("number", &earlier.number)
        })
    })
}
