//! The health declaration (健康告知): each yes wants details.

use crate::answers::Answers;
use crate::form::person::{age_of, insured_prefix, is_child};
use crate::form::{Field, FieldKind, Page, When};
use chrono::NaiveDate;

macro_rules! declaration {
    ($name:literal) => {
        Field::required($name, concat!("health.", $name), FieldKind::YesNo).about_health()
    };
}

macro_rules! details {
    ($name:literal) => {
        details!($name, When::Always)
    };
    ($name:literal, $asked:expr) => {
        Field::required(
            concat!($name, "_details"),
            "health.details",
            FieldKind::LongText(500),
        )
        .when(When::All(&[$asked, When::Is(concat!(".", $name), "yes")]))
        .about_health()
    };
}

pub(super) const PAGES: &[Page] = &[
    Page::new(
        "health_habits",
        "health",
        &[
            declaration!("smoking").when(When::Holds(insured_is_no_child)),
            details!("smoking", When::Holds(insured_is_no_child)),
            declaration!("drinking"),
            details!("drinking"),
            declaration!("dangerous_activity"),
            details!("dangerous_activity"),
        ],
    ),
    Page::new(
        "health_recent",
        "health",
        &[
            declaration!("symptoms"),
            details!("symptoms"),
            declaration!("medication"),
            details!("medication"),
            declaration!("hospital_stay"),
            details!("hospital_stay"),
        ],
    ),
    Page::new(
        "health_illness",
        "health",
        &[
            declaration!("heart_or_blood_pressure"),
            details!("heart_or_blood_pressure"),
            declaration!("diabetes_or_endocrine"),
            details!("diabetes_or_endocrine"),
            declaration!("tumour"),
            details!("tumour"),
            declaration!("lung_liver_kidney"),
            details!("lung_liver_kidney"),
            declaration!("mental_or_nervous"),
            details!("mental_or_nervous"),
            declaration!("disability"),
            details!("disability"),
        ],
    ),
    Page::new(
        "health_woman",
        "health",
        &[
            declaration!("pregnancy"),
            details!("pregnancy"),
            declaration!("breast_or_womb"),
            details!("breast_or_womb"),
        ],
    )
    .when(When::Holds(insured_is_a_woman)),
    Page::new(
        "health_infant",
        "health",
        &[
            declaration!("premature_birth"),
            details!("premature_birth"),
            declaration!("congenital"),
            details!("congenital"),
        ],
    )
    .when(When::Holds(insured_is_an_infant)),
    Page::new(
        "health_history",
        "health",
        &[
            declaration!("family_history"),
            details!("family_history"),
            declaration!("declined_before"),
            details!("declined_before"),
            declaration!("claimed_before"),
            details!("claimed_before"),
        ],
    ),
];

/// Women from this age are asked about pregnancy.
const WOMAN_AGE: u8 = 16;
/// Children up to this age are asked about their birth.
const INFANT_AGE: u8 = 2;

fn insured_is_no_child(answers: &Answers, _: &str, today: NaiveDate) -> bool {
    !is_child(answers, insured_prefix(answers), today)
}

fn insured_is_a_woman(answers: &Answers, _: &str, today: NaiveDate) -> bool {
    let insured = insured_prefix(answers);
    answers.is(&format!("{insured}.sex"), "female")
        && age_of(answers, insured, today).is_some_and(|age| age >= WOMAN_AGE)
}

fn insured_is_an_infant(answers: &Answers, _: &str, today: NaiveDate) -> bool {
    age_of(answers, insured_prefix(answers), today).is_some_and(|age| age <= INFANT_AGE)
}
