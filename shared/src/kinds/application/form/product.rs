//! What is bought, what it costs, and how it is paid.

use crate::form::payment::{ACCOUNT_HOLDER, ACCOUNT_NUMBER, BANK_FIELD, BANK_NAME};
use crate::form::{CatalogueChoice, ChoiceSet, Field, FieldKind, Page, When};
use crate::kinds::application::rules::suitability::{age_wants_reason, share_wants_reason};

/// 续期交费方式.
pub const RENEWAL_METHOD: ChoiceSet = ChoiceSet {
    name: "renewal_method",
    values: &["direct_debit", "transfer", "counter"],
};

/// Most riders on one application.
pub const MOST_RIDERS: usize = 5;

const fn from_catalogue(name: &'static str, label: &'static str, choice: CatalogueChoice) -> Field {
    Field::required(name, label, FieldKind::Catalogue(choice))
}

const fn if_offered(name: &'static str, label: &'static str, choice: CatalogueChoice) -> Field {
    Field::optional(name, label, FieldKind::Catalogue(choice))
}

pub(super) const PAGES: &[Page] = &[
    Page::new(
        "product",
        "product",
        &[
            Field::required("effective_date", "product.effective_date", FieldKind::Date),
            from_catalogue("code", "product.code", CatalogueChoice::MainProduct),
            // A product has plans or a sum insured; the product rules say what is missing.
            if_offered("plan", "product.plan", CatalogueChoice::Plan),
        ],
    ),
    Page::new(
        "product_terms",
        "product",
        &[
            if_offered(
                "sum_insured",
                "product.sum_insured",
                CatalogueChoice::SumInsured,
            ),
            from_catalogue("coverage", "product.coverage", CatalogueChoice::Coverage),
            from_catalogue(
                "payment_years",
                "product.payment_years",
                CatalogueChoice::PaymentYears,
            ),
            from_catalogue(
                "payment_mode",
                "product.payment_mode",
                CatalogueChoice::PaymentMode,
            ),
            // With the riders that come after it.
            from_catalogue("premium", "product.premium", CatalogueChoice::Premium),
        ],
    ),
    // Coverage and payment term of a rider follow from the main product.
    Page::new(
        "riders",
        "riders",
        &[
            from_catalogue("code", "rider.code", CatalogueChoice::Rider),
            if_offered("plan", "product.plan", CatalogueChoice::Plan),
            if_offered(
                "sum_insured",
                "product.sum_insured",
                CatalogueChoice::SumInsured,
            ),
        ],
    )
    .repeated(0, MOST_RIDERS),
    Page::new(
        "suitability",
        "suitability",
        &[
            Field::required(
                "share_reason",
                "suitability.share_reason",
                FieldKind::LongText(300),
            )
            .when(When::Holds(share_wants_reason)),
            Field::required(
                "age_reason",
                "suitability.age_reason",
                FieldKind::LongText(300),
            )
            .when(When::Holds(age_wants_reason)),
        ],
    )
    .when(When::Holds(|answers, prefix, today| {
        share_wants_reason(answers, prefix, today) || age_wants_reason(answers, prefix, today)
    })),
];

pub(super) const PAYMENT: Page = Page::new(
    "payment",
    "payment",
    &[
        BANK_FIELD,
        BANK_NAME,
        ACCOUNT_NUMBER,
        ACCOUNT_HOLDER,
        Field::required(
            "renewal_method",
            "payment.renewal_method",
            FieldKind::Choice(RENEWAL_METHOD),
        )
        .when(When::IsNot("product.payment_mode", "single")),
    ],
);
