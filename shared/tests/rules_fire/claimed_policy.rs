//! A claim report against the policy that it names.

use crate::elsewhere::only;
use crate::good::{at_desk, catalogue, loss, today};
use crate::names;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::form::FieldKind;
use shared::kinds::check;
use shared::kinds::form_of;
use shared::money::Money;
use shared::product::{LossKind, PaidLosses};
use shared::record::RecordKind;
use shared::rules::{Context, KnownPolicy, Service};

/// What the agent's phone finds.
fn found_on_phone(answers: &Answers, book: &[KnownPolicy]) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.policies = Some(book);
    check(RecordKind::LossNotice, answers, &context)
}

/// What the desk finds.
fn found_at_desk(answers: &Answers, book: &[KnownPolicy]) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.policies = Some(book);
    context.desk = Some(at_desk(today()));
    check(RecordKind::LossNotice, answers, &context)
}

/// The policy of this claim report, of this product.
fn policy(answers: &Answers, product: &str) -> KnownPolicy {
    KnownPolicy {
        applicant: "王芳".to_owned(),
        number: answers.typed("policy.number").to_owned(),
        insured: answers.typed("insured.name").to_owned(),
        from: "2020-01-01".parse().unwrap(),
        until: None,
        insured_identity_number: answers.typed("insured.identity_number").to_owned(),
        product: product.to_owned(),
        sum_insured: Some(Money::from_yuan(1_000_000)),
        in_force: true,
        served_by_another: None,
    }
}

#[test]
fn a_loss_is_compared_with_the_client_book() {
    let answers = loss("motor");
    let policy = policy(&answers, "");
    let found = |change: fn(&mut KnownPolicy)| {
        let mut policy = policy.clone();
        change(&mut policy);
        found_on_phone(&answers, &[policy])
    };
    assert_eq!(found(|_| {}), []);
    let unknown = found(|policy| policy.number = "P0".to_owned());
    assert!(names(&unknown, "policy_unknown", "policy.number"));
    let mistyped = answers.clone().with("policy.number", "P0977/166066");
    let mistyped = found_on_phone(&mistyped, std::slice::from_ref(&policy));
    assert!(names(&mistyped, "policy_number_invalid", "policy.number"));
    assert!(!names(&mistyped, "policy_unknown", "policy.number"));
    let number = answers.get("policy.number").unwrap().to_lowercase();
    let (front, rest) = number.split_at(3);
    let grouped = format!(" {front} {rest}-");
    let grouped = answers.clone().with("policy.number", &grouped);
    assert_eq!(found_on_phone(&grouped, std::slice::from_ref(&policy)), []);
    let another = found(|policy| policy.insured = "欧阳锋锋".to_owned());
    assert!(names(&another, "policy_insured_differs", "insured.name"));
    let over = found(|policy| policy.until = "2021-01-01".parse().ok());
    assert!(names(&over, "loss_outside_cover", "loss.occurred_at"));
}

#[test]
fn the_desk_is_told_who_serves_the_policy_and_the_agent_that_the_office_looks() {
    let answers = loss("death");
    let at_desk = found_at_desk(&answers, &[]);
    let (code, path, _) = only(&at_desk);
    assert_eq!((code, path), ("policy_nowhere", "policy.number"));
    assert!(!names(&at_desk, "policy_unknown", "policy.number"));

    let mut policy = policy(&answers, "AC-A");
    assert_eq!(found_at_desk(&answers, &[policy.clone()]), []);
    policy.served_by_another = Some(Service {
        agent: "黄磊".to_owned(),
        reporter: "王芳".to_owned(),
    });
    let found = found_at_desk(&answers, &[policy.clone()]);
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("policy_of_another_agent", "policy.number"));
    assert_eq!(
        (&*finding.params["agent"], &*finding.params["reporter"]),
        ("黄磊", "王芳")
    );

    policy.served_by_another = None;
    policy.in_force = false;
    let found = found_at_desk(&answers, &[policy]);
    assert_eq!(only(&found).0, "policy_not_in_force");
}

