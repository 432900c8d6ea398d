//! A record as it is now, into the store: with its content, the audit row, and last the changes.

use super::check_ins;
use super::filing::{Place, filing};
use crate::store::audit::{Act, append};
use crate::store::changes::{self, Touched};
use crate::store::records::StoredRecord;
use crate::store::{Db, StoreError, Stored, contents, records};
use shared::finding::Finding;
use shared::id::PersonId;
use shared::record::{Office, RecordView};
use shared::sync::{change_kind, fingerprint};
use shared::time::Timestamp;

/// What somebody does to a record.
#[derive(Debug)]
pub struct Change {
    /// The record as it becomes.
    pub record: RecordView,
    /// Where a new one is filed; an earlier one stays where it is.
    pub place: Place,
    /// What the rules find in it.
    pub findings: Vec<Finding>,
    /// Who does it.
    pub by: PersonId,
    /// What it is called in the audit log.
    pub action: &'static str,
}

/// Stores the change and all that follows from it, within the transaction of `db`.
pub async fn apply(db: &mut Db, change: Change, now: Timestamp) -> Stored<()> {
    let mut touched = Touched::default();
    let stored = store(db, &change, now, &mut touched).await?;
    check_ins::resolve(db, stored, now, &mut touched).await?;
    changes::publish(db, touched).await
}

async fn store(
    db: &mut Db,
    change: &Change,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<StoredRecord> {
    let record = &change.record;
    let before = records::find(db, record.record_id).await?;
    let stored = StoredRecord {
        view: record.clone(),
        filing: filing(record, &change.findings),
        team: change.place.team.clone(),
        branch: before
            .as_ref()
            .map_or(change.place.branch, |before| before.branch),
    };
    match &before {
        None => records::insert(db, &stored, &change.place.line).await?,
        Some(_) => records::update(db, &stored).await?,
    }
    let content_version = before.as_ref().map(|before| before.view.content_version);
    if content_version != Some(record.content_version) {
        contents::insert(db, record, now).await?;
    }
    let step = Step {
        by: change.by,
        action: change.action,
        now,
    };
    write_down(db, step, before.as_ref(), &stored).await?;
    touch(touched, record);
    Ok(stored)
}

/// Who does what, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) by: PersonId,
    pub(super) action: &'static str,
    pub(super) now: Timestamp,
}

/// Writes a step into the audit log of the record's branch.
pub(super) async fn write_down(
    db: &mut Db,
    step: Step,
    before: Option<&StoredRecord>,
    after: &StoredRecord,
) -> Stored<()> {
    let act = Act {
        at: step.now,
        person: step.by,
        action: step.action.to_owned(),
        subject: after.view.record_id.to_string(),
        before: match before {
            Some(before) => hash(&before.view)?,
            None => String::new(),
        },
        after: hash(&after.view)?,
    };
    append(db, &after.branch.to_string(), &act).await
}

fn hash(view: &RecordView) -> Stored<String> {
    let json = serde_json::to_string(view).map_err(|error| StoreError::Unreadable {
        column: "record",
        reason: error.to_string(),
    })?;
    Ok(fingerprint(&json))
}

/// Who captured a record hears of it; of a session, everybody on the roster does, too.
pub(super) fn touch(touched: &mut Touched, record: &RecordView) {
    let mut tell = |person| {
        touched.add(
            person,
            change_kind::RECORD,
            record.record_id,
            record.version,
        );
    };
    tell(record.captured_by.id);
    if let Office::Roster(roster) = &record.office {
        for entry in &roster.entries {
            tell(entry.person.id);
        }
    }
}
