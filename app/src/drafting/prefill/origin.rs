//! What the record suggests that a draft was begun with.

use super::{Found, Source};
use crate::drafting::prefill_sources::PrefillSources;
use shared::kinds::copied;
use shared::record::{RecordKind, RecordView};

/// A new record of the same kind: what is let through, while it is of the same people and things.
pub(super) fn copied_from(found: &mut Found<'_>, kind: RecordKind, origin: Option<&RecordView>) {
    let Some(origin) = origin.filter(|origin| origin.kind == kind) else {
        return;
    };
    for (path, answer) in copied(kind, &origin.content, found.answers) {
        found.suggest(path, answer, Source::Copied);
    }
}

/// A claim report begun with an application: it is about the policy that was issued on it.
pub(super) fn policy_of(found: &mut Found<'_>, known: &PrefillSources) {
    let Some(origin) = &known.origin else { return };
    let mut policies = known.book.iter();
    if let Some(policy) =
        policies.find(|policy| policy.application.as_ref() == Some(&origin.number))
    {
        found.suggest("policy.number", &policy.number, Source::Policy);
    }
}
