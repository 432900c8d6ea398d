//! The rules of the company: one administrator drafts them, another puts them in force, and what does not hold yet is
//! taken back.

mod drafting;
mod second_person;
mod seeing;
mod taking_back;
mod trying;

use crate::person::Person;
use crate::world::{Answer, BRANCH, TestServer};
use serde_json::json;
use shared::people::Role;
use shared::problem::Problem;
use shared::rule_book::{DraftPage, Looked, RulePage, RulesPage};

/// A setting's file with one version more, from that day on.
const WATCH: &str = include_str!("../../../../shared/data/settings/watch.toml");

/// The demonstration's branch with a second administrator, Lin Mei.
async fn with_two() -> TestServer {
    let server = TestServer::start().await;
    server.is_also("linmei", Role::Administrator, BRANCH).await;
    server
}

/// What the desk is shown, from another day on from three days under way less.
fn watch_from(day: &str) -> String {
    let version = WATCH.split("[[version]]").nth(1).unwrap();
    let version = version.replace("2016-01-01", day);
    let version = version.replace("under_way_days = 3", "under_way_days = 2");
    format!("{WATCH}\n[[version]]{version}")
}

impl Person<'_> {
    async fn looks_at_rules(&self, subject: &str, files: &[(&str, &str)]) -> Looked {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| json!({ "name": name, "text": text }))
            .collect();
        let asked = json!({ "subject": subject, "files": files });
        let answer = self.post("/api/rules/look", &asked).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn tries_to_draft(
        &self,
        subject: &str,
        files: &[(&str, &str)],
        (reason, token): (&str, &str),
    ) -> Answer {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| json!({ "name": name, "text": text }))
            .collect();
        let asked = json!({ "subject": subject, "files": files, "reason": reason,
            "token": token });
        self.post("/api/rules/drafts", &asked).await
    }

    /// Looks at files and keeps them as a draft.
    async fn drafts(&self, subject: &str, files: &[(&str, &str)]) -> DraftPage {
        let looked = self.looks_at_rules(subject, files).await;
        let kept = ("新的规定", looked.token.as_str());
        let answer = self.tries_to_draft(subject, files, kept).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn reads_draft(&self, draft: &DraftPage) -> DraftPage {
        let path = format!("/api/rules/drafts/{}", draft.draft.id);
        self.get(&path).await.json()
    }

    /// Decides on a draft as it is seen now.
    async fn decides_on(&self, draft: &DraftPage, decision: &str, reason: &str) -> Answer {
        let seen = self.reads_draft(draft).await;
        self.decides_on_seen(&seen, decision, reason).await
    }

    async fn decides_on_seen(&self, seen: &DraftPage, decision: &str, reason: &str) -> Answer {
        let path = format!("/api/rules/drafts/{}/decisions", seen.draft.id);
        let asked = json!({ "decision": decision, "token": seen.looked.token, "reason": reason });
        self.post(&path, &asked).await
    }

    /// Puts a draft in force.
    async fn puts_in_force(&self, draft: &DraftPage) -> DraftPage {
        let answer = self.decides_on(draft, "put_in_force", "").await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// Takes a version back as it is seen now.
    async fn takes_back(&self, (subject, name): (&str, &str), version: &str) -> Answer {
        let seen = self.sees_rule(subject, name).await;
        let mut versions = seen.versions.into_iter();
        let seen = versions.find(|it| it.version == version);
        let hash = seen.map_or_else(String::new, |seen| seen.hash);
        self.takes_back_seen((subject, name, version), &hash).await
    }

    async fn takes_back_seen(
        &self,
        (subject, name, version): (&str, &str, &str),
        hash: &str,
    ) -> Answer {
        let asked = json!({ "subject": subject, "name": name, "version": version,
            "hash": hash, "reason": "写错了" });
        self.post("/api/rules/take-back", &asked).await
    }

    async fn sees_rules(&self) -> RulesPage {
        self.get("/api/rules").await.json()
    }

    async fn sees_rule(&self, subject: &str, name: &str) -> RulePage {
        let answer = self.get(&format!("/api/rules/{subject}/{name}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }
}

/// The codes of what is wrong.
fn codes(answer: &Answer) -> Vec<String> {
    let problem: Problem = answer.json();
    let codes = problem.findings.iter();
    codes.map(|found| found.code.as_str().to_owned()).collect()
}

/// Where something is wrong: file, line, and which rule says so.
fn wrong(looked: &Looked) -> Vec<(&str, Option<u32>, &str)> {
    let findings = looked.findings.iter();
    findings
        .map(|it| (it.file.as_str(), it.line, it.finding.code.as_str()))
        .collect()
}

/// What would be otherwise, in words.
fn changes(looked: &Looked) -> Vec<String> {
    let changes = looked.changes.iter().flat_map(|change| {
        let differences = change.differences.iter();
        differences.map(move |it| format!("{change}: {it}"))
    });
    changes.collect()
}
