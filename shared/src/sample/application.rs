//! Complete applications.

use super::draw::Draw;
use super::people::{Person, bank_account, birth_between, family_name, person, tell};
use super::product::tell_product;
use crate::answers::Answers;
use crate::form::person::{insured_prefix, is_child};
use crate::kinds::application::rules::product::insured;
use crate::kinds::application::rules::suitability::yearly_premium;
use crate::kinds::form_of;
use crate::money::Money;
use crate::product::Catalogue;
use crate::record::RecordKind;
use crate::time::age_at;
use chrono::NaiveDate;

/// A complete application captured on `today` that the rules find nothing wrong with: applicants,
/// insured persons, beneficiaries, products and riders differ from seed to seed.
pub fn application(seed: u64, today: NaiveDate, catalogue: &Catalogue) -> Answers {
    let mut draw = Draw::new(seed);
    let mut answers = Answers::new();
    tell_people(&mut answers, &mut draw, today);
    tell_health(&mut answers, &mut draw, today);
    tell_product(&mut answers, &mut draw, today, catalogue);
    tell_needs(&mut answers, &mut draw);
    tell_payment(&mut answers, &mut draw);
    tell_consents(&mut answers, today);
    form_of(RecordKind::Application).asked_answers(&answers, today)
}

fn tell_people(answers: &mut Answers, draw: &mut Draw, today: NaiveDate) {
    let family = family_name(draw);
    let female = draw.percent(50);
    let relation = draw.word(&["self", "self", "spouse", "child", "child", "parent"]);
    let oldest = if relation == "parent" { 36 } else { 54 };
    let birth = birth_between(draw, today, 24, oldest);
    let applicant = person(draw, Some(family), female, birth);
    applicant.tell_identity(answers, "applicant");
    applicant.tell_rest(answers, "applicant", draw, today);
    let married = relation == "spouse" || draw.percent(70);
    applicant.tell_adult_life(answers, "applicant", draw, married);
    answers.set("insured.relation", relation);
    if relation != "self" {
        tell_insured(answers, draw, today, &applicant, relation, family);
    }
    tell_body(answers, draw, today);
    tell_beneficiaries(answers, draw, today, &applicant, family);
}

fn tell_insured(
    answers: &mut Answers,
    draw: &mut Draw,
    today: NaiveDate,
    applicant: &Person,
    relation: &str,
    family: &str,
) {
    let age = u32::from(age_at(applicant.birth, today).unwrap_or_default());
    let (from, to, female) = match relation {
        "child" => (0, (age - 22).min(17), draw.percent(50)),
        "parent" => (age + 21, age + 24, draw.percent(50)),
        _ => (23, 54, !applicant.female),
    };
    let birth = birth_between(draw, today, from, to);
    let other = person(draw, Some(family), female, birth);
    other.tell_identity(answers, "insured");
    other.tell_rest(answers, "insured", draw, today);
    other.tell_adult_life(answers, "insured", draw, true);
    if relation == "child" {
        tell(
            answers,
            "insured",
            &[
                ("occupation", "学龄前儿童、学生"),
                ("occupation_class", "1"),
                ("annual_income", "0.00"),
                ("other_death_benefit", "0.00"),
            ],
        );
    }
}

fn tell_body(answers: &mut Answers, draw: &mut Draw, today: NaiveDate) {
    let birth = insured(answers).map(|insured| insured.birth_date);
    let age = birth.and_then(|birth| age_at(birth, today)).unwrap_or(30);
    let grown = u32::from(age.min(18));
    let height = 55 + grown * 6 + draw.between(0, 12);
    // A body mass index of 17 to 23.
    let weight = height * height * draw.between(17, 23) / 10_000;
    answers.set("insured.height", height.to_string());
    answers.set("insured.weight", weight.to_string());
}

