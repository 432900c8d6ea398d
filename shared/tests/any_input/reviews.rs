//! What holds for every review, whatever is tried on it.

use crate::fixtures::{AGENT, actor, person};
use chrono::NaiveDate;
use proptest::prelude::*;
use shared::answers::Answers;
use shared::id::{PersonId, QueryId};
use shared::money::Money;
use shared::people::AuthorityTable;
use shared::setting::Setting;
use shared::submission::{
    Action, AuthorityNeeded, Query, RaisedItem, Refusal, Review, Status, Verdict,
};
use shared::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

fn any_reason() -> impl Strategy<Value = String> {
    prop_oneof![5 => Just("other"), 1 => Just("")].prop_map(str::to_owned)
}

fn query() -> impl Strategy<Value = Query> {
    let item = (any_reason(), "[a-z ]{0,8}").prop_map(|(reason, note)| RaisedItem {
        path: "applicant.name".to_owned(),
        reason,
        note,
    });
    let items = proptest::collection::vec(item, 0..3);
    let due = (1u32..28).prop_map(|day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
    (0u128..3, items, due, proptest::bool::weighted(0.1)).prop_map(
        |(id, items, due, is_answered)| {
            let (id, at) = (QueryId::from_number(id), Timestamp::from_millis(0));
            Query {
                answered_at: is_answered.then_some(at),
                ..Query::raise(id, items, due, &Answers::new(), person(2), at)
            }
        },
    )
}

fn action() -> impl Strategy<Value = Action> {
    let lapse = (1u32..28).prop_map(|day| Action::Lapse {
        today: NaiveDate::from_ymd_opt(2026, 12, day).unwrap(),
    });
    let answer = (0u128..3, "[a-z]{0,5}").prop_map(|(id, remark)| Action::AnswerQuery {
        query: QueryId::from_number(id),
        remarks: BTreeMap::from([("applicant.name".to_owned(), remark)]),
        corrected: None,
    });
    prop_oneof![
        3 => Just(Action::Open),
        4 => query().prop_map(Action::RaiseQuery),
        6 => answer,
        3 => Just(Action::Accept),
        1 => (any_reason(), "[a-z ]{0,8}")
            .prop_map(|(reason, note)| Action::Reject { reason, note }),
        1 => "[a-z]{0,5}".prop_map(|note| Action::Withdraw { note }),
        1 => lapse,
    ]
}

fn needed() -> impl Strategy<Value = AuthorityNeeded> {
    (0i32..80_000)
        .prop_map(|yuan| AuthorityTable::as_delivered().unwrap()[0].needed(Money::from_yuan(yuan)))
}

fn holds(review: &Review, needed: AuthorityNeeded) -> Result<(), TestCaseError> {
    let open = review.queries.iter().filter(|query| query.is_open());
    prop_assert!(open.count() <= 1, "never two open queries");
    prop_assert_eq!(review.version, review.steps.len() as u64);
    prop_assert_eq!(review.status.is_final(), review.verdict.is_some());
    if !review.status.is_final() {
        prop_assert_eq!(
            review.status == Status::Queried,
            review.open_query().is_some()
        );
    }
    let givers: BTreeSet<_> = review.approvals.iter().map(|given| given.by.id).collect();
    prop_assert_eq!(
        givers.len(),
        review.approvals.len(),
        "four eyes are of two people"
    );
    prop_assert!(!givers.contains(&PersonId::from_number(AGENT)));
    if review.verdict == Some(Verdict::Accepted) {
        prop_assert!(needed.is_met_by(&review.approvals));
        prop_assert!(
            review
                .approvals
                .iter()
                .any(|given| given.level >= needed.level)
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_tried_the_rules_of_a_review_hold(
        needed in needed(),
        tries in proptest::collection::vec((actor(), action()), 0..60),
    ) {
        let captured_by = PersonId::from_number(AGENT);
        let mut review = Review::received(person(AGENT), Timestamp::from_millis(0));
        for (at, (actor, action)) in (1..).zip(tries) {
            let permitted = review.permit(&action, &actor, captured_by, needed);
            let at = Timestamp::from_millis(at);
            match review.after(action, &actor, captured_by, needed, at) {
                Ok(next) => {
                    prop_assert!(!review.status.is_final(), "what is decided stays decided");
                    prop_assert_eq!(next.version, review.version + 1);
                    prop_assert!(next.steps.starts_with(&review.steps), "the past stays");
                    prop_assert!(permitted.is_ok());
                    holds(&next, needed)?;
                    review = next;
                }
                // What only the content of the action shows.
                Err(Refusal::EmptyQuery | Refusal::ReasonMissing | Refusal::NoOpenQuery) => {}
                Err(refusal) => prop_assert_eq!(permitted, Err(refusal)),
            }
        }
        let json = serde_json::to_string(&review).unwrap();
        prop_assert_eq!(serde_json::from_str::<Review>(&json).unwrap(), review);
    }
}
