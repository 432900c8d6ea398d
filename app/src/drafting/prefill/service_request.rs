//! What the answers of a service request suggest.

use super::origin::{copied_from, policy_of};
use super::{Found, Source, beneficiaries, named_policy};
use crate::drafting::prefill_sources::PrefillSources;
use shared::identity::IdentityKind;
use shared::record::RecordKind;

pub(super) fn suggest(found: &mut Found<'_>, known: &PrefillSources) {
    copied_from(found, RecordKind::ServiceRequest, known.origin.as_ref());
    policy_of(found, known);
    // Most people show their resident identity card.
    let usual = IdentityKind::ResidentId.as_str();
    found.suggest("applicant.identity_kind", usual, Source::Usual);
    let policy = named_policy(found.answers, known);
    if let Some(policy) = policy {
        found.suggest("applicant.name", &policy.applicant, Source::Policy);
    }
    beneficiaries::suggest(found);
    found.copy(
        "applicant.name",
        "payment.account_holder",
        Source::Applicant,
    );
}
