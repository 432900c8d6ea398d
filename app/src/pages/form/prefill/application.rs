//! What the answers of an application suggest.

use super::origin::copied_from;
use super::{Found, Known, Source};
use shared::answers::Answers;
use shared::form::person::{LONG_TERM_AGE, PROVINCE, age_of};
use shared::identity::{Identity, IdentityKind};
use shared::money::Money;
use shared::product::Sex;
use shared::record::RecordKind;
use shared::rules::read;

pub(super) fn suggest(found: &mut Found<'_>, known: &Known) {
    found.suggest("disclosure.shown_at", &known.now, Source::Clock);
    found.suggest("product.effective_date", &known.tomorrow, Source::Clock);
    for person in ["applicant", "insured"] {
        found.suggest(format!("{person}.nationality"), "cn", Source::Usual);
        identity_kind(found, person);
        registered_in(found, person);
    }
    household(found);
    copied_from(found, RecordKind::Application, known.origin.as_ref());
    // What was said since counts before what is copied.
    for person in ["applicant", "insured"] {
        from_earlier(found, person, &known.earlier);
        from_identity(found, person);
        long_term(found, person, known);
    }
    for number in 0..found.answers.items("beneficiaries") {
        let person = format!("beneficiaries.{number}");
        let kind = IdentityKind::ResidentId.as_str();
        found.suggest(format!("{person}.identity_kind"), kind, Source::Usual);
        from_identity(found, &person);
        order_and_share(found, number);
    }
    found.suggest("payment.renewal_method", "direct_debit", Source::Usual);
    protection_gap(found);
    found.copy(
        "applicant.name",
        "payment.account_holder",
        Source::Applicant,
    );
}

/// Most people show the document of their country.
fn identity_kind(found: &mut Found<'_>, person: &str) {
    let Some(nationality) = found.answers.get(&format!("{person}.nationality")) else {
        return;
    };
    let kind = match nationality {
        "cn" => IdentityKind::ResidentId,
        "hk" | "mo" => IdentityKind::HkMacauPermit,
        "tw" => IdentityKind::TaiwanPermit,
        _ => IdentityKind::Passport,
    };
    found.suggest(
        format!("{person}.identity_kind"),
        kind.as_str(),
        Source::Nationality,
    );
}

/// What an earlier application says of the same person.
fn from_earlier(found: &mut Found<'_>, person: &str, earlier: &[Answers]) {
    const KNOWN: [&str; 14] = [
        "identity_long_term",
        "identity_expiry",
        "marital_status",
        "tax_residency",
        "mobile",
        "email",
        "province",
        "city",
        "district",
        "address",
        "employer",
        "occupation",
        "occupation_class",
        "annual_income",
    ];
    let Some(identity) = read::identity(found.answers, person) else {
        return;
    };
    let same = earlier.iter().find_map(|answers| {
        let is_same = |was: &&str| {
            read::identity(answers, was).is_some_and(|other| other.is_same_person(&identity))
        };
        let was = ["applicant", "insured"]
            .into_iter()
            .find(|was| is_same(was))?;
        Some((answers, was))
    });
    let Some((answers, was)) = same else { return };
    for name in KNOWN {
        if let Some(value) = answers.get(&format!("{was}.{name}")) {
            found.suggest(format!("{person}.{name}"), value, Source::Earlier);
        }
    }
}

/// The first order, and what the others of it leave of 100 %.
fn order_and_share(found: &mut Found<'_>, number: usize) {
    let answers = found.answers;
    let at = |number: usize, name: &str, unit: &str| {
        read::whole_at(answers, &format!("beneficiaries.{number}.{name}"), unit)
    };
    let order = at(number, "order", "").unwrap_or(1);
    let others = (0..answers.items("beneficiaries")).filter(|other| *other != number);
    let taken: u32 = others
        .filter(|other| at(*other, "order", "") == Some(order))
        .filter_map(|other| at(other, "share", "percent"))
        .fold(0, u32::saturating_add);
    found.suggest(
        format!("beneficiaries.{number}.order"),
        "1",
        Source::FirstOrder,
    );
    if taken < 100 {
        let share = (100 - taken).to_string();
        found.suggest(format!("beneficiaries.{number}.share"), share, Source::Rest);
    }
}

/// Birth date and sex stand in the number of most documents.
fn from_identity(found: &mut Found<'_>, person: &str) {
    let Some(identity) = read::identity(found.answers, person) else {
        return;
    };
    if let Some(birth) = identity.birth() {
        let path = format!("{person}.birth_date");
        found.suggest(path, birth.to_string(), Source::IdentityNumber);
    }
    if let Some(sex) = identity.sex() {
        found.suggest(
            format!("{person}.sex"),
            sex_name(sex),
            Source::IdentityNumber,
        );
    }
    if matches!(identity, Identity::ResidentId(_)) {
        let path = format!("{person}.nationality");
        found.suggest(path, "cn", Source::IdentityNumber);
    }
}

/// Most people live in the province that registered them; whose city lies elsewhere is told.
fn registered_in(found: &mut Found<'_>, person: &str) {
    let Some(Identity::ResidentId(number)) = read::identity(found.answers, person) else {
        return;
    };
    let number = number.to_string();
    let registered = number.get(..2).unwrap_or_default();
    if PROVINCE.values.contains(&registered) {
        let path = format!("{person}.province");
        found.guess(path, registered, Source::IdentityNumber);
    }
}

/// Below that age no identity card is valid for good.
fn long_term(found: &mut Found<'_>, person: &str, known: &Known) {
    let Some(Identity::ResidentId(_)) = read::identity(found.answers, person) else {
        return;
    };
    let age = read::moment(&known.now).and_then(|now| age_of(found.answers, person, now.date()));
    if age.is_some_and(|age| age < LONG_TERM_AGE) {
        let path = format!("{person}.identity_long_term");
        found.suggest(path, "no", Source::IdentityNumber);
    }
}

const fn sex_name(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// Spouse, child and parent mostly live where the applicant lives.
fn household(found: &mut Found<'_>) {
    let relation = found.answers.get("insured.relation");
    if !matches!(relation, Some("spouse" | "child" | "parent")) {
        return;
    }
    for name in [
        "nationality",
        "tax_residency",
        "province",
        "city",
        "district",
        "address",
    ] {
        found.copy(
            &format!("applicant.{name}"),
            &format!("insured.{name}"),
            Source::Applicant,
        );
    }
}

/// What is needed less what is there.
fn protection_gap(found: &mut Found<'_>) {
    let amount = |name| read::money_at(found.answers, &format!("needs.{name}"));
    if let (Some(wanted), Some(held)) = (amount("cover_wanted"), amount("cover_held")) {
        let gap = (wanted - held).max(Money::ZERO).to_string();
        let gap = gap.strip_suffix(".00").unwrap_or(&gap);
        found.suggest("needs.protection_gap", gap, Source::Computed);
    }
}
