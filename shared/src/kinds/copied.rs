//! What of a record is let through when a new one of its kind is begun with its answers: who people are, how
//! they are reached, what is bought, and the account it is paid from or to.
//!
//! It is a list of what may pass, so that a field nobody thought of is asked anew. Never on it: what somebody
//! declares (health, needs, risk, tax, insurable interest, disclosure), consents to or signs, and when and
//! where something happened. What is asked once per item (beneficiaries, riders) is asked anew, too.

use super::of;
use crate::answers::Answers;
use crate::record::RecordKind;

/// Answers that belong together.
#[derive(Debug)]
pub(super) struct LetThrough {
    /// They are those of this one: once it is answered otherwise they are somebody else's.
    pub of: &'static str,
    /// Where they stand.
    pub paths: &'static [&'static str],
}

/// The answers of `from`, a record of this kind, that are let through into a new one that says `into` so
/// far. What belongs to another person, product or policy than `into` names is left out.
pub fn copied<'a>(
    kind: RecordKind,
    from: &'a Answers,
    into: &Answers,
) -> impl Iterator<Item = (&'static str, &'a str)> {
    let same = |group: &&LetThrough| {
        let named = into.get(group.of);
        named.is_none() || named == from.get(group.of)
    };
    let groups = of(kind).let_through.iter().filter(same);
    let paths: Vec<&'static str> = groups.flat_map(|group| group.paths).copied().collect();
    let answer = |path| Some((path, from.get(path)?));
    paths.into_iter().filter_map(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FieldKind;
    use crate::kinds::form_of;
    use crate::product::Catalogue;
    use crate::sample;

    fn reviewed() -> impl Iterator<Item = RecordKind> {
        let all = RecordKind::ALL.into_iter();
        all.filter(|kind| kind.is_reviewed())
    }

    fn listed(kind: RecordKind) -> impl Iterator<Item = &'static str> {
        of(kind)
            .let_through
            .iter()
            .flat_map(|group| group.paths)
            .copied()
    }

    fn sampled(kind: RecordKind) -> Answers {
        let today = "2026-11-20".parse().unwrap();
        match kind {
            RecordKind::Application => {
                sample::application(3, today, &Catalogue::demonstration().unwrap())
            }
            RecordKind::LossNotice => sample::loss_notice(2, today),
            RecordKind::ServiceRequest => sample::service_request(2, today),
            RecordKind::TrainingSession | RecordKind::CheckIn => unreachable!("not reviewed"),
        }
    }

    #[test]
    fn everything_on_the_list_is_asked_by_the_form() {
        for kind in reviewed() {
            for path in listed(kind) {
                assert!(form_of(kind).field_at(path).is_some(), "{path}");
            }
            for group in of(kind).let_through {
                assert!(group.paths.contains(&group.of), "{}", group.of);
            }
        }
    }

    #[test]
    fn nothing_declared_consented_signed_or_of_what_happened_is_let_through() {
        const ANEW: [&str; 13] = [
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
            "service",
            "changed",
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
        for kind in reviewed() {
            let from = sampled(kind);
            let let_through: Vec<_> = copied(kind, &from, &Answers::new()).collect();
            assert!(let_through.len() > 3, "{kind:?}: {let_through:?}");
            for (path, _) in let_through {
                let steps: Vec<&str> = path.split('.').collect();
                assert!(!ANEW.contains(&steps[0]), "{path}");
                assert!(!DECLARED.contains(steps.last().unwrap()), "{path}");
            }
            for path in listed(kind) {
                let field = form_of(kind).field_at(path).unwrap();
                let of_a_person = path.ends_with("birth_date") || path.ends_with("expiry");
                let is_said_anew = matches!(
                    field.kind,
                    FieldKind::Consent | FieldKind::Moment | FieldKind::TimeOfDay
                );
                let is_day = matches!(field.kind, FieldKind::Date);
                assert!(!is_said_anew && (!is_day || of_a_person), "{path}");
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
