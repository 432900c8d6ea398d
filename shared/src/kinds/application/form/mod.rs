//! The application (投保单), in the order of a conversation with a client.

mod health;
mod insured;
mod needs;
mod product;

use crate::answers::Answers;
use crate::form::{ChoiceSet, Field, FieldKind, Form, Page, Section, When, person};
use crate::rules::read;

pub use insured::{ONCE_ASKED_OF_CHILDREN, RELATION};
pub use needs::{PREMIUM_SOURCE, PURPOSE, RISK_QUESTIONS};
pub use product::{MOST_RIDERS, RENEWAL_METHOD};

/// 受益方式: by law, or named.
pub const BENEFICIARY_KIND: ChoiceSet = ChoiceSet {
    name: "beneficiary_kind",
    values: &["statutory", "named"],
};

/// The form.
pub const FORM: Form = Form {
    once_asked: &ONCE_ASKED_OF_CHILDREN,
    sections: &[
        section("disclosure", &[DISCLOSURE]),
        section("applicant", APPLICANT),
        section("insured", insured::PAGES),
        section("health", health::PAGES),
        section("beneficiaries", BENEFICIARIES),
        section("needs", needs::PAGES),
        section("product", product::PAGES),
        section("payment", &[product::PAYMENT]),
        section("consents", &[CONSENTS]),
    ],
};

const fn section(id: &'static str, pages: &'static [Page]) -> Section {
    Section { id, pages }
}

const DISCLOSURE: Page = Page::new(
    "disclosure",
    "disclosure",
    &[
        Field::required(
            "shown_licence",
            "disclosure.shown_licence",
            FieldKind::Consent,
        ),
        Field::required(
            "shown_insurers",
            "disclosure.shown_insurers",
            FieldKind::Consent,
        ),
        Field::required(
            "shown_remuneration",
            "disclosure.shown_remuneration",
            FieldKind::Consent,
        ),
        Field::required("shown_at", "disclosure.shown_at", FieldKind::Moment),
        Field::optional("paper_form", "disclosure.paper_form", FieldKind::Text(20)),
    ],
);

const APPLICANT: &[Page] = &[
    Page::new("applicant_identity", "applicant", person::IDENTITY),
    Page::new("applicant_person", "applicant", person::PERSON),
    Page::new("applicant_contact", "applicant", person::CONTACT),
    Page::new("applicant_occupation", "applicant", person::OCCUPATION),
];

/// Most named beneficiaries on one application.
pub const MOST_BENEFICIARIES: usize = 10;

const BENEFICIARIES: &[Page] = &[
    Page::new(
        "beneficiary_kind",
        "",
        &[Field::required(
            "beneficiary_kind",
            "beneficiary_kind",
            FieldKind::Choice(BENEFICIARY_KIND),
        )],
    ),
    Page::new(
        "beneficiary",
        "beneficiaries",
        &[
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
            Field::required("order", "beneficiary.order", integer("", 1, 10)),
            Field::required("share", "beneficiary.share", integer("percent", 1, 100)),
        ],
    )
    .repeated(1, MOST_BENEFICIARIES)
    .when(When::Is("beneficiary_kind", "named")),
];

const CONSENTS: Page = Page::new(
    "application_consents",
    "consents",
    &[
        Field::required(
            "privacy_notice",
            "consents.privacy_notice",
            FieldKind::Consent,
        ),
        Field::required("truthfulness", "consents.truthfulness", FieldKind::Consent),
    ],
);

const fn quantity(unit: &'static str, min: i64, max: i64, places: u32) -> FieldKind {
    FieldKind::Quantity {
        unit,
        min,
        max,
        places,
    }
}

const fn integer(unit: &'static str, min: i64, max: i64) -> FieldKind {
    quantity(unit, min, max, 0)
}

/// How many beneficiaries are named.
pub(super) fn beneficiaries(answers: &Answers) -> usize {
    read::items(answers, "beneficiaries", MOST_BENEFICIARIES)
}

/// How many riders are chosen.
pub(super) fn riders(answers: &Answers) -> usize {
    read::items(answers, "riders", MOST_RIDERS)
}
