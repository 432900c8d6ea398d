//! Submissions as stories.

use super::*;
use crate::answers::Answers;
use crate::id::{PersonId, QueryId};
use crate::money::Money;
use crate::people::AuthorityTable;
use crate::setting::Setting;
use crate::time::Timestamp;
use std::collections::BTreeMap;

const AGENT: u128 = 1;

fn person(number: u128) -> PersonRef {
    PersonRef {
        id: PersonId::from_number(number),
        name: format!("person {number}"),
    }
}

fn reviewer(number: u128, level: u8) -> Actor {
    Actor {
        person: person(number),
        review_level: Some(Level(level)),
    }
}

fn agent() -> Actor {
    Actor {
        person: person(AGENT),
        review_level: None,
    }
}

struct Case(Review, Money);

impl Case {
    fn of_yuan(yuan: i32) -> Self {
        Self(
            Review::received(person(AGENT), Timestamp::from_millis(0)),
            Money::from_yuan(yuan),
        )
    }

    fn try_act(&self, actor: &Actor, action: Action) -> Result<Review, Refusal> {
        self.0.after(
            action,
            actor,
            PersonId::from_number(AGENT),
            AuthorityTable::as_delivered().unwrap()[0].needed(self.1),
            Timestamp::from_millis(1),
        )
    }

    fn act(&mut self, actor: &Actor, action: Action) -> Status {
        self.0 = self.try_act(actor, action).unwrap();
        self.0.status
    }
}

fn a_query() -> Query {
    let item = RaisedItem {
        path: "applicant.annual_income".to_owned(),
        reason: "income_proof".to_owned(),
        note: "Where from?".to_owned(),
    };
    Query::raise(
        QueryId::from_number(7),
        vec![item],
        "2026-12-01".parse().unwrap(),
        &Answers::new().with("applicant.annual_income", "90000"),
        person(2),
        Timestamp::from_millis(1),
    )
}

#[test]
fn a_query_is_answered_once_and_keeps_what_stood_there() {
    let mut case = Case::of_yuan(5_000);
    assert_eq!(case.act(&reviewer(2, 1), Action::Open), Status::InReview);
    assert_eq!(
        case.act(&reviewer(2, 1), Action::RaiseQuery(a_query())),
        Status::Queried
    );
    assert_eq!(
        case.try_act(&reviewer(2, 1), Action::Accept),
        Err(Refusal::AwaitingAnswer)
    );
    let answer = Action::AnswerQuery {
        query: QueryId::from_number(7),
        remarks: BTreeMap::from([("applicant.annual_income".to_owned(), "rent".to_owned())]),
        corrected: None,
    };
    assert_eq!(case.act(&agent(), answer.clone()), Status::Answered);
    assert_eq!(case.0.queries[0].items[0].before, "90000");
    assert_eq!(case.0.queries[0].items[0].remark, "rent");
    assert_eq!(case.try_act(&agent(), answer), Err(Refusal::NoOpenQuery));
    assert_eq!(case.act(&reviewer(2, 1), Action::Accept), Status::Accepted);
}

