//! The server half takes any mutation on any record.

use crate::fixtures::{AGENT, CATALOGUE, any_answers, good, number, person, today};
use proptest::prelude::*;
use shared::answers::{Answers, Changes};
use shared::finding::Finding;
use shared::id::{DeviceId, MutationId, PersonId, QueryId, RecordId};
use shared::kinds::check;
use shared::pay_calendar::PayCalendar;
use shared::people::AuthorityTable;
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::rules::Context;
use shared::setting::Setting;
use shared::submission::{Action, Actor, Level, Query, RaisedItem};
use shared::sync::{
    Admission, Correction, Known, Mutation, Operation, Outcome, Sender, Teaching, admit,
};
use shared::time::Timestamp;
use shared::training::{Member, Presence, PresenceRules, Roster, SignInClocks, resolve_check_in};
use std::collections::BTreeMap;

fn content(kind: RecordKind) -> impl Strategy<Value = Answers> {
    prop_oneof![3 => Just(good(kind)), 1 => any_answers()]
}

fn operation(kind: RecordKind) -> impl Strategy<Value = Operation> {
    let remark = proptest::option::of("[a-z]{0,5}").prop_map(|remark| {
        remark
            .map(|remark| ("applicant.name".to_owned(), remark))
            .into_iter()
            .collect::<BTreeMap<_, _>>()
    });
    let changes = prop_oneof![
        Just(Changes::new()),
        Just(Changes::new().with("applicant.name", "王小芳")),
        any_answers().prop_map(|answers| Changes::between(&Answers::new(), &answers)),
    ];
    let amendment = (changes.clone(), "[a-z ]{0,5}");
    let correction = amendment.clone();
    let correction = correction.prop_map(|(changes, note)| Correction { changes, note });
    let correction = proptest::option::of(correction);
    prop_oneof![
        2 => content(kind).prop_map(move |content| Operation::Submit { number: number(kind), content }),
        4 => (0u128..2, changes, remark, correction).prop_map(|(query, changes, remarks, correction)| {
            Operation::Answer { query: QueryId::from_number(query), changes, remarks, correction }
        }),
        2 => amendment.prop_map(|(changes, note)| Operation::Amend { changes, note }),
        1 => "[a-z]{0,5}".prop_map(|note| Operation::Withdraw { note }),
        2 => (1u128..5, proptest::sample::select(Presence::ALL.to_vec()), "[a-z ]{0,4}", any::<bool>()).prop_map(
            |(who, presence, reason, correction)| {
                Operation::Mark { person: PersonId::from_number(who), presence, reason, correction }
            }),
        1 => ("[a-z ]{0,4}", any::<bool>())
            .prop_map(|(reason, correction)| Operation::Close { reason, correction }),
    ]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    // Made once for each kind: making a strategy costs more than drawing from it.
    let operation =
        proptest::strategy::Union::new(RecordKind::ALL.map(|kind| (Just(kind), operation(kind))));
    (operation, 0u64..4, any::<i64>(), any::<u16>()).prop_map(
        |((kind, operation), base_version, made_at, rules)| Mutation {
            mutation_id: MutationId::from_number(1),
            device_id: DeviceId::from_number(2),
            device_seq: base_version,
            record_id: RecordId::from_number(3),
            kind,
            base_version,
            base_hash: None,
            made_at: Timestamp::from_millis(made_at),
            rules: RuleVersion(rules),
            operation,
        },
    )
}

fn sender() -> impl Strategy<Value = Sender> {
    let member = |number| Member {
        person: person(number),
        units: Vec::new(),
        roles: Vec::new(),
        joined: None,
    };
    let teaching = proptest::option::of((any::<i32>(), any::<i64>()));
    (proptest::bool::weighted(0.9), teaching).prop_map(move |(is_agent, teaching)| Sender {
        person: person(if is_agent { AGENT } else { 9 }),
        teaching: teaching.map(|(branch_offset, clock_ahead)| Teaching {
            members: (1..4).map(member).collect(),
            branch_offset,
            clock_ahead,
            pay_calendar: PayCalendar::demonstration().ok(),
        }),
    })
}

