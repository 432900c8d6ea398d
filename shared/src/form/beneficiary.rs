//! Who receives the death benefit (身故受益人): the same of an application and of a change of it.

use super::{ChoiceSet, Field, FieldKind, When, person};
use crate::answers::{Answers, read};

/// 受益方式: by law, or named.
pub const KIND: ChoiceSet = ChoiceSet {
    name: "beneficiary_kind",
    values: &["statutory", "named"],
};

/// By law, or named.
pub const KIND_FIELD: Field = Field::required(
    "beneficiary_kind",
    "beneficiary_kind",
    FieldKind::Choice(KIND),
);

/// Somebody is named.
pub const NAMED: When = When::Is("beneficiary_kind", "named");

/// Most that are named in one record.
pub const MOST: usize = 10;

/// What is asked of each.
pub const FIELDS: &[Field] = &[
    person::NAME,
    Field::required(
        "relation",
        "beneficiary.relation",
        FieldKind::Choice(person::RELATION_TO_INSURED),
    ),
    Field::required(
        "relation_details",
        "beneficiary.relation_details",
        FieldKind::Text(100),
    )
    .when(When::Is(".relation", "other")),
    person::SEX_FIELD,
    person::BIRTH_DATE,
    person::IDENTITY_KIND_FIELD,
    person::IDENTITY_NUMBER,
    Field::required("order", "beneficiary.order", whole("", 10)),
    Field::required("share", "beneficiary.share", whole("percent", 100)),
];

/// From 1 to `max`.
const fn whole(unit: &'static str, max: i64) -> FieldKind {
    FieldKind::Quantity {
        unit,
        min: 1,
        max,
        places: 0,
    }
}

/// How many are named.
pub(crate) fn count(answers: &Answers) -> usize {
    read::items(answers, "beneficiaries", MOST)
}
