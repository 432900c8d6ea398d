//! Nobody accepts a warning unseen: what the rules find in a case may come from other records, and change
//! while the case itself does not.

use crate::elsewhere::{application, case, found, sends};
use crate::person::{Made, Person, decision_in, decision_on};
use crate::world::TestServer;
use shared::desk::{Case, Decision};
use shared::problem::Problem;
use shared::record::RecordKind;
use shared::submission::Status;

const MOBILE: &str = "mobile_of_several";

fn reject() -> Decision {
    Decision::Reject {
        reason: "other".to_owned(),
        note: "客户要求另行投保".to_owned(),
    }
}

/// An application that has arrived, and another one that has the same mobile and is not sent.
async fn two_with_one_mobile<'a>(agent: &mut Person<'a>) -> (Made, Made) {
    let first = application(agent, &[]);
    let mobile = first.typed("applicant.mobile").to_owned();
    let second = application(agent, &[("applicant.mobile", &mobile)]);
    let first = sends(agent, &first).await;
    (first, agent.submits(RecordKind::Application, second))
}

#[tokio::test]
async fn a_warning_that_came_after_the_case_was_read_is_not_accepted_unseen() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("tangwen").await;
    let (made, other) = two_with_one_mobile(&mut agent).await;
    let read = reviewer.opens(made.record).await;
    assert_eq!(found(&read, MOBILE), None);
    let before = decision_in(&read, Decision::Accept {});
    agent.sends(&[&other]).await;

    let answer = reviewer.sends_decision(made.record, &before).await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let problem: Problem = answer.json();
    let now = case(&reviewer, &made).await;
    assert_eq!(now.record.version, read.record.version);
    let new = found(&now, MOBILE);
    assert!(new.is_some(), "the page says what is new");
    assert_eq!(problem.findings.first(), new, "and so does the refusal");

    let seen = decision_in(&now, Decision::Accept {});
    let answer = reviewer.sends_decision(made.record, &seen).await;
    let accepted: Case = answer.json();
    assert_eq!(accepted.record.status(), Some(Status::Accepted));
    // The answer was lost, and more has come since: it is decided once all the same.
    let withdrawn = agent.withdraws(RecordKind::Application, other.record);
    agent.sends(&[&withdrawn]).await;
    let again = reviewer.sends_decision(made.record, &seen).await;
    assert_eq!(again.status, 200, "{}", again.text);
}

#[tokio::test]
async fn a_warning_that_is_gone_keeps_nobody_from_accepting() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("tangwen").await;
    let (made, other) = two_with_one_mobile(&mut agent).await;
    agent.sends(&[&other]).await;
    let read = reviewer.opens(made.record).await;
    assert!(found(&read, MOBILE).is_some());
    let withdrawn = agent.withdraws(RecordKind::Application, other.record);
    agent.sends(&[&withdrawn]).await;
    let seen = decision_in(&read, Decision::Accept {});
    let answer = reviewer.sends_decision(made.record, &seen).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn a_warning_that_tells_of_fewer_records_keeps_nobody_from_accepting() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("tangwen").await;
    let first = application(&agent, &[]);
    let mobile = [("applicant.mobile", first.typed("applicant.mobile"))];
    let (second, third) = (application(&agent, &mobile), application(&agent, &mobile));
    let made = sends(&mut agent, &first).await;
    let other = sends(&mut agent, &second).await;
    sends(&mut agent, &third).await;
    let read = reviewer.opens(made.record).await;
    let told = found(&read, MOBILE).cloned();
    let withdrawn = agent.withdraws(RecordKind::Application, other.record);
    agent.sends(&[&withdrawn]).await;
    assert_ne!(found(&case(&reviewer, &made).await, MOBILE), told.as_ref());
    let seen = decision_in(&read, Decision::Accept {});
    let answer = reviewer.sends_decision(made.record, &seen).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn who_does_not_say_what_they_saw_has_seen_nothing_and_may_still_turn_the_case_down() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("tangwen").await;
    let (made, other) = two_with_one_mobile(&mut agent).await;
    agent.sends(&[&other]).await;
    let version = reviewer.opens(made.record).await.record.version;
    let accepted = decision_on(version, Decision::Accept {});
    let answer = reviewer.sends_decision(made.record, &accepted).await;
    assert_eq!(answer.refusal(), (409, "changed_meanwhile".to_owned()));
    let rejected = decision_on(version, reject());
    let answer = reviewer.sends_decision(made.record, &rejected).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}
