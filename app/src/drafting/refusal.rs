//! What became of a draft that was sent before.

use crate::store::Draft;
use shared::answers::Answers;
use shared::finding::Finding;
use shared::kinds;
use shared::sync::{EntryState, MADE_AT, Operation, OutboxEntry, SetAside};

/// The outbox entry made of the draft with this key.
pub fn entry_of<'a>(outbox: &'a [OutboxEntry], key: &str) -> Option<&'a OutboxEntry> {
    outbox.iter().rev().find(|entry| entry.draft == key)
}

/// Whether the draft is on its way and must not be changed. It stays so when its entry is finished
/// (`before`), and no longer is when the entry is set aside, or taken back: the draft is there, unsent.
pub fn is_on_its_way(outbox: &[OutboxEntry], drafts: &[Draft], key: &str, before: bool) -> bool {
    match entry_of(outbox, key) {
        Some(entry) => !matches!(entry.state, EntryState::SetAside(_)),
        None => {
            let mut drafts = drafts.iter();
            before && !drafts.any(|draft| draft.key == key && !draft.sent)
        }
    }
}

/// What the server found in the draft when it was sent, as far as the answers still stand as they
/// were sent.
pub fn refused_findings(outbox: &[OutboxEntry], key: &str, answers: &Answers) -> Vec<Finding> {
    let Some(entry) = entry_of(outbox, key) else {
        return Vec::new();
    };
    let EntryState::SetAside(SetAside::Rejected { findings }) = &entry.state else {
        return Vec::new();
    };
    let Some(mutation) = entry.mutation() else {
        return Vec::new();
    };
    let kind = kinds::of(mutation.kind);
    let sent = sent_answers(mutation.operation);
    findings
        .iter()
        // What is sent anew has a new time.
        .filter(|finding| finding.path != MADE_AT)
        // What is sold may be different since: the phone judges that itself, by what is sold now.
        .filter(|finding| !kind.is_sold(&finding.path))
        .filter(|finding| sent.get(&finding.path) == answers.get(&finding.path))
        .cloned()
        .collect()
}

fn sent_answers(operation: Operation) -> Answers {
    match operation {
        Operation::Submit { content, .. } => content,
        Operation::Answer {
            changes,
            correction: Some(beside),
            ..
        } => changes.and(&beside.changes).on(&Answers::new()),
        Operation::Answer { changes, .. } | Operation::Amend { changes, .. } => {
            changes.on(&Answers::new())
        }
        _ => Answers::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::{DeviceId, MutationId, RecordId};
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::record::{RecordKind, RuleVersion};
    use shared::sync::Mutation;
    use shared::time::Timestamp;

    fn refused() -> OutboxEntry {
        let mutation = Mutation {
            mutation_id: MutationId::from_number(1),
            device_id: DeviceId::from_number(2),
            device_seq: 3,
            record_id: RecordId::from_number(4),
            kind: RecordKind::Application,
            base_version: 0,
            base_hash: None,
            made_at: Timestamp::from_millis(0),
            rules: RuleVersion::CURRENT,
            operation: Operation::Submit {
                number: RecordNumber::new('A', DeviceNumber::new(7), 12),
                content: Answers::new().with("disclosure.paper_form", "P1"),
            },
        };
        let finding = Finding::error("paper_form_not_held", "disclosure.paper_form");
        OutboxEntry {
            seq: 3,
            mutation_id: mutation.mutation_id,
            record_id: mutation.record_id,
            draft: "draft".to_owned(),
            made_at: mutation.made_at,
            state: EntryState::SetAside(SetAside::Rejected {
                findings: vec![finding],
            }),
            unsent: false,
            body: serde_json::to_string(&mutation).unwrap(),
        }
    }

    #[test]
    fn what_arrived_stays_on_its_way_when_its_entry_is_gone() {
        let mut entry = refused();
        entry.state = EntryState::Waiting;
        assert!(is_on_its_way(&[entry], &[], "draft", false));
        assert!(is_on_its_way(&[], &[], "draft", true));
        assert!(!is_on_its_way(&[], &[], "draft", false));
    }

    #[test]
    fn what_was_taken_back_can_be_changed_again() {
        let (id, now) = (RecordId::from_number(4), Timestamp::from_millis(0));
        let mut draft = Draft::new_record(id, RecordKind::Application, now);
        let key = draft.key.clone();
        assert!(!is_on_its_way(&[], &[draft.clone()], &key, true));
        draft.sent = true;
        assert!(is_on_its_way(&[], &[draft], &key, true));
    }

    #[test]
    fn what_is_sold_is_judged_by_what_is_sold_now() {
        let mut entry = refused();
        entry.state = EntryState::SetAside(SetAside::Rejected {
            findings: vec![
                Finding::error("premium_differs", "product.premium"),
                Finding::error("paper_form_not_held", "disclosure.paper_form"),
            ],
        });
        let answers = Answers::new().with("disclosure.paper_form", "P1");
        let found = refused_findings(&[entry], "draft", &answers);
        let paths: Vec<&str> = found.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["disclosure.paper_form"]);
    }

    #[test]
    fn a_wrong_time_does_not_keep_the_draft_from_being_sent_anew() {
        let mut entry = refused();
        let findings = vec![Finding::error("captured_too_early", MADE_AT)];
        entry.state = EntryState::SetAside(SetAside::Rejected { findings });
        assert_eq!(refused_findings(&[entry], "draft", &Answers::new()), []);
    }

    #[test]
    fn what_the_server_found_stands_until_the_answer_changes() {
        let outbox = [refused()];
        let found = |answers: &Answers| refused_findings(&outbox, "draft", answers).len();
        assert_eq!(
            found(&Answers::new().with("disclosure.paper_form", "P1")),
            1
        );
        assert_eq!(
            found(&Answers::new().with("disclosure.paper_form", "P2")),
            0
        );
        assert!(!is_on_its_way(&outbox, &[], "draft", true));
        assert_eq!(refused_findings(&outbox, "another", &Answers::new()), []);
    }
}
