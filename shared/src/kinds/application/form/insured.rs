//! The insured (被保险人): asked in full unless the applicant insures themselves.

use super::{integer, quantity};
use crate::answers::Answers;
use crate::form::person::{self, is_child, is_minor, may_work};
use crate::form::{ChoiceSet, Field, FieldKind, Page, When};
use chrono::NaiveDate;

/// 与投保人关系: what the insured is to the applicant (Insurance Law, article 31).
pub const RELATION: ChoiceSet = ChoiceSet {
    name: "relation",
    values: &["self", "spouse", "child", "parent", "other"],
};

/// What was asked of children, too, until it was seen that nobody can answer it of a child: their
/// records keep it, and an older build still sends it.
pub const ONCE_ASKED_OF_CHILDREN: [&str; 8] = [
    "insured.tax_residency",
    "insured.tax_residency_details",
    "insured.employer",
    "insured.occupation",
    "insured.occupation_class",
    "insured.annual_income",
    "health.smoking",
    "health.smoking_details",
];

fn is_no_child(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    !is_child(answers, prefix, today)
}

const ANOTHER_PERSON: When = When::IsNot("insured.relation", "self");

pub(super) const PAGES: &[Page] = &[
    Page::new(
        "insured_relation",
        "insured",
        &[
            Field::required("relation", "insured.relation", FieldKind::Choice(RELATION)),
            Field::required(
                "insurable_interest",
                "insured.insurable_interest",
                FieldKind::LongText(300),
            )
            .when(When::Is(".relation", "other")),
        ],
    ),
    Page::new("insured_identity", "insured", person::IDENTITY).when(ANOTHER_PERSON),
    Page::new("insured_person", "insured", person::PERSON)
        .when(When::All(&[ANOTHER_PERSON, When::Holds(is_no_child)])),
    Page::new("insured_contact", "insured", person::CONTACT_IF_ADULT).when(ANOTHER_PERSON),
    Page::new("insured_occupation", "insured", person::OCCUPATION)
        .when(When::All(&[ANOTHER_PERSON, When::Holds(may_work)])),
    Page::new(
        "insured_minor",
        "insured",
        &[Field::required(
            "other_death_benefit",
            "insured.other_death_benefit",
            FieldKind::Money,
        )],
    )
    .when(When::All(&[ANOTHER_PERSON, When::Holds(is_minor)])),
    Page::new(
        "insured_body",
        "insured",
        &[
            Field::required("height", "insured.height", integer("cm", 30, 250)).about_health(),
            Field::required("weight", "insured.weight", quantity("kg", 1, 300, 1)).about_health(),
        ],
    ),
];
