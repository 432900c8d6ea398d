//! The insured (被保险人): asked in full unless the applicant insures themselves.

use super::{integer, quantity};
use crate::form::person::{self, is_adult, is_minor};
use crate::form::{ChoiceSet, Field, FieldKind, Page, When};

/// 与投保人关系: what the insured is to the applicant (Insurance Law, article 31).
pub const RELATION: ChoiceSet = ChoiceSet {
    name: "relation",
    values: &["self", "spouse", "child", "parent", "other"],
};

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
    Page::new("insured_person", "insured", person::PERSON).when(ANOTHER_PERSON),
    Page::new(
        "insured_contact",
        "insured",
        &[person::MOBILE, person::EMAIL],
    )
    .when(When::All(&[ANOTHER_PERSON, When::Holds(is_adult)])),
    Page::new("insured_address", "insured", person::ADDRESS).when(ANOTHER_PERSON),
    Page::new("insured_occupation", "insured", person::OCCUPATION).when(ANOTHER_PERSON),
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
