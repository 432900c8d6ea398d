//! Other systems: the keys with which they call, and the webhooks by which they are told.

mod described;
mod keys;
mod leaving;
mod pace;
mod webhooks;
mod webhooks_kept;

use crate::person::Person;
use crate::world::{Answer, BRANCH, TestServer};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use shared::connections::{Connections, KeyMade, KeyScope, KeyView};

impl Person<'_> {
    async fn tries_to_make_key(&self, asked: &Value) -> Answer {
        self.post("/api/connections/keys", asked).await
    }

    /// Makes a key of the branch that may do these.
    async fn makes_key(&self, scopes: &[KeyScope]) -> KeyMade {
        let asked = json!({ "name": "薪酬系统", "scopes": scopes, "unit": BRANCH });
        let answer = self.tries_to_make_key(&asked).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn connections(&self) -> Connections {
        let answer = self.get("/api/connections").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// A key as the list has it.
    async fn sees_key(&self, made: &KeyMade) -> Option<KeyView> {
        let mut keys = self.connections().await.keys.into_iter();
        keys.find(|key| key.key_id == made.key.key_id)
    }
}

/// A request that bears a key.
fn bearing(key: &str, method: &str, path: &str, (kind, body): (&str, &str)) -> Request<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", kind);
    request.body(Body::from(body.to_owned())).unwrap()
}

/// Another system takes people out.
async fn takes_people_out(server: &TestServer, key: &str) -> Answer {
    let path = "/api/exports/people?format=csv&language=zh-Hans";
    server
        .call(bearing(key, "POST", path, ("application/json", "{}")))
        .await
}

/// Another system takes units out.
async fn takes_units_out(server: &TestServer, key: &str) -> Answer {
    let path = "/api/exports/units?format=csv&language=zh-Hans";
    server.call(bearing(key, "GET", path, ("", ""))).await
}

/// Which fields are wrong, and why.
fn wrong(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    let problem: shared::problem::Problem = answer.json();
    let findings = problem.findings.iter();
    findings
        .map(|it| (it.path.clone(), it.code.to_string()))
        .collect()
}
