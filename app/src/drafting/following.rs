//! A draft as it changes with an answer: what was filled in follows, and what depends on the product.

use super::prefill::{follow, leave_client, suggestions};
use super::prefill_sources::PrefillSources;
use crate::store::{Draft, Prefilled};

/// Takes up a draft of which nothing is known but its answers, as of a record that has arrived (whatever an older
/// build noted): what stands as it is suggested was filled in, everything else somebody typed. Nothing is changed.
pub fn take_up(draft: &mut Draft, known: &PrefillSources) {
    if !is_taken_up(draft) {
        draft.prefilled = Prefilled::default();
        let suggested = suggestions(draft.kind, &draft.answers, &draft.prefilled, known);
        draft.prefilled.adopt(&suggested, &draft.answers);
    }
}

/// Whether it is known of each answer of the draft who gave it.
pub fn is_taken_up(draft: &Draft) -> bool {
    let is_noted = !draft.prefilled.is_empty() && !draft.is_of_arrived();
    is_noted || draft.answers.is_empty()
}

/// Takes an answer as typed. What follows from it waits until it is given.
pub fn type_at(draft: &mut Draft, path: &str, text: String) {
    draft.answers.set(path, text);
    draft.prefilled.type_at(path);
}

/// Fills in, changes and takes away what follows from the answers as they stand.
pub fn bring_along(draft: &mut Draft, known: &PrefillSources) {
    leave_client(draft, known);
    follow(draft.kind, known, &mut draft.prefilled, &mut draft.answers);
}

#[cfg(test)]
mod tests {
    use super::super::prefill::take_over;
    use super::*;
    use chrono::NaiveDate;
    use shared::answers::Answers;
    use shared::id::{PersonId, QueryId, RecordId};
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::policy::PolicyView;
    use shared::record::{Office, RecordKind, RecordView, RuleVersion};
    use shared::submission::{PersonRef, Review};
    use shared::time::Timestamp;

    const WOMAN: &str = "11010519491231002X";
    const MAN: &str = "110101199003070134";

    /// The answer to a query on a record that says this.
    fn answering(content: Answers) -> Draft {
        let agent = PersonRef {
            id: PersonId::from_number(1),
            name: "王芳".to_owned(),
        };
        let at = Timestamp::from_millis(1);
        let record = RecordView {
            record_id: RecordId::from_number(7),
            kind: RecordKind::Application,
            number: RecordNumber::new('A', DeviceNumber::new(1), 1),
            captured_by: agent.clone(),
            captured_at: at,
            received_at: at,
            version: 2,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content,
            office: Office::Review(Review::received(agent, at)),
        };
        let mut draft = Draft::answering(&record, QueryId::from_number(3), at);
        take_up(&mut draft, &PrefillSources::default());
        draft
    }

    fn applicant(number: &str, sex: &str, birth: &str) -> Answers {
        Answers::new()
            .with("applicant.identity_kind", "resident_id")
            .with("applicant.identity_number", number)
            .with("applicant.sex", sex)
            .with("applicant.birth_date", birth)
    }

    fn corrected(mut draft: Draft) -> [String; 2] {
        type_at(&mut draft, "applicant.identity_number", MAN.to_owned());
        bring_along(&mut draft, &PrefillSources::default());
        ["sex", "birth_date"]
            .map(|name| draft.answers.typed(&format!("applicant.{name}")).to_owned())
    }

    #[test]
    fn a_corrected_number_carries_sex_and_birth_date_along() {
        let draft = answering(applicant(WOMAN, "female", "1949-12-31"));
        assert_eq!(corrected(draft), ["male", "1990-03-07"]);
    }

    #[test]
    fn what_earlier_applications_of_the_same_person_say_does_not_leave_with_the_number() {
        let sent = applicant(WOMAN, "female", "1949-12-31")
            .with("applicant.mobile", "13800138000")
            .with("applicant.address", "漕溪北路88号");
        let known = PrefillSources {
            earlier: vec![sent.clone()],
            ..PrefillSources::default()
        };
        let known = known.within_the_form();
        let mut draft = answering(sent);
        take_up(&mut draft, &known);
        type_at(&mut draft, "applicant.identity_number", MAN.to_owned());
        bring_along(&mut draft, &known);
        assert_eq!(draft.answers.typed("applicant.mobile"), "13800138000");
        assert_eq!(draft.answers.typed("applicant.address"), "漕溪北路88号");
        assert_eq!(draft.answers.typed("applicant.birth_date"), "1990-03-07");
    }

