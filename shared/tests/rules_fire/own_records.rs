//! What our own records say of the insured, above all where an answer says otherwise.

use crate::elsewhere::{found_beside, only, other};
use crate::good::{at_desk, catalogue, good, loss, today};
use chrono::TimeDelta;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::kinds::check;
use shared::reason::ReasonCodes;
use shared::record::RecordKind;
use shared::rules::{Context, Decided, KnownPolicy, OtherRecord};
use shared::setting::Setting;

const APPLICATION: RecordKind = RecordKind::Application;
const CLAIM: RecordKind = RecordKind::LossNotice;

fn rejected(other: OtherRecord, reason: &str, days_ago: i64) -> OtherRecord {
    let codes = ReasonCodes::as_delivered().unwrap();
    let meant = ReasonCodes::named(&codes, reason, today());
    OtherRecord {
        decided: Some(Decided::Rejected {
            reason: reason.to_owned(),
            declines: meant.is_some_and(|reason| reason.declines),
            on: today() - TimeDelta::days(days_ago),
        }),
        ..other
    }
}

fn accepted(other: OtherRecord) -> OtherRecord {
    OtherRecord {
        decided: Some(Decided::Accepted),
        ..other
    }
}

/// A claim report with the insured of this application.
fn claim_of(application: &Answers, kind: &str) -> Answers {
    let insured = match application.is("insured.relation", "self") {
        true => "applicant",
        false => "insured",
    };
    let parts = ["name", "identity_kind", "identity_number"];
    parts.iter().fold(loss(kind), |claim, part| {
        let text = application.typed(&format!("{insured}.{part}"));
        claim.with(&format!("insured.{part}"), text)
    })
}

#[test]
fn a_life_refused_before_does_not_come_back_as_never_declined() {
    let (_, own) = good("own");
    assert!(own.is("health.declined_before", "no"));
    let before = other("A-1", 30, APPLICATION, &own);
    assert_eq!(
        found_beside(APPLICATION, &own, std::slice::from_ref(&before)),
        []
    );
    let refused = rejected(before.clone(), "health_not_accepted", 25);
    let found = found_beside(APPLICATION, &own, std::slice::from_ref(&refused));
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("refusal_denied", "health.declined_before"));
    assert_eq!(finding.params["number"], "A-1");
    assert_eq!(finding.params["reason"], "health_not_accepted");
    let on = today() - TimeDelta::days(25);
    assert_eq!(finding.params["on"], on.to_string());

    let said = own
        .clone()
        .with("health.declined_before", "yes")
        .with("health.declined_before_details", "健康原因");
    let found = found_beside(APPLICATION, &said, &[refused]);
    assert_eq!(only(&found).0, "refused_here");
}

#[test]
fn what_nobody_could_have_answered_is_told_without_reproach() {
    let (_, own) = good("own");
    let before = other("A-1", 30, APPLICATION, &own);
    for refused in [
        rejected(before.clone(), "client_declined", 25),
        rejected(before, "health_not_accepted", -1),
    ] {
        let found = found_beside(APPLICATION, &own, &[refused]);
        assert_eq!(only(&found).0, "refused_here");
    }
}

#[test]
fn only_what_became_of_the_same_insured_counts() {
    let (_, spouse) = good("spouse");
    let insured = spouse.typed("insured.identity_number").to_owned();
    let (_, own) = good("own");
    let refused = rejected(other("A-1", 30, APPLICATION, &spouse), "not_insurable", 25);
    assert_eq!(
        found_beside(APPLICATION, &own, std::slice::from_ref(&refused)),
        []
    );
    let theirs = own
        .with(
            "applicant.identity_kind",
            spouse.typed("insured.identity_kind"),
        )
        .with("applicant.identity_number", &insured);
    let found = found_beside(APPLICATION, &theirs, &[refused]);
    assert!(found.iter().any(|it| it.code.as_str() == "refusal_denied"));
}

