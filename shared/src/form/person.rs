//! What is asked of a person: the same of applicant, insured, beneficiary and payee.

use super::{ChoiceSet, Field, FieldKind, When};
use crate::answers::Answers;
use crate::time::age_at;
use chrono::NaiveDate;

/// 性别, as on the identity document.
pub const SEX: ChoiceSet = ChoiceSet {
    name: "sex",
    values: &["male", "female"],
};

/// 证件类型. The values are the names of [`crate::identity::IdentityKind`].
pub const IDENTITY_KIND: ChoiceSet = ChoiceSet {
    name: "identity_kind",
    values: &[
        "resident_id",
        "hk_macau_permit",
        "taiwan_permit",
        "residence_permit",
        "foreign_resident_id",
        "passport",
        "birth_certificate",
    ],
};

/// 国籍（地区）: ISO 3166-1 codes in small letters, those an agent meets most; the rest are `other`.
pub const NATIONALITY: ChoiceSet = ChoiceSet {
    name: "nationality",
    values: &[
        "cn", "hk", "mo", "tw", "au", "br", "ca", "de", "es", "fr", "gb", "id", "in", "it", "jp",
        "kp", "kr", "mm", "mn", "my", "nz", "pk", "ph", "ru", "sg", "th", "us", "vn", "other",
    ],
};

/// 婚姻状况.
pub const MARITAL_STATUS: ChoiceSet = ChoiceSet {
    name: "marital_status",
    values: &["single", "married", "divorced", "widowed"],
};

/// 税收居民身份 (the self-declaration of 《非居民金融账户涉税信息尽职调查管理办法》).
pub const TAX_RESIDENCY: ChoiceSet = ChoiceSet {
    name: "tax_residency",
    values: &["china_only", "china_and_other", "other_only"],
};

/// 职业类别, 1 (desk work) to 6 (dangerous work).
pub const OCCUPATION_CLASS: ChoiceSet = ChoiceSet {
    name: "occupation_class",
    values: &["1", "2", "3", "4", "5", "6"],
};

/// 省级行政区: the first two digits of GB/T 2260.
pub const PROVINCE: ChoiceSet = ChoiceSet {
    name: "province",
    values: &[
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82",
    ],
};

/// 关系: what a beneficiary or payee is to the insured.
pub const RELATION_TO_INSURED: ChoiceSet = ChoiceSet {
    name: "relation_to_insured",
    values: &[
        "self",
        "spouse",
        "child",
        "parent",
        "sibling",
        "grandparent",
        "grandchild",
        "other",
    ],
};

/// Name and what stands on the identity document, on one page.
pub const IDENTITY: &[Field] = &[
    NAME,
    NATIONALITY_FIELD,
    NATIONALITY_OTHER,
    IDENTITY_KIND_FIELD,
    IDENTITY_NUMBER,
    IDENTITY_LONG_TERM,
    IDENTITY_EXPIRY,
    SEX_FIELD,
    BIRTH_DATE,
];

/// What no document says of the person, on one page.
pub const PERSON: &[Field] = &[
    MARITAL_STATUS_FIELD,
    TAX_RESIDENCY_FIELD,
    TAX_RESIDENCY_DETAILS,
];

/// How the person is reached and where they live, on one page.
pub const CONTACT: &[Field] = &[MOBILE, EMAIL, PROVINCE_FIELD, CITY, DISTRICT, ADDRESS];

/// Where the person lives, on one page.
pub const RESIDENCE: &[Field] = &[PROVINCE_FIELD, CITY, DISTRICT, ADDRESS];

/// The same of a person who may be a minor: those are reached through their parents.
pub const CONTACT_IF_ADULT: &[Field] = &[
    MOBILE.when(When::Holds(is_adult)),
    EMAIL.when(When::Holds(is_adult)),
    PROVINCE_FIELD,
    CITY,
    DISTRICT,
    ADDRESS,
];

/// What the person does for a living, on one page.
pub const OCCUPATION: &[Field] = &[
    Field::optional("employer", "person.employer", FieldKind::Text(60)),
    Field::required("occupation", "person.occupation", FieldKind::Text(40)),
    Field::required(
        "occupation_class",
        "person.occupation_class",
        FieldKind::Choice(OCCUPATION_CLASS),
    ),
    Field::required("annual_income", "person.annual_income", FieldKind::Money),
];

