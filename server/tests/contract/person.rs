//! Somebody with a phone or a desk.

use crate::world::{Answer, TestServer, catalogue, next, post};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde::Serialize;
use serde_json::json;
use shared::answers::{Answers, Changes};
use shared::desk::{Case, Decision, DecisionRequest, Queue, QueueFilter};
use shared::id::{DecisionId, DeviceId, MutationId, PersonId, QueryId, RecordId};
use shared::number::RecordNumber;
use shared::people::PersonView;
use shared::record::{RecordKind, RecordView, RuleVersion};
use shared::session::{OneTimeCodeGiven, Profile};
use shared::submission::RaisedItem;
use shared::sync::{
    Change, ContentHash, Cursor, Mutation, MutationOutcome, Operation, Outcome, SyncResponse,
};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use std::collections::BTreeMap;

/// Somebody with a phone or a desk.
pub struct Person<'a> {
    pub server: &'a TestServer,
    pub cookie: String,
    pub profile: Profile,
    pub device: DeviceId,
    pub sent: u64,
    pub cursor: Option<Cursor>,
    /// What the device has pulled, by kind and id.
    pub held: BTreeMap<(String, String), Change>,
}

/// A mutation's fixed bytes, with what it is about.
#[derive(Debug, Clone)]
pub struct Made {
    pub record: RecordId,
    pub body: String,
}