#[test]
fn a_claim_of_the_insured_contradicts_no_earlier_claims() {
    let (_, own) = good("own");
    assert!(own.is("health.claimed_before", "no"));
    let claim = claim_of(&own, "critical_illness");
    let claimed = other("C-1", 3, CLAIM, &claim);
    let found = found_beside(APPLICATION, &own, std::slice::from_ref(&claimed));
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("claim_denied", "health.claimed_before"));
    assert_eq!(finding.params["number"], "C-1");
    assert_eq!(finding.params["loss"], "critical_illness");

    let said = own
        .clone()
        .with("health.claimed_before", "yes")
        .with("health.claimed_before_details", "心肌梗死");
    assert_eq!(
        only(&found_beside(APPLICATION, &said, &[claimed])).0,
        "claimed_here"
    );
    let later = other("C-1", -1, CLAIM, &claim);
    assert_eq!(
        only(&found_beside(APPLICATION, &own, &[later])).0,
        "claimed_here"
    );
    let car = other("C-1", 3, CLAIM, &claim_of(&own, "motor"));
    assert_eq!(found_beside(APPLICATION, &own, &[car]), []);
    let stranger = other("C-1", 3, CLAIM, &loss("critical_illness"));
    assert_eq!(found_beside(APPLICATION, &own, &[stranger]), []);
}

#[test]
fn a_claim_names_the_applications_for_its_insured() {
    let (_, own) = good("own");
    let claim = claim_of(&own, "critical_illness");
    let applies = ["A-1", "A-2"].map(|number| other(number, 9, APPLICATION, &own));
    let found = found_beside(CLAIM, &claim, &applies);
    let (code, path, finding) = only(&found);
    assert_eq!(
        (code, path),
        ("claimant_applies", "insured.identity_number")
    );
    assert_eq!(
        (&*finding.params["n"], &*finding.params["numbers"]),
        ("2", "A-1 · A-2")
    );
    let long_ago = other("A-1", 181, APPLICATION, &own);
    assert_eq!(found_beside(CLAIM, &claim, &[long_ago]), []);
}

fn with_book(answers: &Answers, book: &[KnownPolicy]) -> Vec<Finding> {
    let mut context = Context::complete(today(), catalogue());
    context.desk = Some(at_desk(today()));
    context.policies = Some(book);
    let mut found = check(APPLICATION, answers, &context);
    found.retain(|finding| finding.code.as_str() == "cover_held_denied");
    found
}

#[test]
fn cover_that_we_hold_contradicts_none_held() {
    let (_, own) = good("own");
    let wanted = own.typed("needs.cover_wanted").to_owned();
    let none = own
        .with("needs.cover_held", "0")
        .with("needs.protection_gap", &wanted);
    let taken_on = accepted(other("A-1", 30, APPLICATION, &none));
    let found = found_beside(APPLICATION, &none, std::slice::from_ref(&taken_on));
    let (code, path, finding) = only(&found);
    assert_eq!((code, path), ("cover_held_denied", "needs.cover_held"));
    assert_eq!(finding.params["numbers"], "A-1");
    let some = none.clone().with("needs.cover_held", "50000");
    assert_eq!(found_beside(APPLICATION, &some, &[taken_on]), []);

    let policy = KnownPolicy {
        applicant: "王芳".to_owned(),
        number: "P12345".to_owned(),
        insured: none.typed("applicant.name").to_owned(),
        from: "2020-01-01".parse().unwrap(),
        until: None,
        insured_identity_number: none.typed("applicant.identity_number").to_owned(),
        product: "TL-A".to_owned(),
        sum_insured: None,
        in_force: true,
        served_by_another: None,
    };
    let found = with_book(&none, std::slice::from_ref(&policy));
    assert_eq!(only(&found).2.params["numbers"], "P12345");
    let ended = KnownPolicy {
        in_force: false,
        ..policy.clone()
    };
    let of_another = KnownPolicy {
        insured_identity_number: "11010519491231002X".to_owned(),
        ..policy
    };
    assert_eq!(with_book(&none, &[ended, of_another]), []);
}
