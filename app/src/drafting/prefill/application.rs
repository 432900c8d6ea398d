//! What the answers of an application suggest.

use super::identity::from_identity;
use super::origin::copied_from;
use super::{Found, Source, beneficiaries};
use crate::drafting::prefill_sources::PrefillSources;
use shared::answers::{Answers, read};
use shared::form::person::{LONG_TERM_AGE, PROVINCE, age_of};
use shared::identity::{Identity, IdentityKind};
use shared::money::Money;
use shared::record::RecordKind;

pub(super) fn suggest(found: &mut Found<'_>, known: &PrefillSources) {
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
    beneficiaries::suggest(found);
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
fn long_term(found: &mut Found<'_>, person: &str, known: &PrefillSources) {
    let Some(Identity::ResidentId(_)) = read::identity(found.answers, person) else {
        return;
    };
    let age = read::moment(&known.now).and_then(|now| age_of(found.answers, person, now.date()));
    if age.is_some_and(|age| age < LONG_TERM_AGE) {
        let path = format!("{person}.identity_long_term");
        found.suggest(path, "no", Source::IdentityNumber);
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