/// The office now and then asks something, so that there is something to answer.
fn queried(record: &RecordView) -> Option<RecordView> {
    let Office::Review(review) = &record.office else {
        return None;
    };
    let (id, at) = (QueryId::from_number(1), Timestamp::from_millis(5));
    let item = RaisedItem {
        path: "applicant.name".to_owned(),
        reason: "unclear".to_owned(),
        note: "?".to_owned(),
    };
    let query = Query::raise(id, vec![item], today(), &record.content, person(8), at);
    let reviewer = Actor {
        person: person(8),
        review_level: Some(Level(3)),
    };
    let needed = AuthorityTable::as_delivered().unwrap()[0].above;
    let action = Action::RaiseQuery(query);
    let review = review
        .after(action, &reviewer, record.captured_by.id, needed, at)
        .ok()?;
    Some(RecordView {
        office: Office::Review(review),
        version: record.version + 1,
        ..record.clone()
    })
}

fn rules(kind: RecordKind, answers: &Answers) -> Vec<Finding> {
    check(kind, answers, &Context::complete(today(), &CATALOGUE))
}

fn is_next(before: &RecordView, next: &RecordView, rewritten: bool) -> Result<(), TestCaseError> {
    prop_assert_eq!(next.version, before.version + 1);
    prop_assert_eq!(&next.captured_by, &before.captured_by);
    prop_assert_eq!(
        (next.record_id, next.kind, &next.number),
        (before.record_id, before.kind, &before.number)
    );
    prop_assert_eq!(
        next.content_version,
        before.content_version + u64::from(rewritten)
    );
    prop_assert!(
        rewritten || next.content == before.content,
        "only an answer or an amendment changes the content"
    );
    prop_assert!(
        rules(next.kind, &next.content)
            .iter()
            .all(|finding| !finding.is_error())
    );
    if let (Office::Roster(old), Office::Roster(new)) = (&before.office, &next.office) {
        let people = |roster: &Roster| {
            roster
                .entries
                .iter()
                .map(|entry| entry.person.clone())
                .collect::<Vec<_>>()
        };
        prop_assert!(rewritten || people(old) == people(new));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_history_of_mutations_keeps_the_record_whole(
        story in proptest::collection::vec((mutation(), sender(), proptest::bool::weighted(0.3)), 1..20)
    ) {
        let mut stored: Option<RecordView> = None;
        let mut contents: Vec<Answers> = Vec::new();
        for (now, (mutation, sender, ask)) in (1..).zip(story) {
            let rewritten = matches!(
                mutation.operation,
                Operation::Answer { .. } | Operation::Amend { .. }
            );
            let base = usize::try_from(mutation.base_version).unwrap();
            let base = base.checked_sub(1).and_then(|version| contents.get(version));
            let known = stored.as_ref().map(|record| Known { record, base });
            match admit(&mutation, &sender, known, &rules, Timestamp::from_millis(now)) {
                Admission::Apply(next) => {
                    match &stored {
                        None => prop_assert_eq!((next.version, next.content_version), (1, 1)),
                        Some(before) => is_next(before, &next, rewritten)?,
                    }
                    prop_assert_eq!(&next.captured_by, &sender.person);
                    contents.truncate(usize::try_from(next.content_version - 1).unwrap());
                    contents.push(next.content.clone());
                    stored = Some(*next);
                }
                Admission::Refuse(Outcome::Applied { .. } | Outcome::AlreadyApplied { .. }) => {
                    prop_assert!(false, "a refusal is no success");
                }
                Admission::Refuse(_) => {}
            }
            if let Some(asked) = stored.as_ref().filter(|_| ask).and_then(queried) {
                stored = Some(asked);
            }
        }
    }

    #[test]
    fn any_check_in_is_counted_or_not_against_any_session(
        one in (mutation(), sender()), other in (mutation(), sender()),
        agent_ahead: i64, trainer_ahead: i64, branch_offset: i32,
    ) {
        let record = |(mutation, sender): &(Mutation, Sender)| {
            let anything = |_: RecordKind, _: &Answers| Vec::new();
            match admit(mutation, sender, None, &anything, Timestamp::from_millis(1)) {
                Admission::Apply(record) => Some(*record),
                Admission::Refuse(_) => None,
            }
        };
        if let (Some(check_in), Some(session)) = (record(&one), record(&other))
            && let Some(session) = session.training_session()
        {
            let clocks = SignInClocks { agent_ahead, trainer_ahead, branch_offset };
            let check_in = check_in.as_check_in();
            let _ = resolve_check_in(&check_in, &session, clocks, &PresenceRules::UNTOLD, check_in.received_at);
        }
    }
}
