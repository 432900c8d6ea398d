//! Changes to what has arrived: two phones of one agent, and an office that decides meanwhile.

use crate::person::{Made, Person, decision_in};
use crate::world::TestServer;
use shared::answers::Changes;
use shared::desk::{Case, Decision};
use shared::id::RecordId;
use shared::record::{Office, RecordKind};
use shared::submission::{Refusal, Review, Status, StepKind};
use shared::sync::{Clash, ContentHash, Operation, Outcome};

const DESCRIPTION: &str = "loss.description";
const PLACE: &str = "loss.place";

/// A change made on content version `base`.
fn amends(agent: &mut Person<'_>, record: RecordId, base: u64, path: &str, text: &str) -> Made {
    let amendment = Operation::Amend {
        changes: Changes::new().with(path, text),
        note: "写错了".to_owned(),
    };
    agent.make(RecordKind::LossNotice, record, base, amendment)
}

async fn case(server: &TestServer, record: RecordId) -> Case {
    let reviewer = server.person("linmei").await;
    reviewer.reads(record).await.json()
}

fn review(case: &Case) -> &Review {
    match &case.record.office {
        Office::Review(review) => review,
        _ => panic!("a loss notice is reviewed"),
    }
}

/// Where the rules found the only error.
fn path_found(outcome: &Outcome) -> &str {
    let Outcome::Rejected { findings } = outcome else {
        panic!("an error is expected, not {outcome:?}");
    };
    let errors: Vec<_> = findings.iter().filter(|found| found.is_error()).collect();
    assert_eq!(errors.len(), 1, "{findings:?}");
    &errors[0].path
}

#[tokio::test]
async fn changes_to_different_answers_on_two_phones_merge() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("wangfang").await;
    let made = one.a_loss_of(3_000);
    one.sends(&[&made]).await;
    // Both have read version 1; neither hears of the other before sending.
    let here = amends(&mut one, made.record, 1, DESCRIPTION, "先滑倒，后骨折。");
    let there = amends(&mut other, made.record, 1, PLACE, "地铁站出口");
    assert_eq!(one.sends(&[&here]).await, [Outcome::Applied { version: 2 }]);
    assert_eq!(
        other.sends(&[&there]).await,
        [Outcome::Applied { version: 3 }]
    );
    one.pulls().await;
    let record = one.holds(made.record).unwrap();
    assert_eq!(record.content.get(DESCRIPTION), Some("先滑倒，后骨折。"));
    assert_eq!(record.content.get(PLACE), Some("地铁站出口"));
    assert_eq!((record.version, record.content_version), (3, 3));
    let case = case(&server, made.record).await;
    assert_eq!(case.earlier.len(), 2, "each version that arrived is kept");
    let amendments = &review(&case).amendments;
    assert_eq!(amendments[1].answers[0].path, PLACE);
    assert_eq!(amendments[1].answers[0].after, "地铁站出口");
}

#[tokio::test]
async fn the_same_answer_changed_on_two_phones_is_kept_twice_until_the_agent_chooses() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("wangfang").await;
    let made = one.a_loss_of(3_000);
    one.sends(&[&made]).await;
    one.pulls().await;
    let before = one.holds(made.record).unwrap();
    let first = amends(&mut one, made.record, 1, DESCRIPTION, "先滑倒，后骨折。");
    let second = amends(&mut other, made.record, 1, DESCRIPTION, "被电动车撞倒。");
    one.sends(&[&first]).await;
    let outcomes = other.sends(&[&second]).await;
    let clash = Clash {
        path: DESCRIPTION.to_owned(),
        before: before.content.typed(DESCRIPTION).to_owned(),
        yours: "被电动车撞倒。".to_owned(),
        theirs: "先滑倒，后骨折。".to_owned(),
    };
    let conflict = Outcome::Conflict {
        version: 2,
        refusal: None,
        clashes: vec![clash],
    };
    assert_eq!(outcomes, std::slice::from_ref(&conflict));
    assert_eq!(
        other.sends(&[&second]).await,
        [conflict],
        "told the same again"
    );
    let chosen = amends(&mut other, made.record, 2, DESCRIPTION, "被电动车撞倒。");
    assert_eq!(
        other.sends(&[&chosen]).await,
        [Outcome::Applied { version: 3 }]
    );
}