    fn policy(number: &str, applicant: &str) -> PolicyView {
        PolicyView {
            number: number.to_owned(),
            product: "WL-A".to_owned(),
            applicant: applicant.to_owned(),
            insured: applicant.to_owned(),
            insured_identity_number: if applicant == "杨丽" { WOMAN } else { MAN }.to_owned(),
            effective_date: NaiveDate::default(),
            in_force: true,
            application: None,
            sum_insured: None,
        }
    }

    /// A client book of these policies.
    fn book(policies: &[(&str, &str)]) -> PrefillSources {
        let policies = policies.iter();
        let book: Vec<PolicyView> = policies
            .map(|(number, applicant)| policy(number, applicant))
            .collect();
        PrefillSources {
            book,
            ..PrefillSources::default()
        }
    }

    #[test]
    fn what_was_said_of_a_client_is_not_sent_as_anothers() {
        let known = book(&[
            ("P2026001332", "杨丽"),
            ("P2026001776", "杨丽"),
            ("P2026000888", "董勇"),
        ]);
        let id = RecordId::from_number(1);
        let kind = RecordKind::ServiceRequest;
        let mut draft = Draft::new_record(id, kind, Timestamp::default());
        let names = |draft: &mut Draft, number: &str| {
            type_at(draft, "policy.number", number.to_owned());
            bring_along(draft, &known);
            draft.answers.typed("applicant.name").to_owned()
        };
        assert_eq!(names(&mut draft, "P2026001332"), "杨丽");
        let given = [
            ("applicant.identity_number", WOMAN),
            ("service.change", "beneficiary"),
            ("beneficiary_kind", "named"),
            ("beneficiaries.0.name", "杨小丽"),
            ("consents.truthfulness", "yes"),
        ];
        for (path, text) in given {
            type_at(&mut draft, path, text.to_owned());
        }
        let kept = |draft: &Draft| given.map(|(path, _)| draft.answers.get(path).is_some());
        // A slip, and another policy of hers.
        assert_eq!(names(&mut draft, "P2026001339"), "");
        assert_eq!(names(&mut draft, "P2026001776"), "杨丽");
        assert_eq!(kept(&draft), [true; 5]);
        // Another slip, and then somebody else's.
        assert_eq!(names(&mut draft, "P2026000889"), "");
        assert_eq!(names(&mut draft, "P2026000888"), "董勇");
        assert_eq!(kept(&draft), [false; 5]);
        assert_eq!(
            draft.answers.typed("applicant.identity_kind"),
            "resident_id"
        );
        // It was only a slip: nothing of hers is lost, and nothing of his is hers.
        type_at(&mut draft, "applicant.identity_number", MAN.to_owned());
        assert_eq!(names(&mut draft, "P2026001332"), "杨丽");
        assert_eq!(kept(&draft), [true; 5]);
        assert_eq!(draft.answers.typed("applicant.identity_number"), WOMAN);
        assert_eq!(draft.put_aside.len(), 1);
    }

    #[test]
    fn whom_the_book_did_not_know_is_told_by_name() {
        let known = book(&[("P2026000888", "董勇")]);
        let id = RecordId::from_number(1);
        let kind = RecordKind::ServiceRequest;
        let mut draft = Draft::new_record(id, kind, Timestamp::default());
        for (path, text) in [
            ("policy.number", "P1999000001"),
            ("applicant.name", "杨丽"),
            ("applicant.identity_number", WOMAN),
        ] {
            type_at(&mut draft, path, text.to_owned());
            bring_along(&mut draft, &known);
        }
        type_at(&mut draft, "policy.number", "P2026000888".to_owned());
        bring_along(&mut draft, &known);
        assert_eq!(draft.answers.typed("applicant.name"), "董勇");
        assert_eq!(draft.answers.get("applicant.identity_number"), None);
    }

