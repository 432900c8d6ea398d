//! Applicant and insured: who may insure whom (保险利益).

use super::{body, minor};
use crate::answers::{Answers, read};
use crate::finding::Finding;
use crate::form::person::{age_of, insured_prefix, is_minor};
use crate::identity::Sex;
use crate::rules::Context;

pub(super) fn check(answers: &Answers, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if is_minor(answers, "applicant", context.today) {
        findings.push(Finding::error("applicant_minor", "applicant.birth_date"));
    }
    let prefix = insured_prefix(answers);
    findings.extend(body::check(answers, prefix, context.today));
    if prefix == "insured" {
        findings.extend(same_person(answers));
        findings.extend(shared_mobile(answers));
        findings.extend(relation_and_ages(answers));
        findings.extend(spouses(answers, context));
        minor::check(answers, context, findings);
    }
}

fn same_person(answers: &Answers) -> Option<Finding> {
    let insured = read::identity(answers, "insured")?;
    let applicant = read::identity(answers, "applicant")?;
    applicant
        .is_same_person(&insured)
        .then(|| Finding::error("insured_is_applicant", "insured.relation"))
}

fn shared_mobile(answers: &Answers) -> Option<Finding> {
    let mobile: crate::contact::MobileNumber = read::parsed(answers, "insured.mobile")?;
    (read::parsed(answers, "applicant.mobile") == Some(mobile))
        .then(|| Finding::warning("mobile_shared", "insured.mobile"))
}

/// A child is born after its parent.
fn relation_and_ages(answers: &Answers) -> Option<Finding> {
    let applicant = read::birth_date(answers, "applicant")?;
    let insured = read::birth_date(answers, "insured")?;
    let (wrong, code) = match answers.get("insured.relation")? {
        "child" => (insured <= applicant, "child_not_younger"),
        "parent" => (insured >= applicant, "parent_not_older"),
        _ => return None,
    };
    wrong.then(|| Finding::error(code, "insured.relation"))
}

/// Civil Code, article 1047: men marry from 22, women from 20.
fn spouses(answers: &Answers, context: &Context<'_>) -> Vec<Finding> {
    if !answers.is("insured.relation", "spouse") {
        return Vec::new();
    }
    let too_young = |prefix| {
        let from = match read::sex(answers, prefix)? {
            Sex::Male => 22,
            Sex::Female => 20,
        };
        let young = age_of(answers, prefix, context.today)? < from;
        young.then(|| {
            Finding::warning("spouse_under_marriage_age", format!("{prefix}.birth_date"))
                .with("age", from)
        })
    };
    let unmarried = |prefix| {
        let path = format!("{prefix}.marital_status");
        let married = answers.get(&path)? == "married";
        (!married).then(|| Finding::warning("spouse_not_married", path))
    };
    ["applicant", "insured"]
        .into_iter()
        .flat_map(|prefix| [too_young(prefix), unmarried(prefix)])
        .flatten()
        .collect()
}