impl Person<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", &self.cookie);
        self.server.call(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.server.call(post(path, Some(&self.cookie), body)).await
    }

    pub async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        let body = serde_json::to_string(body).unwrap();
        let request = Request::put(path)
            .header("content-type", "application/json")
            .header("cookie", &self.cookie);
        self.server
            .call(request.body(Body::from(body)).unwrap())
            .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        let request = Request::delete(path).header("cookie", &self.cookie);
        self.server.call(request.body(Body::empty()).unwrap()).await
    }

    /// An administrator gives somebody a one-time code.
    pub async fn gives_code(&self, to: PersonId) -> String {
        let answer = self.tries_to_give_code(to).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let given: OneTimeCodeGiven = answer.json();
        given.code
    }

    pub async fn tries_to_give_code(&self, to: PersonId) -> Answer {
        let path = format!("/api/people/{to}/one-time-code");
        self.post_text(&path, String::new()).await
    }

    /// Somebody changes their passphrase.
    pub async fn changes_passphrase(&self, current: &str, new: &str) -> Answer {
        let change = json!({ "current": current, "new_passphrase": new });
        let request = Request::put("/api/passphrase")
            .header("content-type", "application/json")
            .header("cookie", &self.cookie)
            .body(Body::from(change.to_string()));
        self.server.call(request.unwrap()).await
    }

    pub async fn is_signed_in(&self) -> bool {
        match self.get("/api/session").await.status.as_u16() {
            200 => true,
            401 => false,
            other => panic!("{other}"),
        }
    }

    /// The body of an exchange.
    pub fn exchange(&self, page_limit: u32, made: &[&Made]) -> String {
        let bodies: Vec<&str> = made.iter().map(|made| made.body.as_str()).collect();
        let mut request = json!({
            "protocol": 1, "build": "story", "device_id": self.device,
            "device_now": self.server.now(), "cursor": self.cursor, "page_limit": page_limit,
        })
        .to_string();
        request.truncate(request.len() - 1);
        format!("{request},\"mutations\":[{}]}}", bodies.join(","))
    }

    /// Sends mutations from a device whose clock is so many milliseconds ahead by now; all are taken.
    pub async fn exchanges_with_clock(&self, ahead: i64, made: &[&Made]) {
        let now = self.server.now();
        let told = |at: Timestamp| format!("\"device_now\":{}", at.millis());
        let request = self.exchange(0, made);
        let request = request.replace(&told(now), &told(now.plus_millis(ahead)));
        let response: SyncResponse = self.post_text("/api/sync", request).await.json();
        for named in response.outcomes {
            let applied = matches!(named.outcome, Outcome::Applied { .. });
            assert!(applied, "{:?}", named.outcome);
        }
    }

    pub async fn post_text(&self, path: &str, body: String) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("cookie", &self.cookie);
        self.server
            .call(request.body(Body::from(body)).unwrap())
            .await
    }

    /// Sends mutations and asks for no changes: what became of each.
    pub async fn sends(&self, made: &[&Made]) -> Vec<Outcome> {
        let named = self.sends_named(made).await;
        named.into_iter().map(|named| named.outcome).collect()
    }

    /// The same, with the acknowledgements.
    pub async fn sends_named(&self, made: &[&Made]) -> Vec<MutationOutcome> {
        let answer = self.post_text("/api/sync", self.exchange(0, made)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let response: SyncResponse = answer.json();
        response.outcomes
    }

    pub async fn pulls_page(&mut self, limit: u32) -> SyncResponse {
        let answer = self.post_text("/api/sync", self.exchange(limit, &[])).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let response: SyncResponse = answer.json();
        if response.from_start {
            self.held.clear();
        }
        for change in &response.changes {
            let key = (change.kind.clone(), change.id.clone());
            self.held.insert(key, change.clone());
        }
        self.cursor.clone_from(&response.cursor);
        response
    }

    /// Pulls until nothing is left.
    pub async fn pulls(&mut self) {
        while self.pulls_page(100).await.remaining > 0 {}
    }

    /// A record as the device holds it.
    pub fn holds(&self, record: RecordId) -> Option<RecordView> {
        let change = self.held.get(&("record".to_owned(), record.to_string()))?;
        Some(serde_json::from_str(change.body.as_ref()?.get()).unwrap())
    }

    /// Somebody whom the device's owner sees in the list of people.
    pub fn sees(&self, name: &str) -> PersonView {
        let mut bodies = self.held.values().filter_map(|change| {
            let body = change.body.as_ref().filter(|_| change.kind == "person")?;
            serde_json::from_str::<PersonView>(body.get()).ok()
        });
        bodies.find(|person| person.name == name).unwrap()
    }

    pub fn make(
        &mut self,
        kind: RecordKind,
        record: RecordId,
        base: u64,
        operation: Operation,
    ) -> Made {
        self.sent += 1;
        let read = self.holds(record).filter(|it| it.content_version == base);
        let mutation = Mutation {
            mutation_id: MutationId::from_number(0xe000 + u128::from(next())),
            device_id: self.device,
            device_seq: self.sent,
            record_id: record,
            kind,
            base_version: base,
            base_hash: read.map(|read| ContentHash::of(&read.content)),
            made_at: self.server.now(),
            rules: RuleVersion::CURRENT,
            operation,
        };
        Made {
            record,
            body: serde_json::to_string(&mutation).unwrap(),
        }
    }

    pub fn submits(&mut self, kind: RecordKind, content: Answers) -> Made {
        let record = RecordId::from_number(0xf000 + u128::from(next()));
        let sequence = u32::try_from(next()).unwrap();
        let number = RecordNumber::new(kind.letter(), self.profile.device_number, sequence);
        self.make(kind, record, 0, Operation::Submit { number, content })
    }

    /// A complete application with nothing wrong.
    pub fn an_application(&mut self) -> Made {
        let today = self.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
        let content = shared::sample::application(100_000 + next(), today, catalogue());
        self.submits(RecordKind::Application, content)
    }

    /// A complete claim report over so many yuan.
    pub fn a_loss_of(&mut self, yuan: u32) -> Made {
        let today = self.server.now().civil_date(CHINA_OFFSET_MINUTES).unwrap();
        let content = shared::sample::loss_notice(100_000 + next(), today);
        let content = content.with("loss.estimate", &format!("{yuan}.00"));
        self.submits(RecordKind::LossNotice, content)
    }

    pub fn withdraws(&mut self, kind: RecordKind, record: RecordId) -> Made {
        let note = "客户改变了主意".to_owned();
        self.make(kind, record, 1, Operation::Withdraw { note })
    }

    /// Answers a query about this field: it is as it stands there.
    pub fn confirms(&mut self, record: RecordId, query: QueryId, path: &str) -> Made {
        let answer = Operation::Answer {
            query,
            changes: Changes::new(),
            remarks: BTreeMap::from([(path.to_owned(), "已核对".to_owned())]),
            correction: None,
        };
        self.make(RecordKind::LossNotice, record, 1, answer)
    }

    /// The queue as this filter wants it.
    pub async fn queue(&self, filter: &QueueFilter) -> Queue {
        let answer = self.post("/api/desk/queue", filter).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    pub async fn opens(&self, record: RecordId) -> Case {
        let answer = self
            .post(&format!("/api/desk/cases/{record}/open"), &())
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    pub async fn reads(&self, record: RecordId) -> Answer {
        self.get(&format!("/api/desk/cases/{record}")).await
    }

    /// Decides on the record as it is now, with everything seen that is found in it.
    pub async fn decides(&self, record: RecordId, decision: Decision) -> Answer {
        let case: Case = self.reads(record).await.json();
        let request = decision_in(&case, decision);
        self.sends_decision(record, &request).await
    }

    pub async fn sends_decision(&self, record: RecordId, request: &DecisionRequest) -> Answer {
        self.post(&format!("/api/desk/cases/{record}/decisions"), request)
            .await
    }
}

/// A query about one field, with time to answer.
pub fn query_about(path: &str, id: QueryId, due: &str) -> Decision {
    Decision::Query {
        query_id: id,
        items: vec![RaisedItem {
            path: path.to_owned(),
            reason: "unclear".to_owned(),
            note: "请说明经过".to_owned(),
        }],
        due: due.parse().unwrap(),
    }
}

/// The decision of who has seen everything in this case.
pub fn decision_in(case: &Case, decision: Decision) -> DecisionRequest {
    DecisionRequest {
        seen: case.findings.clone(),
        ..decision_on(case.record.version, decision)
    }
}

/// The decision of who has seen nothing that was found.
pub fn decision_on(version: u64, decision: Decision) -> DecisionRequest {
    DecisionRequest {
        decision_id: DecisionId::from_number(0xc000 + u128::from(next())),
        version,
        by: None,
        seen: Vec::new(),
        decision,
    }
}
