//! The claim report (报案): what the agent sends; the office makes a claim of it.

mod evidence;
mod loss;

use crate::form::{ChoiceSet, Field, FieldKind, Form, Page, Section, When, payment, person};

pub use evidence::{ALL_EVIDENCE, evidence_for};
pub use loss::{DEATH_CAUSE, LOSS_KIND};

/// 报案人身份.
pub const REPORTER_RELATION: ChoiceSet = ChoiceSet {
    name: "reporter_relation",
    values: &[
        "applicant",
        "insured",
        "beneficiary",
        "family",
        "agent",
        "other",
    ],
};

/// The form.
pub const FORM: Form = Form {
    once_asked: &[],
    sections: &[
        Section {
            id: "policy",
            pages: &[POLICY, INSURED],
        },
        Section {
            id: "loss",
            pages: loss::PAGES,
        },
        Section {
            id: "reporter",
            pages: &[REPORTER],
        },
        Section {
            id: "payee",
            pages: PAYEE,
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

const INSURED: Page = Page::new(
    "loss_insured",
    "insured",
    &[
        person::NAME,
        person::IDENTITY_KIND_FIELD,
        person::IDENTITY_NUMBER,
    ],
);

const REPORTER: Page = Page::new(
    "reporter",
    "reporter",
    &[
        person::NAME,
        Field::required(
            "relation",
            "reporter.relation",
            FieldKind::Choice(REPORTER_RELATION),
        ),
        person::MOBILE,
    ],
);

const KNOWN: When = When::Is("payee.known", "yes");

/// Name on the payee's account: whose it has to be is said otherwise than of the applicant's.
const ACCOUNT_HOLDER: Field = Field::required(
    "account_holder",
    "payee.account_holder",
    FieldKind::Text(50),
);

const PAYEE: &[Page] = &[
    Page::new(
        "payee",
        "payee",
        &[
            // After a death it is often open for days who will be paid.
            Field::required("known", "payee.known", FieldKind::YesNo),
            person::NAME.when(KNOWN),
            Field::required(
                "relation",
                "payee.relation",
                FieldKind::Choice(person::RELATION_TO_INSURED),
            )
            .when(KNOWN),
            person::IDENTITY_KIND_FIELD.when(KNOWN),
            person::IDENTITY_NUMBER.when(KNOWN),
        ],
    ),
    Page::new(
        "payee_account",
        "payee",
        &[
            payment::BANK_FIELD,
            payment::BANK_NAME,
            payment::ACCOUNT_NUMBER,
            ACCOUNT_HOLDER,
        ],
    )
    .when(KNOWN),
];

const CONSENTS: Page = Page::new(
    "loss_consents",
    "consents",
    &[
        Field::required(
            "privacy_notice",
            "consents.privacy_notice",
            FieldKind::Consent,
        ),
        Field::required(
            "truthfulness",
            "consents.loss_truthfulness",
            FieldKind::Consent,
        ),
        Field::required("inquiry", "consents.inquiry", FieldKind::Consent),
    ],
);
