//! People who are known already and can be taken again in one tap: those of this form, and those of
//! earlier applications of the same applicant.

use super::{Found, Source};
use crate::store::Prefilled;
use shared::answers::{Answers, read};
use shared::form::beneficiary;
use shared::identity::Identity;
use shared::record::RecordKind;

/// What makes a person, on whichever page they are asked for.
const ABOUT: [&str; 5] = [
    "name",
    "identity_kind",
    "identity_number",
    "sex",
    "birth_date",
];

/// Somebody who can be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Their name.
    pub name: String,
    /// What they are here, as far as they are in this form.
    pub path: Option<&'static str>,
    /// What is known of them, by the names of the fields.
    about: Vec<(&'static str, String)>,
}

/// Who may be the person under `prefix`: only where one is asked for who may be somebody known, and not
/// those who are in the form where they are asked for.
pub fn household(
    kind: RecordKind,
    prefix: &str,
    answers: &Answers,
    earlier: &[Answers],
) -> Vec<Offered> {
    let is_beneficiary = prefix.starts_with("beneficiaries.");
    let is_asked = kind == RecordKind::Application && (is_beneficiary || prefix == "insured");
    let is_empty = answers.get(&format!("{prefix}.identity_number")).is_none();
    if !is_asked || !is_empty {
        return Vec::new();
    }
    let mut there: Vec<Identity> = ["applicant", "insured"]
        .iter()
        .filter_map(|person| read::identity(answers, person))
        .collect();
    there.extend((0..answers.items("beneficiaries")).filter_map(|number| {
        let person = format!("beneficiaries.{number}");
        read::identity(answers, &person).filter(|_| is_beneficiary)
    }));
    let mut offered: Vec<Offered> = Vec::new();
    // The applicant insures somebody else, and may be paid for it.
    if is_beneficiary && !answers.is("insured.relation", "self") {
        let taken = (0..answers.items("beneficiaries")).any(|number| {
            let person = format!("beneficiaries.{number}");
            is_same(answers, &person, "applicant")
        });
        offered.extend(
            person(answers, "applicant")
                .filter(|_| !taken)
                .map(|it| Offered {
                    path: Some("applicant"),
                    ..it
                }),
        );
    }
    let Some(applicant) = read::identity(answers, "applicant") else {
        return offered;
    };
    for record in earlier.iter().filter(|record| {
        read::identity(record, "applicant").is_some_and(|was| was.is_same_person(&applicant))
    }) {
        for path in people_of(record) {
            let Some(identity) = read::identity(record, &path) else {
                continue;
            };
            if !there.iter().any(|known| known.is_same_person(&identity)) {
                offered.extend(person(record, &path));
                there.push(identity);
            }
        }
    }
    offered
}

fn people_of(record: &Answers) -> impl Iterator<Item = String> {
    let beneficiaries = record.items("beneficiaries").min(beneficiary::MOST);
    let beneficiaries = (0..beneficiaries).map(|number| format!("beneficiaries.{number}"));
    core::iter::once("insured".to_owned()).chain(beneficiaries)
}

fn is_same(answers: &Answers, one: &str, other: &str) -> bool {
    let identity = |person| read::identity(answers, person);
    match (identity(one), identity(other)) {
        (Some(one), Some(other)) => one.is_same_person(&other),
        _ => false,
    }
}

fn person(answers: &Answers, path: &str) -> Option<Offered> {
    let told = |name: &'static str| {
        let answer = answers.get(&format!("{path}.{name}"))?;
        Some((name, answer.to_owned()))
    };
    Some(Offered {
        name: answers.get(&format!("{path}.name"))?.to_owned(),
        path: None,
        about: ABOUT.into_iter().filter_map(told).collect(),
    })
}

/// Takes somebody: of this form, from now on with every correction; of an earlier one, as they were.
pub fn takes(prefix: &str, offered: &Offered, prefilled: &mut Prefilled, answers: &mut Answers) {
    for (name, answer) in &offered.about {
        let path = format!("{prefix}.{name}");
        match offered.path {
            Some(_) => {
                prefilled.forget(&path);
                answers.remove(&path);
            }
            None => {
                prefilled.type_at(&path);
                answers.set(path, answer);
            }
        }
    }
    if let Some(path) = offered.path {
        prefilled.take_person(prefix, path);
    }
}

/// The person under `prefix` is the one under `other`.
pub(super) fn suggest(found: &mut Found<'_>, prefix: &str, other: &str) {
    for name in ABOUT {
        let (from, to) = (format!("{other}.{name}"), format!("{prefix}.{name}"));
        found.copy(&from, &to, Source::Applicant);
    }
    let relation = match found.answers.get("insured.relation") {
        Some("child") => "parent",
        Some("parent") => "child",
        Some("spouse") => "spouse",
        _ => return,
    };
    found.suggest(format!("{prefix}.relation"), relation, Source::Applicant);
}