    #[test]
    fn a_book_that_comes_to_know_the_policy_takes_nothing_away() {
        let id = RecordId::from_number(1);
        let kind = RecordKind::ServiceRequest;
        let mut draft = Draft::new_record(id, kind, Timestamp::default());
        type_at(&mut draft, "policy.number", "P2026000888".to_owned());
        type_at(&mut draft, "applicant.name", "董永".to_owned());
        bring_along(&mut draft, &PrefillSources::default());
        bring_along(&mut draft, &book(&[("P2026000888", "董勇")]));
        assert_eq!(draft.answers.typed("applicant.name"), "董永");
        assert_eq!(draft.put_aside, []);
    }

    #[test]
    fn in_a_correction_of_what_was_sent_another_client_is_another_too() {
        let known = book(&[("P2026001332", "杨丽"), ("P2026000888", "董勇")]).within_the_form();
        let sent = Answers::new()
            .with("policy.number", "P2026001332")
            .with("applicant.name", "杨丽")
            .with("applicant.identity_kind", "resident_id")
            .with("applicant.identity_number", WOMAN)
            .with("consents.truthfulness", "yes");
        let mut draft = answering(sent.clone());
        draft.kind = RecordKind::ServiceRequest;
        bring_along(&mut draft, &known);
        assert_eq!(draft.answers, sent);
        type_at(&mut draft, "policy.number", "P2026000888".to_owned());
        bring_along(&mut draft, &known);
        let left: Vec<(&str, &str)> = draft.answers.iter().collect();
        let usual = ("applicant.identity_kind", "resident_id");
        assert_eq!(left, [usual, ("policy.number", "P2026000888")]);
    }

    #[test]
    fn who_is_paid_for_one_client_is_not_paid_for_another() {
        let known = book(&[("P2026001332", "杨丽"), ("P2026000888", "董勇")]);
        let id = RecordId::from_number(1);
        let mut draft = Draft::new_record(id, RecordKind::LossNotice, Timestamp::default());
        type_at(&mut draft, "policy.number", "P2026001332".to_owned());
        bring_along(&mut draft, &known);
        let given = [
            ("loss.description", "在楼梯上摔倒"),
            ("payee.account_number", "6222021234567890128"),
            ("consents.truthfulness", "yes"),
        ];
        for (path, text) in given {
            type_at(&mut draft, path, text.to_owned());
        }
        type_at(&mut draft, "policy.number", "P2026000888".to_owned());
        bring_along(&mut draft, &known);
        let kept = |draft: &Draft| given.map(|(path, _)| draft.answers.get(path).is_some());
        assert_eq!(kept(&draft), [false; 3]);
        assert_eq!(draft.answers.typed("insured.name"), "董勇");
        // It was his accident: the other policy was a slip.
        take_over(&mut draft);
        bring_along(&mut draft, &known);
        assert_eq!(kept(&draft), [true, false, false]);
        assert_eq!(draft.answers.typed("insured.name"), "董勇");
        // What is hers alone is hers still.
        type_at(&mut draft, "policy.number", "P2026001332".to_owned());
        bring_along(&mut draft, &known);
        assert_eq!(kept(&draft), [false, true, true]);
    }

    #[test]
    fn what_was_typed_otherwise_than_the_number_said_stays() {
        let draft = answering(applicant(WOMAN, "male", "1949-12-30"));
        assert_eq!(corrected(draft), ["male", "1949-12-30"]);
        let mut draft = answering(applicant(WOMAN, "female", "1949-12-31"));
        type_at(&mut draft, "applicant.birth_date", "1950-01-01".to_owned());
        assert_eq!(corrected(draft), ["male", "1950-01-01"]);
    }

    #[test]
    fn an_answer_that_is_only_looked_at_changes_nothing() {
        let content = applicant(WOMAN, "female", "1949-12-31");
        let mut draft = answering(content.clone());
        bring_along(&mut draft, &PrefillSources::default());
        assert_eq!(draft.answers, content);
    }
}
