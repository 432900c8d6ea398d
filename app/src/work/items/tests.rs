//! Each record stands once, with where it is and what is on its way.

use super::*;
use shared::answers::{Answers, Changes};
use shared::id::{DeviceId, MutationId, PersonId, QueryId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{RecordKind, RuleVersion};
use shared::submission::{PersonRef, Query, Review};
use shared::sync::{EntryState, Mutation, Operation, Quarantine};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn number(n: u32) -> RecordNumber {
    RecordNumber::new('A', DeviceNumber::new(1), n)
}

fn draft(n: u32, sent: bool) -> Draft {
    let record_id = RecordId::from_number(n.into());
    Draft {
        key: record_id.to_string(),
        number: Some(number(n)),
        answers: Answers::new().with("applicant.name", "王芳"),
        sent,
        ..Draft::new_record(record_id, RecordKind::Application, at(i64::from(n)))
    }
}

fn entry(n: u32, state: EntryState) -> OutboxEntry {
    let record_id = RecordId::from_number(n.into());
    OutboxEntry {
        seq: n.into(),
        mutation_id: MutationId::from_number(n.into()),
        record_id,
        draft: record_id.to_string(),
        made_at: at(0),
        state,
        unsent: false,
        body: String::new(),
    }
}

fn record(n: u32) -> RecordView {
    let agent = PersonRef {
        id: PersonId::from_number(1),
        name: "李雷".to_owned(),
    };
    RecordView {
        record_id: RecordId::from_number(n.into()),
        kind: RecordKind::Application,
        number: number(n),
        captured_by: agent.clone(),
        captured_at: at(0),
        received_at: at(i64::from(n)),
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: Answers::new(),
        office: Office::Review(Review::received(agent, at(i64::from(n)))),
    }
}

fn places(items: &[WorkItem]) -> Vec<(u128, Place)> {
    items
        .iter()
        .map(|item| (item.record_id.uuid().as_u128(), item.place))
        .collect()
}

#[test]
fn each_record_stands_once_with_where_it_is() {
    let drafts = [draft(1, false), draft(2, true), draft(3, true)];
    let waiting = entry(2, EntryState::Waiting);
    let applied = entry(3, EntryState::Applied { version: 1 });
    let shown = items(&drafts, &[waiting, applied], &[record(3), record(4)]);
    assert_eq!(
        places(&shown),
        [
            (4, Place::At(Status::Received)),
            (3, Place::Ready),
            (2, Place::Ready),
            (1, Place::Draft),
        ]
    );
}

#[test]
fn what_needs_the_person_stands_first() {
    let aside = EntryState::SetAside(Quarantine::NumberTaken.into());
    let drafts = [draft(1, true), draft(9, false)];
    let shown = items(&drafts, &[entry(1, aside)], &[record(5)]);
    assert_eq!(shown[0].place, Place::SetAside);
    assert_eq!(shown[0].title, "王芳");
}

#[test]
fn what_is_changed_and_not_sent_stands_beside_its_record_until_it_is_sent() {
    let amendment = Draft::amending(&record(5), "amend:5:1".to_owned(), at(9));
    let answer = Draft::answering(&record(5), QueryId::from_number(7), at(8));
    let shown = items(&[amendment.clone(), answer], &[], &[record(5)]);
    let parts: Vec<(Part, String)> = shown.iter().map(|it| (it.part, it.href())).collect();
    let id = RecordId::from_number(5);
    let query = QueryId::from_number(7);
    assert_eq!(
        parts,
        [
            (Part::Amendment, "/draft/amend:5:1/check".to_owned()),
            (Part::Answer, format!("/answer/query:{query}")),
            (Part::Record, format!("/records/{id}")),
        ]
    );
    assert!(shown[..2].iter().all(|it| it.place == Place::Draft));
    let sent = Draft {
        sent: true,
        ..amendment
    };
    assert_eq!(items(&[sent], &[], &[record(5)]).len(), 1);
}

#[test]
fn a_change_to_a_record_that_is_gone_from_here_stands_in_the_list() {
    let amendment = Draft::amending(&record(5), "amend:5:1".to_owned(), at(9));
    assert_eq!(items(&[amendment], &[], &[]).len(), 1);
}

fn queried(n: u32, due: &str) -> RecordView {
    let mut record = record(n);
    let Office::Review(review) = &mut record.office else {
        panic!("a review");
    };
    review.status = Status::Queried;
    review.queries.push(Query {
        id: QueryId::from_number(n.into()),
        items: Vec::new(),
        due: due.parse().unwrap(),
        raised_by: record.captured_by.clone(),
        raised_at: at(0),
        answered_at: None,
    });
    record
}

#[test]
fn of_the_queries_the_one_due_first_stands_first_behind_what_came_back() {
    let aside = EntryState::SetAside(Quarantine::NumberTaken.into());
    let records = [
        queried(3, "2026-12-09"),
        queried(2, "2026-12-01"),
        record(5),
    ];
    let shown = items(&[draft(1, true)], &[entry(1, aside)], &records);
    let ids = places(&shown).into_iter().map(|(id, _)| id);
    assert_eq!(ids.collect::<Vec<_>>(), [1, 2, 3, 5]);
}

/// An entry of record `n` that does this.
fn doing(n: u32, state: EntryState, operation: Operation) -> OutboxEntry {
    let entry = entry(n, state);
    let mutation = Mutation {
        mutation_id: entry.mutation_id,
        device_id: DeviceId::from_number(1),
        device_seq: entry.seq,
        record_id: entry.record_id,
        kind: RecordKind::Application,
        base_version: 1,
        base_hash: None,
        made_at: at(0),
        rules: RuleVersion::CURRENT,
        operation,
    };
    OutboxEntry {
        body: serde_json::to_string(&mutation).unwrap(),
        ..entry
    }
}

#[test]
fn a_record_says_what_of_it_is_on_its_way() {
    let note = || "写错了".to_owned();
    let amendment = Operation::Amend {
        changes: Changes::new().with("applicant.name", "王方"),
        note: note(),
    };
    let said = |state: EntryState, operation: &Operation, record: RecordView| {
        let outbox = [doing(5, state, operation.clone())];
        let shown = items(&[], &outbox, &[record]);
        (shown[0].place, shown[0].outgoing)
    };
    let waits = |operation| said(EntryState::Waiting, operation, record(5));
    let ready = |outgoing| (Place::Ready, Some(outgoing));
    assert_eq!(waits(&amendment), ready(Outgoing::Amendment));
    let withdrawal = Operation::Withdraw { note: note() };
    assert_eq!(waits(&withdrawal), ready(Outgoing::Withdrawal));
    let answer = Operation::Answer {
        query: QueryId::from_number(5),
        changes: Changes::new(),
        remarks: Default::default(),
        correction: None,
    };
    let answered = said(EntryState::Waiting, &answer, queried(5, "2026-12-01"));
    assert_eq!(answered, ready(Outgoing::Answer));

    let mut decided = record(5);
    if let Office::Review(review) = &mut decided.office {
        review.status = Status::Accepted;
    }
    let decided = said(EntryState::Waiting, &amendment, decided);
    let accepted = Place::At(Status::Accepted);
    assert_eq!(decided, (accepted, Some(Outgoing::Amendment)));
    let aside = EntryState::SetAside(Quarantine::NotYours.into());
    let back = said(aside, &amendment, record(5));
    assert_eq!(back, (Place::SetAside, None));
    assert_eq!(items(&[], &[], &[record(5)])[0].outgoing, None);
}