#[tokio::test]
async fn what_people_sign_is_not_put_together_of_what_two_phones_changed() {
    let server = TestServer::start().await;
    let mut one = server.person("wangfang").await;
    let mut other = server.person("wangfang").await;
    let made = one.an_application();
    one.sends(&[&made]).await;
    let amends = |agent: &mut Person<'_>, path: &str, text: &str| {
        let amendment = Operation::Amend {
            changes: Changes::new().with(path, text),
            note: "写错了".to_owned(),
        };
        agent.make(RecordKind::Application, made.record, 1, amendment)
    };
    let here = amends(&mut one, "applicant.email", "here@example.org");
    let there = amends(&mut other, "applicant.address", "漕溪北路88号");
    assert_eq!(one.sends(&[&here]).await, [Outcome::Applied { version: 2 }]);
    let outcomes = other.sends(&[&there]).await;
    let [Outcome::Conflict { clashes, .. }] = outcomes.as_slice() else {
        panic!("{outcomes:?}");
    };
    let paths: Vec<&str> = clashes.iter().map(|clash| clash.path.as_str()).collect();
    assert_eq!(paths, ["applicant.address", "applicant.email"]);
}

#[tokio::test]
async fn a_change_made_on_what_a_restored_server_has_lost_is_asked_about() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    agent.pulls().await;
    let content = agent.holds(made.record).unwrap().content;
    // The phone has read another version 1, of the server's life before.
    let lost = content.clone().with(PLACE, "地铁站出口");
    let [content, lost] = [content, lost].map(|it| ContentHash::of(&it).to_string());
    let amendment = amends(&mut agent, made.record, 1, DESCRIPTION, "先滑倒，后骨折。");
    let body = amendment.body.replace(&content, &lost);
    assert_ne!(body, amendment.body);
    let outcomes = agent.sends(&[&Made { body, ..amendment }]).await;
    let asked = Outcome::Conflict {
        version: 1,
        refusal: None,
        clashes: Vec::new(),
    };
    assert_eq!(outcomes, [asked]);
}

#[tokio::test]
async fn an_amendment_brings_the_case_back_to_the_queue_and_its_decision_must_be_read_anew() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let read = reviewer.opens(made.record).await;
    let amendment = amends(&mut agent, made.record, 1, DESCRIPTION, "先滑倒，后骨折。");
    agent.sends(&[&amendment]).await;
    let now = case(&server, made.record).await;
    assert_eq!(now.record.status(), Some(Status::Received));
    assert_eq!(review(&now).steps.last().unwrap().kind, StepKind::Amended);
    let stale = decision_in(&read, Decision::Accept {});
    let answer = reviewer.sends_decision(made.record, &stale).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
    assert_eq!(
        reviewer
            .decides(made.record, Decision::Accept {})
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn an_amendment_needs_a_reason_and_must_leave_the_record_complete() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let silent = Operation::Amend {
        changes: Changes::new().with(PLACE, "地铁站出口"),
        note: " ".to_owned(),
    };
    let silent = agent.make(RecordKind::LossNotice, made.record, 1, silent);
    let emptied = amends(&mut agent, made.record, 1, DESCRIPTION, "");
    let outcomes = agent.sends(&[&silent, &emptied]).await;
    let missing: Vec<&str> = outcomes.iter().map(path_found).collect();
    assert_eq!(missing, ["note", DESCRIPTION]);
    agent.pulls().await;
    assert_eq!(agent.holds(made.record).unwrap().version, 1);
}

#[tokio::test]
async fn between_withdrawal_amendment_and_decision_the_first_commit_wins() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let reviewer = server.person("linmei").await;
    let [decided, withdrawn] = [agent.a_loss_of(3_000), agent.a_loss_of(3_000)];
    agent.sends(&[&decided, &withdrawn]).await;
    let reading = [
        reviewer.opens(decided.record).await,
        reviewer.opens(withdrawn.record).await,
    ];

    // The office is faster.
    reviewer.decides(decided.record, Decision::Accept {}).await;
    let withdrawal = agent.withdraws(RecordKind::LossNotice, decided.record);
    let amendment = amends(&mut agent, decided.record, 1, PLACE, "地铁站出口");
    let too_late = Outcome::Conflict {
        version: reading[0].record.version + 1,
        refusal: Some(Refusal::AlreadyDecided),
        clashes: Vec::new(),
    };
    assert_eq!(
        agent.sends(&[&withdrawal, &amendment]).await,
        [too_late.clone(), too_late]
    );

    // The agent is faster.
    let withdrawal = agent.withdraws(RecordKind::LossNotice, withdrawn.record);
    agent.sends(&[&withdrawal]).await;
    let decision = decision_in(&reading[1], Decision::Accept {});
    let answer = reviewer.sends_decision(withdrawn.record, &decision).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
    let statuses = [decided, withdrawn].map(|made| made.record);
    let decided = case(&server, statuses[0]).await.record.status();
    let withdrawn = case(&server, statuses[1]).await.record.status();
    assert_eq!(decided, Some(Status::Accepted));
    assert_eq!(withdrawn, Some(Status::Withdrawn));
}
