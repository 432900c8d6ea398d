//! What the answers of a service request suggest.

use super::origin::{copied_from, policy_of};
use super::{Found, Known, Source};
use shared::identity::IdentityKind;
use shared::record::RecordKind;
use shared::rules::read;

pub(super) fn suggest(found: &mut Found<'_>, known: &Known) {
    copied_from(found, RecordKind::ServiceRequest, known.origin.as_ref());
    policy_of(found, known);
    // Most people show their resident identity card.
    let usual = IdentityKind::ResidentId.as_str();
    found.suggest("applicant.identity_kind", usual, Source::Usual);
    let number = read::policy_number_at(found.answers, "policy.number");
    let policy = known
        .policies
        .iter()
        .find(|policy| Some(policy.number.to_uppercase()) == number);
    if let Some(policy) = policy {
        found.suggest("applicant.name", &policy.applicant, Source::Policy);
    }
    found.copy(
        "applicant.name",
        "payment.account_holder",
        Source::Applicant,
    );
}