/// Name.
pub const NAME: Field = Field::required("name", "person.name", FieldKind::Text(50));
/// Sex.
pub const SEX_FIELD: Field = Field::required("sex", "person.sex", FieldKind::Choice(SEX));
/// Birth date.
pub const BIRTH_DATE: Field = Field::required("birth_date", "person.birth_date", FieldKind::Date);
/// Kind of identity document.
pub const IDENTITY_KIND_FIELD: Field = Field::required(
    "identity_kind",
    "person.identity_kind",
    FieldKind::Choice(IDENTITY_KIND),
);
/// Number of the identity document.
pub const IDENTITY_NUMBER: Field = Field::required(
    "identity_number",
    "person.identity_number",
    FieldKind::IdentityNumber,
);
/// Mobile phone.
pub const MOBILE: Field = Field::required("mobile", "person.mobile", FieldKind::Mobile);
/// E-mail.
pub const EMAIL: Field = Field::optional("email", "person.email", FieldKind::Email);

const PROVINCE_FIELD: Field =
    Field::required("province", "person.province", FieldKind::Choice(PROVINCE));
const CITY: Field = Field::required("city", "person.city", FieldKind::Text(40));
const DISTRICT: Field = Field::required("district", "person.district", FieldKind::Text(40));
const ADDRESS: Field = Field::required("address", "person.address", FieldKind::Text(120));
const NATIONALITY_FIELD: Field = Field::required(
    "nationality",
    "person.nationality",
    FieldKind::Choice(NATIONALITY),
);
const NATIONALITY_OTHER: Field = Field::required(
    "nationality_other",
    "person.nationality_other",
    FieldKind::Text(40),
)
.when(When::Is(".nationality", "other"));
const HAS_EXPIRY: When = When::IsNot(".identity_kind", "birth_certificate");
const IDENTITY_LONG_TERM: Field = Field::required(
    "identity_long_term",
    "person.identity_long_term",
    FieldKind::YesNo,
)
.when(HAS_EXPIRY);
const IDENTITY_EXPIRY: Field =
    Field::required("identity_expiry", "person.identity_expiry", FieldKind::Date).when(When::All(
        &[HAS_EXPIRY, When::Is(".identity_long_term", "no")],
    ));
const MARITAL_STATUS_FIELD: Field = Field::required(
    "marital_status",
    "person.marital_status",
    FieldKind::Choice(MARITAL_STATUS),
)
.when(When::Holds(is_adult));
const TAX_RESIDENCY_FIELD: Field = Field::required(
    "tax_residency",
    "person.tax_residency",
    FieldKind::Choice(TAX_RESIDENCY),
);
const TAX_RESIDENCY_DETAILS: Field = Field::required(
    "tax_residency_details",
    "person.tax_residency_details",
    FieldKind::Text(200),
)
.when(When::OneOf(
    ".tax_residency",
    &["china_and_other", "other_only"],
));

/// Age in full years on `date` of the person whose answers are under `prefix`; `None` without a
/// birth date, or before it.
pub fn age_of(answers: &Answers, prefix: &str, date: NaiveDate) -> Option<u8> {
    let birth = answers.get(&format!("{prefix}.birth_date"))?.parse().ok()?;
    age_at(birth, date)
}

/// Whether the person under `prefix` is 18 or older today (Civil Code, article 17).
pub fn is_adult(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    age_of(answers, prefix, today).is_some_and(|age| age >= ADULT_AGE)
}

/// Whether the person under `prefix` is under 18 today.
pub fn is_minor(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    age_of(answers, prefix, today).is_some_and(|age| age < ADULT_AGE)
}

/// The age of majority, in years (Civil Code, article 17).
pub const ADULT_AGE: u8 = 18;

/// Nobody below this age works (Labour Law, article 15) or declares for themselves where they pay tax.
const WORKING_AGE: u8 = 16;

/// From this age the identity card may be valid for good, in years (居民身份证法, 第五条).
pub const LONG_TERM_AGE: u8 = 46;

/// Whether the person under `prefix` is a child: below working age today, or not born yet. Without a
/// birth date nobody is.
pub fn is_child(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    let birth = answers.get(&format!("{prefix}.birth_date"));
    let birth: Option<NaiveDate> = birth.and_then(|birth| birth.parse().ok());
    birth.is_some_and(|birth| age_at(birth, today).is_none_or(|age| age < WORKING_AGE))
}

/// Whether the person under `prefix` is a child still when cover begins, which is the day of which the
/// occupation counts; today, until that is answered.
pub fn is_child_at_effect(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    let effect = answers.get("product.effective_date");
    let effect: Option<NaiveDate> = effect.and_then(|effect| effect.parse().ok());
    is_child(answers, prefix, effect.unwrap_or(today))
}

/// Whether the person under `prefix` may be grown enough to work when cover begins.
pub fn may_work(answers: &Answers, prefix: &str, today: NaiveDate) -> bool {
    !is_child_at_effect(answers, prefix, today)
}

/// Where the insured's personal answers are: under `applicant` if the applicant insures themselves.
pub fn insured_prefix(answers: &Answers) -> &'static str {
    if answers.is("insured.relation", "self") {
        "applicant"
    } else {
        "insured"
    }
}
