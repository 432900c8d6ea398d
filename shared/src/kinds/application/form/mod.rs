//! The application (投保单), in the order of a conversation with a client.

mod health;
mod insured;
mod needs;
mod product;

use crate::answers::{Answers, read};
use crate::form::{Field, FieldKind, Form, Page, Section, beneficiary, person};

pub use insured::{ONCE_ASKED_OF_CHILDREN, RELATION};
pub use needs::{PREMIUM_SOURCE, PURPOSE, RISK_QUESTIONS};
pub use product::{MOST_RIDERS, RENEWAL_METHOD};

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

const BENEFICIARIES: &[Page] = &[
    Page::new("beneficiary_kind", "", &[beneficiary::KIND_FIELD]),
    Page::new("beneficiary", "beneficiaries", beneficiary::FIELDS)
        .repeated(1, beneficiary::MOST)
        .when(beneficiary::NAMED),
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

/// How many riders are chosen.
pub(super) fn riders(answers: &Answers) -> usize {
    read::items(answers, "riders", MOST_RIDERS)
}
