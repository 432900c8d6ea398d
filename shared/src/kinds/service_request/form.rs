//! The service request: which policy, who asks, what is to change, and to what.

use crate::form::{
    ChoiceSet, Field, FieldKind, Form, Page, Section, When, beneficiary, payment, person,
};

/// 保全项目: what is to change.
pub const CHANGE: ChoiceSet = ChoiceSet {
    name: "service_change",
    values: &["address", "telephone", "beneficiary", "payment"],
};

const ADDRESS: When = When::Is("service.change", "address");
const TELEPHONE: When = When::Is("service.change", "telephone");
const BENEFICIARY: When = When::Is("service.change", "beneficiary");
const PAYMENT: When = When::Is("service.change", "payment");

/// The form.
pub const FORM: Form = Form {
    once_asked: &[],
    sections: &[
        Section {
            id: "policy",
            pages: &[POLICY, POLICYHOLDER],
        },
        Section {
            id: "change",
            pages: CHANGES,
        },
        Section {
            id: "consents",
            pages: &[CONSENTS],
        },
    ],
};

const POLICY: Page = Page::new(
    "policy",
    "policy",
    &[Field::required(
        "number",
        "policy.number",
        FieldKind::PolicyNumber,
    )],
);

/// Only the policyholder asks for a change (Insurance Law, articles 20 and 41).
const POLICYHOLDER: Page = Page::new(
    "service_policyholder",
    "applicant",
    &[
        person::NAME,
        person::IDENTITY_KIND_FIELD,
        person::IDENTITY_NUMBER,
    ],
);

const CHANGES: &[Page] = &[
    Page::new(
        "service_change",
        "service",
        &[
            Field::required("change", "service.change", FieldKind::Choice(CHANGE)),
            Field::optional("note", "service.note", FieldKind::LongText(300)),
        ],
    ),
    Page::new("service_address", "changed", person::RESIDENCE).when(ADDRESS),
    Page::new(
        "service_telephone",
        "changed",
        &[person::MOBILE, person::EMAIL],
    )
    .when(TELEPHONE),
    Page::new("beneficiary_kind", "", &[beneficiary::KIND_FIELD]).when(BENEFICIARY),
    Page::new("beneficiary", "beneficiaries", beneficiary::FIELDS)
        .repeated(1, beneficiary::MOST)
        .when(When::All(&[BENEFICIARY, beneficiary::NAMED])),
    Page::new("payment", "payment", payment::ACCOUNT).when(PAYMENT),
];

const CONSENTS: Page = Page::new(
    "service_consents",
    "consents",
    &[
        Field::required(
            "privacy_notice",
            "consents.privacy_notice",
            FieldKind::Consent,
        ),
        Field::required(
            "truthfulness",
            "consents.service_truthfulness",
            FieldKind::Consent,
        ),
        // Without the insured's agreement the change is void (Insurance Law, article 41).
        Field::required(
            "insured_agrees",
            "consents.insured_agrees",
            FieldKind::Consent,
        )
        .when(BENEFICIARY),
        // The collecting bank wants the account holder's own word.
        Field::required("direct_debit", "consents.direct_debit", FieldKind::Consent).when(PAYMENT),
    ],
);
