//! Other claims beside a claim report.

use crate::elsewhere::{found_beside, only, other};
use crate::good::{loss, today};
use chrono::TimeDelta;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::record::RecordKind;
use shared::rules::OtherRecord;

const KIND: RecordKind = RecordKind::LossNotice;

/// A claim report of that loss type under this policy, of a loss so many days ago.
fn claim(kind: &str, policy: &str, days_ago: i64) -> Answers {
    let day = today() - TimeDelta::days(days_ago);
    loss(kind)
        .with("policy.number", policy)
        .with("loss.occurred_at", &format!("{day}T08:30"))
}

fn beside(here: &Answers, there: &Answers) -> Vec<Finding> {
    found_beside(KIND, here, &[other("C-1", 0, KIND, there)])
}

/// The same person is insured.
fn of(person: &Answers, claim: &Answers) -> Answers {
    let parts = ["name", "identity_kind", "identity_number"];
    parts.iter().fold(claim.clone(), |claim, part| {
        let path = format!("insured.{part}");
        claim.with(&path, person.typed(&path))
    })
}

#[test]
fn another_claim_under_the_same_policy_is_found_however_its_number_was_typed() {
    let here = claim("hospital_stay", "PZ-2026-7", 1);
    let found = beside(&here, &claim("accident_outpatient", " pz-2026-7", 9));
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("other_claim_on_policy", "policy.number"));
    assert_eq!(finding.params["number"], "C-1");
    assert_eq!(finding.params["loss"], "accident_outpatient");
    let on = today() - TimeDelta::days(9);
    assert_eq!(finding.params["on"], on.to_string());
    assert_eq!(
        beside(&here, &claim("accident_outpatient", "PZ-2026-8", 9)),
        []
    );
}

#[test]
fn the_same_event_under_another_loss_type_is_found() {
    let here = claim("accident_outpatient", "P12345", 2);
    let found = beside(&here, &claim("disability", "P12345", 2));
    let (code, path, finding) = only(&found);
    assert_eq!(
        (code, path),
        ("event_claimed_otherwise", "loss.occurred_at")
    );
    assert_eq!(finding.params["loss"], "disability");
    // The same again is a duplicate, which says so itself.
    assert_eq!(beside(&here, &here), []);
}

#[test]
fn a_loss_after_a_reported_death_is_found_under_whatever_policy() {
    let death = claim("death", "P11111", 5);
    let ankle = of(&death, &claim("accident_outpatient", "P22222", 2));
    let found = beside(&ankle, &death);
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("loss_after_death", "loss.occurred_at"));
    assert_eq!(finding.params["number"], "C-1");
    let before = of(&death, &claim("accident_outpatient", "P22222", 7));
    assert_eq!(beside(&before, &death), []);
    let stranger = claim("hospital_stay", "P22222", 2);
    assert_eq!(beside(&stranger, &death), []);
    // Two policies pay for the same death.
    let again = of(&death, &claim("death", "P22222", 5));
    assert_eq!(beside(&again, &death), []);
}

#[test]
fn of_many_claims_the_newest_are_named() {
    let here = claim("hospital_stay", "P12345", 0);
    let others: Vec<OtherRecord> = (1..=7)
        .map(|days| {
            let there = claim("accident_outpatient", "P12345", days);
            other(&format!("C-{days}"), days, KIND, &there)
        })
        .collect();
    let found = found_beside(KIND, &here, &others);
    let numbers: Vec<&str> = found
        .iter()
        .map(|finding| &*finding.params["number"])
        .collect();
    assert_eq!(numbers, ["C-1", "C-2", "C-3", "C-4", "C-5"]);
}
