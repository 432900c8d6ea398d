//! A service request against the policy that it names.

use crate::elsewhere::only;
use crate::good::{at_desk, catalogue, service, today};
use crate::names;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::kinds::{check, duplicate_key};
use shared::record::RecordKind;
use shared::rules::{Context, KnownPolicy, Service};

fn found(answers: &Answers, book: &[KnownPolicy], is_at_desk: bool) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.policies = Some(book);
    context.desk = is_at_desk.then(|| at_desk(today()));
    check(RecordKind::ServiceRequest, answers, &context)
}

/// The policy of this request, with somebody else insured.
fn policy(answers: &Answers) -> KnownPolicy {
    KnownPolicy {
        number: answers.typed("policy.number").to_owned(),
        applicant: answers.typed("applicant.name").to_owned(),
        insured: "欧阳锋锋".to_owned(),
        from: "2020-01-01".parse().unwrap(),
        until: None,
        insured_identity_number: "11010519491231002X".to_owned(),
        product: "TL-A".to_owned(),
        sum_insured: None,
        in_force: true,
        served_by_another: None,
    }
}

#[test]
fn only_the_policyholder_of_the_book_asks() {
    for change in ["address", "telephone", "beneficiary", "payment"] {
        let answers = service(change);
        let policy = policy(&answers);
        assert_eq!(found(&answers, std::slice::from_ref(&policy), false), []);
        assert_eq!(found(&answers, std::slice::from_ref(&policy), true), []);
        let of_another = KnownPolicy {
            applicant: "欧阳锋锋".to_owned(),
            ..policy
        };
        let differs = found(&answers, &[of_another], false);
        let (code, path, _) = only(&differs);
        assert_eq!((code, path), ("policyholder_differs", "applicant.name"));
        let unknown = found(&answers, &[], false);
        assert_eq!(only(&unknown).0, "policy_unknown");
    }
}

#[test]
fn nobody_receives_what_is_paid_on_their_own_death() {
    let number = "beneficiaries.0.identity_number";
    let answers = service("beneficiary").with(number, "11010519491231002X");
    let insured = KnownPolicy {
        insured_identity_number: " 11010519491231002x".to_owned(),
        ..policy(&answers)
    };
    let found = found(&answers, &[insured], false);
    assert!(names(
        &found,
        "beneficiary_is_insured",
        "beneficiaries.0.relation"
    ));
}

#[test]
fn the_desk_is_told_of_a_policy_that_ended_or_that_another_serves() {
    let answers = service("address");
    let ended = KnownPolicy {
        in_force: false,
        ..policy(&answers)
    };
    let there = found(&answers, std::slice::from_ref(&ended), true);
    assert_eq!(only(&there).0, "service_policy_not_in_force");
    assert_eq!(found(&answers, &[ended], false), []);
    let of_another = KnownPolicy {
        served_by_another: Some(Service {
            agent: "黄磊".to_owned(),
            reporter: "王芳".to_owned(),
        }),
        ..policy(&answers)
    };
    let there = found(&answers, &[of_another], true);
    assert_eq!(only(&there).0, "policy_of_another_agent");
}

#[test]
fn the_same_change_asked_for_again_repeats_and_another_one_does_not() {
    let key = |answers: &Answers| duplicate_key(RecordKind::ServiceRequest, answers);
    for change in ["address", "telephone", "beneficiary", "payment"] {
        let answers = service(change);
        assert!(key(&answers).is_some(), "{change}");
    }
    let moved = service("address");
    let again = moved.clone().with("changed.address", "漕溪北路88号");
    assert_ne!(key(&moved), key(&again));
}