#[test]
fn an_estimate_above_the_sum_insured_is_found() {
    let answers = loss("death").with("loss.estimate", "100000.01");
    let mut policy = policy(&answers, "TL-A");
    policy.sum_insured = Some(Money::from_yuan(100_000));
    let found = found_at_desk(&answers, &[policy.clone()]);
    let (code, path, finding) = only(&found);
    assert_eq!(
        (code, path),
        ("estimate_above_sum_insured", "loss.estimate")
    );
    assert_eq!(finding.params["sum"], "100000.00");
    assert_eq!(found_on_phone(&answers, &[policy.clone()]), []);
    let within = answers.with("loss.estimate", "100000");
    assert_eq!(found_at_desk(&within, &[policy.clone()]), []);
    policy.sum_insured = None;
    assert_eq!(
        found_at_desk(&within.with("loss.estimate", "9000000"), &[policy]),
        []
    );
}

#[test]
fn a_loss_that_the_main_product_does_not_pay_for_is_found() {
    for (product, kind, is_paid) in [
        ("AC-A", "critical_illness", false),
        ("AC-A", "accident_outpatient", true),
        ("AC-A", "disability", true),
        ("AC-A", "death", true),
        ("AC-A", "other", true),
        ("CI-A", "critical_illness", true),
        ("CI-A", "accident_outpatient", false),
        ("MD-A", "hospital_stay", true),
        ("MD-A", "property", false),
        ("TL-A", "death", true),
        ("TL-A", "hospital_stay", false),
        ("AN-A", "disability", false),
        // Whatever another insurer calls it.
        ("MOTOR-1", "motor", true),
    ] {
        let answers = loss(kind);
        let found = found_at_desk(&answers, &[policy(&answers, product)]);
        let is_found = names(&found, "loss_not_covered", "loss.kind");
        assert_eq!(is_found, !is_paid, "{kind} under {product}: {found:#?}");
    }
    let answers = loss("critical_illness");
    let found = found_at_desk(&answers, &[policy(&answers, "AC-A")]);
    let (_, _, finding) = only(&found);
    assert_eq!(finding.params["product"], "AC-A");
}

#[test]
fn what_a_product_pays_for_is_what_the_catalogue_says() {
    let answers = loss("motor");
    let book = [policy(&answers, "AC-A")];
    let found = |pays_for: Option<PaidLosses>| {
        let mut catalogue = catalogue().clone();
        for product in &mut catalogue.products {
            product.pays_for.clone_from(&pays_for);
        }
        let mut context = Context::complete(today(), &catalogue);
        context.policies = Some(&book);
        context.desk = Some(at_desk(today()));
        let found = check(RecordKind::LossNotice, &answers, &context);
        names(&found, "loss_not_covered", "loss.kind")
    };
    let only = |kind| {
        Some(PaidLosses {
            losses: [kind].into(),
            accidents_only: false,
        })
    };
    assert!(found(only(LossKind::Death)));
    assert!(!found(only(LossKind::Motor)));
    assert!(!found(None), "nothing is known");
}

#[test]
fn claim_reports_and_products_name_the_same_losses() {
    let field = form_of(RecordKind::LossNotice).field_at("loss.kind");
    let FieldKind::Choice(offered) = field.unwrap().kind else {
        panic!("a choice");
    };
    let of_products = LossKind::ALL.map(LossKind::as_str);
    let offered = offered.values.iter().filter(|name| **name != "other");
    assert!(offered.eq(of_products.iter()));
}

#[test]
fn an_illness_under_an_accident_policy_is_found() {
    let found = |kind: &str, path: &str, said: &str, product: &str| {
        let answers = loss(kind).with(path, said);
        let found = found_at_desk(&answers, &[policy(&answers, product)]);
        names(&found, "illness_not_covered", path)
    };
    let stay = |said: &str| found("hospital_stay", "loss.diagnosis", said, "AC-A");
    assert!(stay("肺炎"));
    assert!(stay("急性阑尾炎"));
    assert!(stay("Pneumonia"));
    for injury in [
        "右桡骨远端骨折",
        "跟腱断裂",
        "头皮裂伤",
        "Fracture of the wrist",
    ] {
        assert!(!stay(injury), "{injury}");
    }
    let death = |said: &str| found("death", "loss.death_cause", said, "AC-A");
    assert!(death("illness"));
    assert!(!death("accident"));
    assert!(!death("unknown"));
    assert!(!found("hospital_stay", "loss.diagnosis", "肺炎", "MD-A"));
}
