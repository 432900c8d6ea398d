//! What the answers of a claim report suggest.

use super::origin::{copied_from, policy_of};
use super::{Found, Source, named_policy};
use crate::drafting::prefill_sources::PrefillSources;
use shared::identity::{Identity, IdentityKind};
use shared::policy::PolicyView;
use shared::record::RecordKind;

pub(super) fn suggest(found: &mut Found<'_>, known: &PrefillSources) {
    copied_from(found, RecordKind::LossNotice, known.origin.as_ref());
    policy_of(found, known);
    let policy = named_policy(found.answers, known);
    match policy {
        Some(policy) => insured_of(found, policy),
        None => usual_document(found, "insured"),
    }
    reporter(found, known, policy);
    if found.answers.is("payee.relation", "self") {
        for name in ["name", "identity_kind", "identity_number"] {
            found.copy(
                &format!("insured.{name}"),
                &format!("payee.{name}"),
                Source::Insured,
            );
        }
    } else {
        usual_document(found, "payee");
    }
    found.copy("payee.name", "payee.account_holder", Source::Payee);
}

fn insured_of(found: &mut Found<'_>, policy: &PolicyView) {
    let number = &policy.insured_identity_number;
    found.suggest("insured.name", &policy.insured, Source::Policy);
    found.suggest("insured.identity_number", number, Source::Policy);
    if Identity::parse(IdentityKind::ResidentId, number).is_ok() {
        let kind = IdentityKind::ResidentId.as_str();
        found.suggest("insured.identity_kind", kind, Source::Policy);
    }
}

/// Most people show their resident identity card.
fn usual_document(found: &mut Found<'_>, person: &str) {
    let kind = IdentityKind::ResidentId.as_str();
    found.suggest(format!("{person}.identity_kind"), kind, Source::Usual);
}

fn reporter(found: &mut Found<'_>, known: &PrefillSources, policy: Option<&PolicyView>) {
    match (found.answers.get("reporter.relation"), policy) {
        (Some("agent"), _) => found.suggest("reporter.name", &known.agent, Source::Agent),
        (Some("insured"), _) => found.copy("insured.name", "reporter.name", Source::Insured),
        (Some("applicant"), Some(policy)) => {
            found.suggest("reporter.name", &policy.applicant, Source::Policy);
        }
        _ => {}
    }
}
