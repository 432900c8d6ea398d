//! What the rules find in a draft, were it sent now, and is still to be looked at.

use super::refusal::refused_findings;
use crate::clock;
use crate::store::Draft;
use crate::work::Work;
use chrono::NaiveDate;
use leptos::prelude::*;
use shared::finding::Finding;
use shared::form::Form;
use shared::policy::PolicyView;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::{kinds, rules};
use std::sync::Arc;

/// Everything the rules find, and what the server found when it was sent before; without the warnings
/// for which a reason is given. The branch's clock is `offset_minutes` ahead of UTC.
pub fn found(
    work: Work,
    form: &'static Form,
    today: NaiveDate,
    offset_minutes: i32,
    draft: &Draft,
) -> Vec<Finding> {
    let catalogue = match work.catalogue.get() {
        Some(catalogue) => catalogue,
        // What has arrived was sold; by what, is not known here yet.
        None if draft.is_of_arrived() => return Vec::new(),
        None => no_catalogue(),
    };
    let policies = work
        .all::<PolicyView>()
        .with(|policies| known_policies(policies));
    let content = form.asked_answers(&draft.answers, today);
    let earlier = work
        .all::<RecordView>()
        .with(|records| earlier_records(records, draft));
    let context = rules::Context {
        now: clock::now().civil(offset_minutes),
        earlier: &earlier,
        policies: (!policies.is_empty()).then_some(policies.as_slice()),
        ..rules::Context::complete(today, &catalogue)
    };
    let mut findings = kinds::check(draft.kind, &content, &context);
    let refused = work
        .outbox
        .with(|outbox| refused_findings(outbox, &draft.key, &draft.answers));
    findings.extend(refused);
    findings.retain(|finding| !rules::is_reasoned(finding, &draft.answers));
    findings.sort();
    findings.dedup();
    findings
}

/// Until the first exchange nothing is sold.
fn no_catalogue() -> Arc<Catalogue> {
    Arc::new(Catalogue {
        products: Vec::new(),
    })
}

fn known_policies(policies: &[PolicyView]) -> Vec<rules::KnownPolicy> {
    policies
        .iter()
        .cloned()
        .map(rules::KnownPolicy::from)
        .collect()
}

/// The agent's other records of this kind, as far as this one might repeat them.
fn earlier_records(records: &[RecordView], draft: &Draft) -> Vec<rules::EarlierRecord> {
    records
        .iter()
        .filter(|record| record.kind == draft.kind && record.record_id != draft.record_id)
        .filter_map(|record| {
            Some(rules::EarlierRecord {
                number: record.number.to_string(),
                key: kinds::duplicate_key(record.kind, &record.content)?,
            })
        })
        .collect()
}
