//! An administrator's people and units.

mod by_hand;
mod listing;
mod meanwhile;
mod page;
mod scope;
mod units;

use crate::person::Person;
use crate::world::{Answer, TestServer};
use serde_json::{Value, json};
use shared::directory::{PeopleFilter, PeoplePage, PersonPage};
use shared::id::PersonId;
use shared::people::PersonChanged;

impl Person<'_> {
    async fn lists(&self, filter: &PeopleFilter) -> PeoplePage {
        let answer = self.post("/api/people/list", filter).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn looks_up(&self, person: PersonId) -> PersonPage {
        let answer = self.get(&format!("/api/people/{person}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// Asks for a change of somebody as they were just read.
    async fn asks(&self, what: &str, person: PersonId, mut body: Value) -> Answer {
        body["expected"] = json!(self.looks_up(person).await.version);
        self.post(&format!("/api/people/{person}/{what}"), &body)
            .await
    }
}

async fn id_of(server: &TestServer, login: &str) -> PersonId {
    let mut db = server.connection().await;
    let id: String = sqlx::query_scalar("SELECT person_id FROM person WHERE login = $1")
        .bind(login.to_owned())
        .fetch_one(&mut db)
        .await
        .unwrap();
    id.parse().unwrap()
}

fn changed(answer: &Answer) -> PersonChanged {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// What would be, or is, different, in words.
fn told(changed: &PersonChanged) -> Vec<String> {
    let differences = changed.differences.iter();
    differences.map(ToString::to_string).collect()
}

/// Which fields are wrong, and why.
fn wrong(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.refusal(), (422, "invalid".to_owned()));
    findings(answer)
}

fn findings(answer: &Answer) -> Vec<(String, String)> {
    let problem: shared::problem::Problem = answer.json();
    let findings = problem.findings.iter();
    findings
        .map(|it| (it.path.clone(), it.code.to_string()))
        .collect()
}
