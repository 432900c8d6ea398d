//! An administrator's people and units.

mod by_hand;
mod listing;
mod meanwhile;
mod page;
mod scope;
mod take_back;
mod unit_effects;
mod units;
mod units_by_hand;

use crate::person::Person;
use crate::world::{Answer, TestServer};
use serde_json::{Value, json};
use shared::directory::{PeopleFilter, PeoplePage, PersonPage, UnitLine, UnitPage, UnitTree};
use shared::id::{PersonId, UnitId};
use shared::people::{PersonChanged, UnitChanged, UnitStep};

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

    async fn units(&self, query: &str) -> UnitTree {
        let answer = self.get(&format!("/api/units{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// A unit as it is on a day, if it is there.
    async fn unit_on(&self, unit: UnitId, on: &str) -> Option<UnitLine> {
        let tree = self.units(&format!("?on={on}")).await;
        tree.units.into_iter().find(|it| it.id == unit)
    }

    async fn unit_page(&self, unit: UnitId) -> UnitPage {
        let answer = self.get(&format!("/api/units/{unit}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// Asks for a change of a unit as it was just read, or only what it would change.
    async fn asks_of_unit(&self, unit: UnitId, change: &UnitStep, preview: bool) -> Answer {
        let expected = self.unit_page(unit).await.version;
        let body = json!({ "expected": expected, "change": change, "preview": preview });
        self.post(&format!("/api/units/{unit}/changes"), &body)
            .await
    }

    /// The same, kept.
    async fn changes_unit(&self, unit: UnitId, change: &UnitStep) -> UnitChanged {
        let answer = self.asks_of_unit(unit, change, false).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// A unit of that kind, from today on.
    async fn founds(&self, kind: &str, name: &str, code: &str, parent: UnitId) -> UnitId {
        self.founds_from(kind, name, code, parent, "2026-11-20")
            .await
    }

    /// The same, from a day on.
    async fn founds_from(
        &self,
        kind: &str,
        name: &str,
        code: &str,
        parent: UnitId,
        from: &str,
    ) -> UnitId {
        let body = json!({ "code": code, "name": name, "kind": kind, "parent": parent,
            "from": from });
        let answer = self.post("/api/units", &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json::<UnitChanged>().unit_id
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

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
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
