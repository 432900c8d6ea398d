//! A draft as it changes with an answer: what was filled in follows, and what depends on the product.

use super::prefill::{Known, follow, suggestions};
use super::settle::settle;
use crate::store::{Draft, Prefilled};
use shared::product::Catalogue;
use shared::record::RecordKind;

/// Takes up a draft of which nothing is known but its answers, as of a record that has arrived (whatever an older
/// build noted): what stands as it is suggested was filled in, everything else somebody typed. Nothing is changed.
pub fn take_up(draft: &mut Draft, known: &Known) {
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
pub fn bring_along(draft: &mut Draft, known: &Known, catalogue: Option<&Catalogue>) {
    let before = draft.answers.clone();
    follow(draft.kind, known, &mut draft.prefilled, &mut draft.answers);
    let catalogue = catalogue.filter(|_| draft.kind == RecordKind::Application);
    if let (Some(catalogue), true) = (catalogue, draft.answers != before) {
        settle(catalogue, &mut draft.answers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::answers::Answers;
    use shared::id::{PersonId, QueryId, RecordId};
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::record::{Office, RecordView, RuleVersion};
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
        take_up(&mut draft, &Known::default());
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
        bring_along(&mut draft, &Known::default(), None);
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
        let known = Known {
            earlier: vec![sent.clone()],
            ..Known::default()
        };
        let known = known.within_the_form();
        let mut draft = answering(sent);
        take_up(&mut draft, &known);
        type_at(&mut draft, "applicant.identity_number", MAN.to_owned());
        bring_along(&mut draft, &known, None);
        assert_eq!(draft.answers.typed("applicant.mobile"), "13800138000");
        assert_eq!(draft.answers.typed("applicant.address"), "漕溪北路88号");
        assert_eq!(draft.answers.typed("applicant.birth_date"), "1990-03-07");
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
        bring_along(&mut draft, &Known::default(), None);
        assert_eq!(draft.answers, content);
    }
}
