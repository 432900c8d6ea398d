//! Complete service requests.

use super::draw::Draw;
use super::people::{bank_account, birth_between, mobile, person, tell};
use crate::answers::Answers;
use crate::kinds::form_of;
use crate::kinds::service_request::form::CHANGE;
use crate::record::RecordKind;
use chrono::NaiveDate;

/// A complete service request captured on `today` that the rules find nothing wrong with; what is changed
/// differs from seed to seed.
pub fn service_request(seed: u64, today: NaiveDate) -> Answers {
    let mut draw = Draw::new(seed ^ 0x5e_27);
    let mut answers = Answers::new();
    let female = draw.percent(50);
    let birth = birth_between(&mut draw, today, 25, 70);
    let policyholder = person(&mut draw, None, female, birth);
    let number = format!("P{:010}", draw.between(1, 999_999_999));
    answers.set("policy.number", number);
    policyholder.tell_identity(&mut answers, "applicant");
    answers.set("service.change", draw.word(CHANGE.values));
    policyholder.tell_rest(&mut answers, "changed", &mut draw, today);
    answers.set("changed.mobile", mobile(&mut draw));
    tell_beneficiary(&mut answers, &mut draw, today);
    let account = bank_account(&mut draw);
    tell(
        &mut answers,
        "payment",
        &[
            ("bank", "icbc"),
            ("account_number", &account),
            ("account_holder", &policyholder.name),
        ],
    );
    for consent in [
        "privacy_notice",
        "truthfulness",
        "insured_agrees",
        "direct_debit",
    ] {
        answers.set(format!("consents.{consent}"), "yes");
    }
    form_of(RecordKind::ServiceRequest).asked_answers(&answers, today)
}

/// A grown-up child receives everything.
fn tell_beneficiary(answers: &mut Answers, draw: &mut Draw, today: NaiveDate) {
    let female = draw.percent(50);
    let birth = birth_between(draw, today, 18, 24);
    let child = person(draw, None, female, birth);
    answers.set("beneficiary_kind", "named");
    child.tell_identity(answers, "beneficiaries.0");
    tell(
        answers,
        "beneficiaries.0",
        &[("relation", "child"), ("order", "1"), ("share", "100")],
    );
}
