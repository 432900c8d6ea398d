//! Who has a case open, and who may not open it.

use crate::person::Person;
use crate::world::{MINUTE, TestServer};
use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use shared::answers::Changes;
use shared::desk::{Case, Decision, Held, Holder, QueueFilter};
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::submission::Status;
use shared::sync::{Operation, Outcome};

impl Person<'_> {
    async fn holds_case(&self, record: RecordId, take_over: bool) -> crate::world::Answer {
        let path = format!("/api/desk/cases/{record}/hold");
        self.post(&path, &json!({ "take_over": take_over })).await
    }

    async fn releases(&self, record: RecordId) {
        let request = Request::delete(format!("/api/desk/cases/{record}/hold"));
        let request = request.header("cookie", &self.cookie);
        let answer = self.server.call(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, 204, "{}", answer.text);
    }
}

fn holder(case: &Case) -> Option<&str> {
    Some(case.holder.as_ref()?.person.name.as_str())
}

async fn one_case(server: &TestServer, yuan: u32) -> RecordId {
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(yuan);
    agent.sends(&[&made]).await;
    made.record
}

#[tokio::test]
async fn one_person_at_a_time_works_on_a_case_and_another_takes_it_over_with_one_act() {
    let server = TestServer::start().await;
    let record = one_case(&server, 3_000).await;
    let (one, other) = (server.person("linmei").await, server.person("hejun").await);
    let case = one.opens(record).await;
    assert_eq!(holder(&case), Some(one.profile.person.name.as_str()));
    let seen = other.opens(record).await;
    assert_eq!(holder(&seen), holder(&case), "looking takes nothing away");
    let answer = other.decides(record, Decision::Accept {}).await;
    assert_eq!(answer.refusal(), (409, "held_by_another".to_owned()));
    assert!(answer.text.contains(&one.profile.person.name), "by whom");
    let still: Holder = other.holds_case(record, false).await.json();
    assert_eq!(still.person, one.profile.person);

    let taken: Holder = other.holds_case(record, true).await.json();
    assert_eq!(taken.person, other.profile.person);
    let acts = server.acts_on(&record.to_string()).await;
    let taken_over: Vec<_> = acts
        .iter()
        .filter(|act| act.action == "take_over_case")
        .collect();
    let [act] = &taken_over[..] else {
        panic!("{acts:?}");
    };
    assert_eq!(act.person, other.profile.person.id.to_string());
    let answer = one.decides(record, Decision::Accept {}).await;
    assert_eq!(answer.refusal(), (409, "held_by_another".to_owned()));
    assert_eq!(other.decides(record, Decision::Accept {}).await.status, 200);
}

#[tokio::test]
async fn who_does_nothing_with_a_case_does_not_keep_it() {
    let server = TestServer::start().await;
    let record = one_case(&server, 3_000).await;
    let (one, other) = (server.person("linmei").await, server.person("hejun").await);
    one.opens(record).await;
    server.wait(14 * MINUTE);
    let kept: Holder = one.holds_case(record, false).await.json();
    server.wait(14 * MINUTE);
    let case: Case = other.reads(record).await.json();
    assert_eq!(case.holder, Some(kept), "since the same moment");
    server.wait(MINUTE);
    let free: Case = other.opens(record).await;
    assert_eq!(holder(&free), Some(other.profile.person.name.as_str()));
    other.releases(record).await;
    let free: Case = one.reads(record).await.json();
    assert_eq!(free.holder, None);
    one.opens(record).await;
    other.releases(record).await;
    let kept: Case = other.reads(record).await.json();
    assert_eq!(
        holder(&kept),
        Some(one.profile.person.name.as_str()),
        "only one's own"
    );
}

#[tokio::test]
async fn a_decision_gives_the_case_back_for_the_second_person() {
    let server = TestServer::start().await;
    let record = one_case(&server, 70_000).await;
    let (one, other) = (server.person("hejun").await, server.person("tangwen").await);
    one.opens(record).await;
    assert_eq!(one.decides(record, Decision::Accept {}).await.status, 200);
    let case = other.opens(record).await;
    assert_eq!(holder(&case), Some(other.profile.person.name.as_str()));
    assert_eq!(other.decides(record, Decision::Accept {}).await.status, 200);
}

#[tokio::test]
async fn a_case_that_comes_to_more_than_its_holder_may_decide_is_free_again() {
    let server = TestServer::start().await;
    let mut agent = server.person("wangfang").await;
    let made = agent.a_loss_of(3_000);
    agent.sends(&[&made]).await;
    let (low, high) = (server.person("linmei").await, server.person("hejun").await);
    let case = low.opens(made.record).await;
    assert_eq!(holder(&case), Some(low.profile.person.name.as_str()));
    let raised = Operation::Amend {
        changes: Changes::new().with("loss.estimate", "30000"),
        note: "写错了".to_owned(),
    };
    let raised = agent.make(RecordKind::LossNotice, made.record, 1, raised);
    let outcomes = agent.sends(&[&raised]).await;
    assert!(matches!(outcomes[..], [Outcome::Applied { .. }]));
    let case = high.opens(made.record).await;
    assert_eq!(holder(&case), Some(high.profile.person.name.as_str()));
}

#[tokio::test]
async fn opening_what_one_may_not_decide_changes_nothing() {
    let server = TestServer::start().await;
    let record = one_case(&server, 70_000).await;
    let (low, auditor) = (
        server.person("linmei").await,
        server.person("dongxue").await,
    );
    for person in [&low, &auditor] {
        let case = person.opens(record).await;
        assert_eq!(case.record.status(), Some(Status::Received));
        assert_eq!((case.record.version, case.holder), (1, None));
        assert_eq!(person.holds_case(record, true).await.status, 403);
    }
    let case = server.person("hejun").await.opens(record).await;
    assert_eq!(case.record.status(), Some(Status::InReview));
}

#[tokio::test]
async fn the_queue_says_who_has_what_open() {
    let server = TestServer::start().await;
    let record = one_case(&server, 3_000).await;
    let (one, other) = (server.person("linmei").await, server.person("hejun").await);
    one.opens(record).await;
    let held = |held| QueueFilter {
        held: Some(held),
        ..QueueFilter::default()
    };
    let mine = one.queue(&held(Held::Mine)).await;
    let entry = mine.entries.iter().find(|entry| entry.record_id == record);
    let entry = entry.unwrap();
    let name = entry.holder.as_ref().map(|holder| &holder.person);
    assert_eq!((entry.record_id, name), (record, Some(&one.profile.person)));
    let theirs = other.queue(&held(Held::Mine)).await;
    assert!(theirs.entries.iter().all(|entry| entry.record_id != record));
    let (all, free) = (QueueFilter::default(), held(Held::Free));
    let (all, free) = (other.queue(&all).await, other.queue(&free).await);
    assert_eq!(free.total + mine.total + theirs.total, all.total);
    server.wait(15 * MINUTE);
    assert_eq!(one.queue(&held(Held::Mine)).await.total, 0);
}
