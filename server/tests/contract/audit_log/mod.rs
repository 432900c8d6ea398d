//! The audit log as an auditor reads it: in words, masked, and no further than they audit.

mod scope;
mod searching;
mod telling;

use crate::person::Person;
use crate::world::TestServer;
use shared::answers::Changes;
use shared::audit::{AuditAction, Log, LogActor, LogEntry, LogFilter, LogSubject};
use shared::form::Discreet;
use shared::id::RecordId;
use shared::record::RecordKind;
use shared::sync::Operation;

const DAWN: &str = "00000000-0000-0000-0000-00005add1e03";
const COMPANY: &str = "00000000-0000-0000-0000-00005add1e00";

impl Person<'_> {
    async fn reads_log(&self, filter: &LogFilter) -> Log {
        let answer = self.post("/api/audit/log", filter).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn corrects(&mut self, record: RecordId, changes: Changes) {
        let operation = Operation::Amend {
            changes,
            note: "写错了".to_owned(),
        };
        let made = self.make(RecordKind::LossNotice, record, 1, operation);
        self.sends(&[&made]).await;
    }
}

async fn audits(server: &TestServer, unit: &str) {
    server
        .by_hand(&format!(
            "UPDATE appointment SET unit_id = '{unit}' WHERE role = 'auditor'"
        ))
        .await;
}

fn on(entry: &LogEntry) -> Option<RecordId> {
    match entry.subject {
        LogSubject::Record { record_id, .. } => Some(record_id),
        _ => None,
    }
}

fn by(entry: &LogEntry) -> &str {
    match &entry.actor {
        LogActor::Person { person } => &person.name,
        other => panic!("{other:?}"),
    }
}

fn actions(log: &Log) -> Vec<AuditAction> {
    let actions = log.entries.iter().filter_map(|entry| entry.action);
    actions.collect()
}

/// What is told of a changed answer, before and after.
fn told<'a>(entry: &'a LogEntry, path: &str) -> (Option<&'a Discreet>, Option<&'a Discreet>) {
    let mut answers = entry.answers.iter();
    let changed = answers.find(|answer| answer.path == path).unwrap();
    (changed.before.as_ref(), changed.after.as_ref())
}