fn amended(path: &str, before: &str, after: &str) -> AmendedAnswer {
    AmendedAnswer {
        path: path.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

#[test]
fn what_is_corrected_beside_an_answer_is_told_as_a_correction() {
    let mut case = Case::of_yuan(100);
    case.act(&reviewer(2, 1), Action::RaiseQuery(a_query()));
    let steps = case.0.steps.len();
    let corrected = Corrected {
        note: "the date was wrong, too".to_owned(),
        answers: vec![
            amended("applicant.annual_income", "90000", "120000"),
            amended("applicant.birth_date", "1990-05-20", "1990-05-21"),
        ],
    };
    let answer = Action::AnswerQuery {
        query: QueryId::from_number(7),
        remarks: BTreeMap::new(),
        corrected: Some(corrected),
    };
    assert_eq!(case.act(&agent(), answer), Status::Answered);
    let paths: Vec<&str> = case.0.amendments[0]
        .answers
        .iter()
        .map(|it| &*it.path)
        .collect();
    assert_eq!(
        paths,
        ["applicant.birth_date"],
        "what was asked is told there"
    );
    assert_eq!(case.0.steps.len(), steps + 1);
}

#[test]
fn what_stood_there_at_a_time_is_told_by_what_changed_since() {
    let mut review = Review::received(agent().person, Timestamp::from_millis(1));
    let note = String::new();
    for (at, before, after) in [(10, "1", "2"), (30, "2", "3")] {
        review.amendments.push(Amendment {
            at: Timestamp::from_millis(at),
            note: note.clone(),
            answers: vec![amended("a", before, after)],
        });
    }
    let content = Answers::new().with("a", "3").with("b", "x");
    let stood = |path, at| review.stood_at(path, Timestamp::from_millis(at), &content);
    assert_eq!(
        [5, 10, 20, 30].map(|at| stood("a", at)),
        ["1", "2", "2", "3"]
    );
    assert_eq!(stood("b", 5), "x");
}

#[test]
fn nobody_decides_what_they_captured() {
    let mut leader = agent();
    leader.review_level = Some(Level(3));
    let case = Case::of_yuan(100);
    assert_eq!(
        case.try_act(&leader, Action::Accept),
        Err(Refusal::OwnRecord)
    );
}

#[test]
fn amounts_above_the_level_go_to_the_next() {
    let case = Case::of_yuan(20_001);
    let refused = Err(Refusal::AboveAuthority { needed: Level(2) });
    assert_eq!(case.try_act(&reviewer(2, 1), Action::Accept), refused);
    assert!(case.try_act(&reviewer(3, 2), Action::Accept).is_ok());
}

#[test]
fn large_amounts_need_two_people_and_one_of_level_three() {
    let mut case = Case::of_yuan(60_000);
    assert_eq!(
        case.try_act(&reviewer(2, 1), Action::Accept),
        Err(Refusal::AboveAuthority { needed: Level(2) })
    );
    assert_eq!(case.act(&reviewer(2, 2), Action::Accept), Status::InReview);
    assert_eq!(
        case.try_act(&reviewer(2, 2), Action::Accept),
        Err(Refusal::SecondPersonNeeded)
    );
    assert_eq!(
        case.try_act(&reviewer(3, 2), Action::Accept),
        Err(Refusal::AboveAuthority { needed: Level(3) })
    );
    assert_eq!(case.act(&reviewer(4, 3), Action::Accept), Status::Accepted);
}

#[test]
fn a_question_after_the_first_approval_voids_it() {
    let mut case = Case::of_yuan(60_000);
    case.act(&reviewer(2, 2), Action::Accept);
    case.act(&reviewer(4, 3), Action::RaiseQuery(a_query()));
    assert!(case.0.approvals.is_empty());
}

#[test]
fn a_rejection_says_why() {
    let reject = |reason: &str, note: &str| Action::Reject {
        reason: reason.to_owned(),
        note: note.to_owned(),
    };
    let mut case = Case::of_yuan(5_000);
    for (reason, note) in [("duplicate", " "), ("", "why"), ("", "")] {
        assert_eq!(
            case.try_act(&reviewer(2, 1), reject(reason, note)),
            Err(Refusal::ReasonMissing)
        );
    }
    assert_eq!(
        case.act(&reviewer(2, 1), reject("duplicate", "same as A-1")),
        Status::Rejected
    );
    assert_eq!(
        case.try_act(
            &agent(),
            Action::Withdraw {
                note: String::new()
            }
        ),
        Err(Refusal::AlreadyDecided)
    );
}

#[test]
fn only_the_agent_withdraws() {
    let case = Case::of_yuan(5_000);
    let withdraw = Action::Withdraw {
        note: "client changed their mind".to_owned(),
    };
    assert_eq!(
        case.try_act(&reviewer(2, 3), withdraw.clone()),
        Err(Refusal::NotTheAgent)
    );
    assert!(case.try_act(&agent(), withdraw).is_ok());
}

#[test]
fn a_query_nobody_answers_turns_the_record_down_in_the_end() {
    let mut case = Case::of_yuan(5_000);
    let lapse = |day: &str| Action::Lapse {
        today: day.parse().unwrap(),
    };
    assert_eq!(
        case.try_act(&reviewer(2, 1), lapse("2026-12-12")),
        Err(Refusal::NoOpenQuery)
    );
    case.act(&reviewer(2, 1), Action::RaiseQuery(a_query()));
    assert_eq!(
        case.try_act(&reviewer(2, 1), lapse("2026-12-11")),
        Err(Refusal::NotOverdue),
        "due on the 1st, reminded for ten days"
    );
    assert_eq!(
        case.try_act(&agent(), lapse("2026-12-12")),
        Err(Refusal::NotAReviewer)
    );
    assert_eq!(
        case.act(&reviewer(2, 1), lapse("2026-12-12")),
        Status::Rejected
    );
    let reason = UNANSWERED.to_owned();
    let note = String::new();
    assert_eq!(case.0.verdict, Some(Verdict::Rejected { reason, note }));
}

fn reject() -> Action {
    Action::Reject {
        reason: "not_insurable".to_owned(),
        note: "outside the conditions".to_owned(),
    }
}

fn reopen() -> Action {
    Action::Reopen {
        reason: "new_information".to_owned(),
        note: "the client sent a report".to_owned(),
    }
}

#[test]
fn turning_down_asks_the_level_that_taking_on_asks() {
    let case = Case::of_yuan(20_001);
    let refused = Err(Refusal::AboveAuthority { needed: Level(2) });
    assert_eq!(case.try_act(&reviewer(2, 1), reject()), refused);
    let rejected = case.try_act(&reviewer(3, 2), reject()).unwrap();
    assert_eq!(rejected.status, Status::Rejected);
}

#[test]
fn turning_down_a_large_amount_needs_two_people_and_one_of_level_three() {
    let mut case = Case::of_yuan(120_000);
    assert_eq!(
        case.try_act(&reviewer(2, 1), reject()),
        Err(Refusal::AboveAuthority { needed: Level(2) })
    );
    assert_eq!(case.act(&reviewer(2, 2), reject()), Status::InReview);
    assert_eq!(case.0.verdict, None);
    assert!(case.0.proposed_rejection().is_some());
    assert_eq!(
        case.try_act(&reviewer(2, 2), reject()),
        Err(Refusal::SecondPersonNeeded)
    );
    assert_eq!(
        case.try_act(&reviewer(3, 2), reject()),
        Err(Refusal::AboveAuthority { needed: Level(3) })
    );
    assert_eq!(case.act(&reviewer(4, 3), reject()), Status::Rejected);
    let names: Vec<_> = case.0.course().map(|(name, _)| name).collect();
    assert_eq!(names, ["received", "rejection_proposed", "rejected"]);
}

#[test]
fn who_decides_the_other_way_begins_anew() {
    let mut case = Case::of_yuan(120_000);
    case.act(&reviewer(2, 2), reject());
    assert_eq!(case.act(&reviewer(4, 3), Action::Accept), Status::InReview);
    assert_eq!(case.0.proposed_rejection(), None);
    assert_eq!(case.act(&reviewer(3, 3), reject()), Status::InReview);
    assert!(case.0.approvals.is_empty());
    assert_eq!(case.act(&reviewer(4, 3), reject()), Status::Rejected);
}

#[test]
fn a_decision_is_taken_up_again_with_a_reason_by_who_may_decide_it() {
    let mut case = Case::of_yuan(30_000);
    case.act(&reviewer(3, 2), reject());
    assert_eq!(
        case.try_act(&reviewer(2, 1), reopen()),
        Err(Refusal::AboveAuthority { needed: Level(2) })
    );
    let unexplained = Action::Reopen {
        reason: "new_information".to_owned(),
        note: " ".to_owned(),
    };
    assert_eq!(
        case.try_act(&reviewer(3, 2), unexplained),
        Err(Refusal::ReasonMissing)
    );
    assert_eq!(case.act(&reviewer(3, 2), reopen()), Status::InReview);
    assert_eq!(case.0.verdict, None);
    assert_eq!(case.0.reopening().unwrap().reason, "new_information");
    assert_eq!(
        case.try_act(&reviewer(3, 2), reopen()),
        Err(Refusal::NotDecided)
    );
    assert_eq!(case.act(&reviewer(3, 2), Action::Accept), Status::Accepted);
    assert_eq!(case.0.reopening(), None);
}

#[test]
fn what_two_people_decided_a_third_takes_up_again() {
    let mut case = Case::of_yuan(120_000);
    case.act(&reviewer(2, 2), Action::Accept);
    case.act(&reviewer(4, 3), Action::Accept);
    for (number, level) in [(2, 3), (4, 3)] {
        assert_eq!(
            case.try_act(&reviewer(number, level), reopen()),
            Err(Refusal::DecidedYourself)
        );
    }
    assert_eq!(case.act(&reviewer(5, 3), reopen()), Status::InReview);
    assert!(case.0.approvals.is_empty(), "it is decided anew, by two");
}

#[test]
fn what_the_agent_took_back_is_not_the_offices_to_reopen() {
    let mut case = Case::of_yuan(5_000);
    let note = "client changed their mind".to_owned();
    case.act(&agent(), Action::Withdraw { note });
    assert_eq!(
        case.try_act(&reviewer(2, 3), reopen()),
        Err(Refusal::NotDecided)
    );
}

/// What a phone of the release before this one reads of a review: it refuses kinds of steps and
/// members of steps that it does not know, and passes over other members of the review.
#[test]
fn an_older_phone_reads_a_reopened_review() {
    const KNOWN: [&str; 9] = [
        "received",
        "opened",
        "queried",
        "answered",
        "amended",
        "approved",
        "accepted",
        "rejected",
        "withdrawn",
    ];
    let mut case = Case::of_yuan(120_000);
    case.act(&reviewer(2, 2), reject());
    case.act(&reviewer(4, 3), reject());
    case.act(&reviewer(5, 3), reopen());
    let written = serde_json::to_value(&case.0).unwrap();
    for step in written["steps"].as_array().unwrap() {
        assert!(KNOWN.contains(&step["kind"].as_str().unwrap()), "{step}");
        assert_eq!(step.as_object().unwrap().len(), 3, "{step}");
    }
    assert_eq!(written["status"], "in_review");
}
