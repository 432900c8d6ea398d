//! Cases for tests, made by the transitions of a review.

use chrono::NaiveDate;
use shared::answers::Answers;
use shared::desk::{AgentHistory, Case, EarlierContent, Holder, QueueEntry};
use shared::id::{PersonId, QueryId, RecordId};
use shared::money::Money;
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::{
    Action, Actor, AuthorityNeeded, Level, PersonRef, Query, RaisedItem, Review, Status,
};
use shared::time::Timestamp;
use std::collections::BTreeMap;

const INCOME: &str = "applicant.annual_income";
const NEEDED: AuthorityNeeded = AuthorityNeeded {
    level: Level(1),
    four_eyes: false,
};

fn person(number: u128, name: &str) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: name.to_owned(),
    }
}

fn actor(person: PersonRef, level: Option<Level>) -> Actor {
    Actor {
        person,
        review_level: level,
    }
}

fn content() -> Answers {
    Answers::new()
        .with("applicant.name", "王芳")
        .with(INCOME, "90000")
}

fn case(review: Review, content: Answers, earlier: Vec<EarlierContent>) -> Case {
    Case {
        record: RecordView {
            record_id: RecordId::from_number(10),
            kind: RecordKind::Application,
            number: RecordNumber::new('A', DeviceNumber::new(1), 1),
            captured_by: person(1, "李娜"),
            captured_at: Timestamp::from_millis(0),
            received_at: Timestamp::from_millis(1),
            version: review.version,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content,
            office: Office::Review(review),
        },
        team: String::new(),
        findings: Vec::new(),
        earlier,
        amount: Some(Money::from_yuan(6_000)),
        needed: NEEDED,
        accept_refusal: None,
        reject_refusal: None,
        query_refusal: None,
        holder: None,
        reopen_refusal: None,
        related: Vec::new(),
        policy: None,
        history: AgentHistory {
            since: NaiveDate::default(),
            sent: 0,
            accepted: 0,
            rejected: 0,
            queried: 0,
        },
    }
}

fn queried() -> Review {
    let item = RaisedItem {
        path: INCOME.to_owned(),
        reason: "income_proof".to_owned(),
        note: "Where from?".to_owned(),
    };
    let due = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    let reviewer = person(2, "赵敏");
    let at = Timestamp::from_millis(10);
    let id = QueryId::from_number(7);
    let query = Query::raise(id, vec![item], due, &content(), reviewer.clone(), at);
    step(
        &Review::received(person(1, "李娜"), Timestamp::from_millis(1)),
        Action::RaiseQuery(query),
        &actor(reviewer, Some(Level(1))),
        at,
    )
}

fn step(review: &Review, action: Action, actor: &Actor, at: Timestamp) -> Review {
    review
        .after(action, actor, PersonId::from_number(1), NEEDED, at)
        .unwrap()
}

/// Asked about the income, not answered.
pub fn queried_case() -> Case {
    case(queried(), content(), Vec::new())
}

/// Asked about the income, answered with another one.
pub fn answered_case() -> Case {
    let answer = Action::AnswerQuery {
        query: QueryId::from_number(7),
        remarks: BTreeMap::from([(INCOME.to_owned(), "工资".to_owned())]),
        corrected: None,
    };
    let at = Timestamp::from_millis(20);
    let review = step(&queried(), answer, &actor(person(1, "李娜"), None), at);
    let before = EarlierContent {
        content_version: 1,
        content: content(),
        received_at: Timestamp::from_millis(1),
    };
    case(review, content().with(INCOME, "120000"), vec![before])
}

/// A large case after a reviewer did this as the first of two.
pub fn case_after(action: Action) -> Case {
    let needed = AuthorityNeeded {
        level: Level(3),
        four_eyes: true,
    };
    let received = Review::received(person(1, "李娜"), Timestamp::from_millis(1));
    let reviewer = actor(person(2, "赵敏"), Some(Level(2)));
    let at = Timestamp::from_millis(10);
    let review = received.after(action, &reviewer, PersonId::from_number(1), needed, at);
    Case {
        needed,
        ..case(review.unwrap(), content(), Vec::new())
    }
}

/// A case of the queue that waits and that anybody may decide.
pub fn queue_entry(number: u128) -> QueueEntry {
    QueueEntry {
        record_id: RecordId::from_number(number),
        kind: RecordKind::Application,
        number: RecordNumber::new('A', DeviceNumber::new(1), 1),
        title: "王芳".to_owned(),
        subject: "TL-A".to_owned(),
        amount: None,
        captured_by: person(1, "李娜"),
        team: String::new(),
        received_at: Timestamp::from_millis(1),
        status: Status::Received,
        warnings: 0,
        needed: NEEDED,
        refusal: None,
        holder: None,
    }
}

/// The person with this number, who has a case open.
pub fn holder(number: u128) -> Holder {
    Holder {
        person: person(number, "赵敏"),
        since: Timestamp::from_millis(5),
    }
}
