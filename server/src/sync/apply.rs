//! A record as it is now, into the store: with its content, the audit row, and last the changes.

use super::check_ins;
use super::filing::{Place, filing};
use crate::store::audit::{Act, Detail, append};
use crate::store::changes::{self, Touched};
use crate::store::records::StoredRecord;
use crate::store::{Db, StoreError, Stored, contents, holds, records, terms};
use crate::webhooks::tell_of_case;
use shared::audit::AuditAction;
use shared::id::{DeviceId, PersonId};
use shared::record::{Office, RecordView};
use shared::sync::{Acknowledgement, Pulled, fingerprint};
use shared::time::Timestamp;

/// Who does what, and when.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Who does it.
    pub by: PersonId,
    /// On which device, if it is theirs that brings it about.
    pub device: Option<DeviceId>,
    /// What it is called in the audit log.
    pub action: AuditAction,
    /// When, by the server's clock.
    pub now: Timestamp,
}

/// A record as it is to be stored.
#[derive(Debug)]
pub struct Next {
    /// The record.
    pub record: RecordView,
    /// How many findings let it through.
    pub warnings: u32,
    /// Of its content, if that is new.
    pub acknowledgement: Option<Acknowledgement>,
}

/// Stores a new record and all that follows from it, within the transaction of `db`.
pub async fn add(db: &mut Db, next: Next, place: Place, step: Step) -> Stored<()> {
    let stored = StoredRecord {
        filing: filing(&next.record, next.warnings),
        view: next.record,
        captured_on: place.captured_on,
        team: place.team,
        branch: place.branch,
    };
    records::insert(db, &stored, &place.line).await?;
    finish(db, None, stored, next.acknowledgement, step).await
}

/// Stores what becomes of a record and all that follows from it, within the transaction of `db`.
pub async fn change(db: &mut Db, before: &StoredRecord, next: Next, step: Step) -> Stored<()> {
    let stored = StoredRecord {
        filing: filing(&next.record, next.warnings),
        view: next.record,
        ..before.clone()
    };
    records::update(db, &stored).await?;
    if stored.filing.amount > before.filing.amount {
        // Whoever has it open may not be the one who may decide it now.
        holds::end(db, stored.view.record_id).await?;
    }
    finish(db, Some(before), stored, next.acknowledgement, step).await
}

async fn finish(
    db: &mut Db,
    before: Option<&StoredRecord>,
    stored: StoredRecord,
    acknowledgement: Option<Acknowledgement>,
    step: Step,
) -> Stored<()> {
    if let Some(acknowledgement) = acknowledgement {
        contents::insert(db, &stored.view, &acknowledgement).await?;
        if stored.view.kind.is_reviewed() {
            match before {
                None => terms::add(db, &stored.view).await?,
                Some(_) => terms::write(db, &stored.view).await?,
            }
        }
    }
    let act = act_of(step, before, &stored)?;
    append(db, &stored.branch.to_string(), &act).await?;
    let view_before = before.map(|before| &before.view);
    tell_of_case(db, view_before, &stored, step.now).await?;
    let mut touched = Touched::default();
    // Who is not invited any more hears that, too.
    if let Some(before) = before {
        touch(&mut touched, &before.view);
    }
    touch(&mut touched, &stored.view);
    check_ins::resolve(db, before, stored, step.now, &mut touched).await?;
    changes::publish(db, touched).await
}

/// A step as the audit log of the record's branch tells it.
pub(super) fn act_of(
    step: Step,
    before: Option<&StoredRecord>,
    after: &StoredRecord,
) -> Stored<Act> {
    Ok(Act {
        device: step.device,
        detail: Detail::between(before.map(|before| &before.view), &after.view),
        before: match before {
            Some(before) => hash(&before.view)?,
            None => String::new(),
        },
        after: hash(&after.view)?,
        ..Act::new(
            step.now,
            step.by,
            step.action,
            after.view.record_id.to_string(),
        )
    })
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
        touched.add(person, RecordView::KIND, record.record_id, record.version);
    };
    tell(record.captured_by.id);
    if let Office::Roster(roster) = &record.office {
        for entry in &roster.entries {
            tell(entry.person.id);
        }
    }
}
