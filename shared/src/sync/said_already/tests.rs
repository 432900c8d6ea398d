//! What is pressed twice goes once; what was undone since goes again.

use super::*;
use crate::answers::Changes;
use crate::id::{PersonId, QueryId};
use crate::sync::mutation::tests::a_submission;
use crate::sync::outbox::tests::entry;
use crate::sync::{Mutation, Quarantine};
use crate::training::Presence;
use std::collections::BTreeMap;

mod session_acts;

/// Entry `seq` of record 1, of this draft, that does this.
fn doing(seq: u64, draft: &str, operation: Operation) -> OutboxEntry {
    let mutation = Mutation {
        record_id: RecordId::from_number(1),
        operation,
        ..a_submission()
    };
    OutboxEntry {
        draft: draft.to_owned(),
        body: serde_json::to_string(&mutation).unwrap(),
        ..entry(seq, 1, true)
    }
}

fn found(outbox: &[OutboxEntry], draft: &str, operation: &Operation) -> Option<u64> {
    let record = RecordId::from_number(1);
    said_already(outbox, draft, record, operation).map(|entry| entry.seq)
}

fn answer(query: u128, remark: &str) -> Operation {
    Operation::Answer {
        query: QueryId::from_number(query),
        changes: Changes::new(),
        remarks: BTreeMap::from([("loss.place".to_owned(), remark.to_owned())]),
        correction: None,
    }
}

fn amendment(note: &str) -> Operation {
    Operation::Amend {
        changes: Changes::new().with("loss.place", "地铁站"),
        note: note.to_owned(),
    }
}

fn mark(person: u128, presence: Presence) -> Operation {
    Operation::Mark {
        person: PersonId::from_number(person),
        presence,
        reason: "手机没电".to_owned(),
        correction: false,
    }
}

fn withdrawal(note: &str) -> Operation {
    Operation::Withdraw {
        note: note.to_owned(),
    }
}

#[test]
fn a_query_is_answered_once_whatever_the_second_tap_or_tab_says() {
    let outbox = [doing(1, "query:7", answer(7, "已核对"))];
    assert_eq!(found(&outbox, "query:7", &answer(7, "已核对")), Some(1));
    assert_eq!(found(&outbox, "of before", &answer(7, "再说一次")), Some(1));
    assert_eq!(found(&outbox, "query:8", &answer(8, "已核对")), None);
}

#[test]
fn a_draft_goes_once_and_a_record_is_submitted_withdrawn_and_closed_once() {
    let submission = a_submission().operation;
    let outbox = [
        doing(1, "application:1", submission.clone()),
        doing(2, "amend:1:1", amendment("写错了")),
        doing(3, "", withdrawal("客户改变了主意")),
        doing(4, "", Operation::close()),
    ];
    assert_eq!(found(&outbox, "application:1", &submission), Some(1));
    let other = amendment("再次更正");
    assert_eq!(found(&outbox, "amend:1:1", &other), Some(2));
    assert_eq!(found(&outbox, "amend:1:2", &amendment("写错了")), None);
    assert_eq!(found(&outbox, "", &withdrawal("再想想")), Some(3));
    assert_eq!(found(&outbox, "", &Operation::close()), Some(4));
    let elsewhere = RecordId::from_number(2);
    let close = Operation::close();
    assert_eq!(said_already(&outbox, "", elsewhere, &close), None);
}

#[test]
fn a_mark_is_repeated_only_after_another_of_the_same_person() {
    let (present, absent) = (mark(5, Presence::Present), mark(5, Presence::Absent));
    let outbox = [
        doing(1, "", present.clone()),
        doing(2, "", mark(6, Presence::Late)),
    ];
    assert_eq!(found(&outbox, "", &present), Some(1));
    assert_eq!(found(&outbox, "", &absent), None);
    let outbox = [
        doing(1, "", present.clone()),
        doing(2, "", absent),
        doing(3, "", amendment("改地点")),
    ];
    assert_eq!(found(&outbox, "", &present), None, "it was set right since");
    assert_eq!(found(&outbox, "", &amendment("改地点")), Some(3));
    assert_eq!(found(&outbox, "", &amendment("改时间")), None);
}

#[test]
fn what_a_change_since_may_have_undone_can_be_done_again() {
    let present = mark(5, Presence::Present);
    let mut outbox = vec![
        doing(1, "", present.clone()),
        doing(2, "", Operation::close()),
        doing(3, "", amendment("改时间")),
    ];
    assert_eq!(found(&outbox, "", &Operation::close()), None);
    assert_eq!(found(&outbox, "", &present), None);
    outbox.push(doing(4, "", Operation::close()));
    assert_eq!(found(&outbox, "", &Operation::close()), Some(4));
    outbox[2].state = EntryState::SetAside(Quarantine::Unreadable.into());
    assert_eq!(found(&outbox[..3], "", &Operation::close()), Some(2));
}

#[test]
fn what_was_set_aside_can_be_said_anew() {
    let mut refused = doing(1, "query:7", answer(7, "已核对"));
    refused.state = EntryState::SetAside(Quarantine::Unreadable.into());
    assert_eq!(found(&[refused], "query:7", &answer(7, "已核对")), None);
}

#[test]
fn a_record_captured_twice_in_one_moment_is_one() {
    let Operation::Submit { content, .. } = a_submission().operation else {
        panic!("a submission");
    };
    let mut outbox = [doing(1, "application:1", a_submission().operation)];
    let kind = RecordKind::Application;
    let there = Some(RecordId::from_number(1));
    assert_eq!(captured_already(&outbox, kind, &content), there);
    let another = Answers::new().with("applicant.name", "李雷");
    assert_eq!(captured_already(&outbox, kind, &another), None);
    assert_eq!(
        captured_already(&outbox, RecordKind::CheckIn, &content),
        None
    );
    outbox[0].state = EntryState::Applied { version: 1 };
    assert_eq!(captured_already(&outbox, kind, &content), None);
}

#[test]
fn a_record_that_was_corrected_since_can_be_captured_as_it_was() {
    let Operation::Submit { content, .. } = a_submission().operation else {
        panic!("a submission");
    };
    let first = doing(1, "", a_submission().operation);
    let kind = RecordKind::Application;
    for changed in [amendment("写错了"), withdrawal("客户改变了主意")] {
        let mut outbox = [first.clone(), doing(2, "", changed)];
        assert_eq!(captured_already(&outbox, kind, &content), None);
        outbox[1].state = EntryState::SetAside(Quarantine::Unreadable.into());
        let there = Some(RecordId::from_number(1));
        assert_eq!(captured_already(&outbox, kind, &content), there);
    }
}
