//! What of a record is let through when a new one of its kind is begun with its answers: who people are, how
//! they are reached, what is bought, and the account it is paid from or to.
//!
//! It is a list of what may pass, so that a field nobody thought of is asked anew. Never on it: what somebody
//! declares (health, needs, risk, tax, insurable interest, disclosure), consents to or signs, and when and
//! where something happened. What is asked once per item (beneficiaries, riders) is asked anew, too.

use crate::answers::Answers;
use crate::record::RecordKind;

/// Answers that belong together.
struct Group {
    /// They are those of this one: once it is answered otherwise they are somebody else's.
    of: &'static str,
    paths: &'static [&'static str],
}

const APPLICATION: &[Group] = &[
    Group {
        of: "applicant.identity_number",
        paths: &[
            "applicant.name",
            "applicant.nationality",
            "applicant.nationality_other",
            "applicant.identity_kind",
            "applicant.identity_number",
            "applicant.identity_long_term",
            "applicant.identity_expiry",
            "applicant.sex",
            "applicant.birth_date",
            "applicant.marital_status",
            "applicant.mobile",
            "applicant.email",
            "applicant.province",
            "applicant.city",
            "applicant.district",
            "applicant.address",
            "applicant.employer",
            "applicant.occupation",
            "applicant.occupation_class",
            "payment.bank",
            "payment.bank_name",
            "payment.account_number",
            "payment.renewal_method",
        ],
    },
    Group {
        of: "insured.relation",
        paths: &["insured.relation"],
    },
    Group {
        of: "insured.identity_number",
        paths: &[
            "insured.name",
            "insured.nationality",
            "insured.nationality_other",
            "insured.identity_kind",
            "insured.identity_number",
            "insured.identity_long_term",
            "insured.identity_expiry",
            "insured.sex",
            "insured.birth_date",
            "insured.marital_status",
            "insured.mobile",
            "insured.email",
            "insured.province",
            "insured.city",
            "insured.district",
            "insured.address",
            "insured.employer",
            "insured.occupation",
            "insured.occupation_class",
        ],
    },
    Group {
        of: "product.code",
        paths: &[
            "product.code",
            "product.plan",
            "product.sum_insured",
            "product.coverage",
            "product.payment_years",
            "product.payment_mode",
        ],
    },
];

const LOSS_NOTICE: &[Group] = &[Group {
    of: "policy.number",
    paths: &[
        "policy.number",
        "insured.name",
        "insured.identity_kind",
        "insured.identity_number",
        "reporter.name",
        "reporter.relation",
        "reporter.mobile",
        "payee.known",
        "payee.name",
        "payee.relation",
        "payee.identity_kind",
        "payee.identity_number",
        "payee.bank",
        "payee.bank_name",
        "payee.account_number",
        "payee.account_holder",
    ],
}];

const fn groups(kind: RecordKind) -> &'static [Group] {
    match kind {
        RecordKind::Application => APPLICATION,
        RecordKind::LossNotice => LOSS_NOTICE,
        // They have pages of their own, and end with the day.
        RecordKind::TrainingSession | RecordKind::CheckIn => &[],
    }
}

/// The answers of `from`, a record of this kind, that are let through into a new one that says `into` so
/// far. What belongs to another person, product or policy than `into` names is left out.
pub fn copied<'a>(
    kind: RecordKind,
    from: &'a Answers,
    into: &Answers,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    let same = |group: &&Group| {
        let named = into.get(group.of);
        named.is_none() || named == from.get(group.of)
    };
    let groups = groups(kind).iter().filter(same);
    let paths: Vec<&'static str> = groups.flat_map(|group| group.paths).copied().collect();
    let answer = |path| Some((path, from.get(path)?));
    paths.into_iter().filter_map(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{FieldKind, form_of};
    use crate::product::Catalogue;
    use crate::sample;

    const REVIEWED: [RecordKind; 2] = [RecordKind::Application, RecordKind::LossNotice];

    fn listed(kind: RecordKind) -> impl Iterator<Item = &'static str> {
        groups(kind).iter().flat_map(|group| group.paths).copied()
    }

    fn sampled(kind: RecordKind) -> Answers {
        let today = "2026-11-20".parse().unwrap();
        match kind {
            RecordKind::Application => {
                sample::application(3, today, &Catalogue::demonstration().unwrap())
            }
            _ => sample::loss_notice(2, today),
        }
    }

    #[test]
    fn everything_on_the_list_is_asked_by_the_form() {
        for kind in REVIEWED {
            for path in listed(kind) {
                assert!(form_of(kind).field_at(path).is_some(), "{path}");
            }
            for group in groups(kind) {
                assert!(group.paths.contains(&group.of), "{}", group.of);
            }
        }
    }

    #[test]
    fn nothing_declared_consented_signed_or_of_what_happened_is_let_through() {
        const ANEW: [&str; 11] = [
            "disclosure",
            "health",
            "needs",
            "risk",
            "suitability",
            "beneficiary_kind",
            "beneficiaries",
            "riders",
            "consents",
            "loss",
            "evidence",
        ];
        const DECLARED: [&str; 7] = [
            "height",
            "weight",
            "other_death_benefit",
            "insurable_interest",
            "tax_residency",
            "tax_residency_details",
            "annual_income",
        ];
        for kind in REVIEWED {
            let from = sampled(kind);
            let let_through: Vec<_> = copied(kind, &from, &Answers::new()).collect();
            assert!(let_through.len() > 6, "{kind:?}: {let_through:?}");
            for (path, _) in let_through {
                let steps: Vec<&str> = path.split('.').collect();
                assert!(!ANEW.contains(&steps[0]), "{path}");
                assert!(!DECLARED.contains(steps.last().unwrap()), "{path}");
            }
            for path in listed(kind) {
                let field = form_of(kind).field_at(path).unwrap();
                let of_a_person = path.ends_with("birth_date") || path.ends_with("expiry");
                match field.kind {
                    FieldKind::Consent | FieldKind::Moment | FieldKind::TimeOfDay => {
                        panic!("{path}")
                    }
                    FieldKind::Date => assert!(of_a_person, "{path}"),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn what_belongs_to_somebody_else_is_left_out() {
        let kind = RecordKind::Application;
        let from = sampled(kind);
        let other = Answers::new().with("applicant.identity_number", "11010519491231002X");
        let mut paths = copied(kind, &from, &other).map(|(path, _)| path);
        assert!(paths.all(|path| !path.starts_with("applicant.") && !path.starts_with("payment.")));
        let same = Answers::new().with(
            "applicant.identity_number",
            from.typed("applicant.identity_number"),
        );
        assert!(copied(kind, &from, &same).eq(copied(kind, &from, &Answers::new())));
    }

    #[test]
    fn sessions_and_sign_ins_are_never_copied() {
        for kind in [RecordKind::TrainingSession, RecordKind::CheckIn] {
            assert_eq!(copied(kind, &Answers::new(), &Answers::new()).count(), 0);
        }
    }
}