fn tell_beneficiaries(
    answers: &mut Answers,
    draw: &mut Draw,
    today: NaiveDate,
    applicant: &Person,
    family: &str,
) {
    let named = draw.percent(60);
    answers.set(
        "beneficiary_kind",
        if named { "named" } else { "statutory" },
    );
    if !named {
        return;
    }
    let count = draw.between(1, 3);
    for number in 0..count {
        let female = draw.percent(50);
        let birth = birth_between(draw, today, 20, 75);
        let one = person(draw, Some(family), female, birth);
        let prefix = format!("beneficiaries.{number}");
        one.tell_identity(answers, &prefix);
        let share = if number + 1 == count {
            100 - 100 / count * number
        } else {
            100 / count
        };
        tell(
            answers,
            &prefix,
            &[
                ("relation", "sibling"),
                ("order", "1"),
                ("share", &share.to_string()),
            ],
        );
    }
    if !answers.is("insured.relation", "self") && count == 1 {
        applicant.tell_identity(answers, "beneficiaries.0");
        let relation = match answers.get("insured.relation") {
            Some("child") => "parent",
            Some("parent") => "child",
            _ => "spouse",
        };
        answers.set("beneficiaries.0.relation", relation);
    }
}

fn tell_health(answers: &mut Answers, draw: &mut Draw, today: NaiveDate) {
    let asked = form_of(RecordKind::Application).asked(answers, today);
    // A child is not asked whether it smokes; the draw is spent, so that a seed keeps its people.
    if is_child(answers, insured_prefix(answers), today) {
        draw.percent(4);
    }
    for placed in asked
        .iter()
        .filter(|placed| placed.path.starts_with("health."))
    {
        let yes = draw.percent(4);
        answers.set(&placed.path, if yes { "yes" } else { "no" });
        if yes {
            let details = format!("{}_details", placed.path);
            answers.set(details, "2021年体检发现，门诊复查正常，目前无不适");
        }
    }
}

/// Needs, budget and income that the premium fits into.
fn tell_needs(answers: &mut Answers, draw: &mut Draw) {
    let yearly = yearly_premium(answers).unwrap_or_default();
    let income: Money = answers
        .get("applicant.annual_income")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default();
    let enough = Money::from_fen(yearly.fen() * 6);
    answers.set("applicant.annual_income", income.max(enough).to_string());
    let purpose = draw.word(&["family_protection", "illness", "accident", "retirement"]);
    let held = draw.between(0, 30) * 10_000;
    let gap = draw.between(5, 200) * 10_000;
    tell(
        answers,
        "needs",
        &[
            ("purpose", purpose),
            ("dependants", &draw.between(0, 4).to_string()),
            ("budget", &Money::from_fen(yearly.fen() * 2).to_string()),
            ("premium_source", "salary"),
            ("cover_wanted", &format!("{}.00", held + gap)),
            ("cover_held", &format!("{held}.00")),
            ("protection_gap", &format!("{gap}.00")),
        ],
    );
    for question in 1..=6 {
        let answer = draw.word(&["c", "d", "e"]);
        answers.set(format!("risk.q{question}"), answer);
    }
}

fn tell_payment(answers: &mut Answers, draw: &mut Draw) {
    let holder = answers.typed("applicant.name").to_owned();
    tell(
        answers,
        "payment",
        &[
            (
                "bank",
                draw.word(&["icbc", "ccb", "abc", "boc", "cmb", "psbc"]),
            ),
            ("account_number", &bank_account(draw)),
            ("account_holder", &holder),
            ("renewal_method", "direct_debit"),
        ],
    );
}

fn tell_consents(answers: &mut Answers, today: NaiveDate) {
    tell(
        answers,
        "consents",
        &[("privacy_notice", "yes"), ("truthfulness", "yes")],
    );
    tell(
        answers,
        "disclosure",
        &[
            ("shown_licence", "yes"),
            ("shown_insurers", "yes"),
            ("shown_remuneration", "yes"),
            ("shown_at", &format!("{today}T09:30")),
        ],
    );
}
