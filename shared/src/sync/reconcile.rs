//! From a response to a plan of writes: one transaction holds the outcomes, the page and its cursor.

use super::{
    Change, Cursor, EntryState, MutationOutcome, OutboxEntry, Outcome, SetAside, Snapshot,
    SyncResponse, change_kind,
};
use crate::id::RecordId;
use std::collections::BTreeMap;

/// One write on the device.
#[derive(Debug, Clone)]
pub enum Write {
    /// Keep the entry as it is here, if it is still in the outbox: never bring one back.
    PutEntry(OutboxEntry),
    /// The entry is done: out of the outbox and its draft with it, into the sent log.
    FinishEntry(OutboxEntry),
    /// Everything pulled so far is of another epoch or scope.
    ForgetPulled,
    /// Keep what came, unless a later version is held.
    PutChange(Change),
    /// It is gone from this person's scope.
    RemovePulled {
        /// One of [`change_kind`].
        kind: String,
        /// The thing's id.
        id: String,
    },
    /// Something this build does not understand: kept until it does.
    Park(Change),
    /// Everything in the sent log goes back into the outbox: the server may have lost it.
    ResendSentLog,
    /// Where the page ends, and in which epoch.
    PutCursor {
        /// `None` if the response brought no page: the cursor stays as it is.
        cursor: Option<Cursor>,
        /// The server's epoch.
        epoch: String,
    },
}

/// The plan made of a response.
#[derive(Debug, Clone)]
pub struct Reconciled {
    /// To be written in one transaction, in this order.
    pub writes: Vec<Write>,
    /// More changes are there, or more mutations may go now.
    pub more: bool,
    /// The server asked to wait so long, in milliseconds.
    pub wait_ms: Option<u64>,
}

/// Plans the writes for a response to what `snapshot` sent.
///
/// An entry is finished only when the server named an outcome for it *and* the record has been
/// seen at that version, so that nothing disappears from the phone before it is back. A device that
/// has read everything and still holds no such version has lost the record from its scope.
pub fn reconcile(snapshot: &Snapshot, response: SyncResponse) -> Reconciled {
    let mut held = snapshot.held.clone();
    see_versions(&mut held, &response.changes);
    let mut writes = Vec::new();
    let new_epoch = snapshot
        .epoch
        .as_ref()
        .is_some_and(|epoch| *epoch != response.epoch);
    if response.from_start {
        writes.push(Write::ForgetPulled);
    }
    let outcomes = by_mutation(&response.outcomes);
    let caught_up = response.remaining == 0;
    let mut freed = false;
    for entry in &snapshot.outbox {
        let state = match outcomes.get(&entry.mutation_id) {
            Some(outcome) => state_after(entry, outcome),
            None if new_epoch => state_in_new_epoch(&entry.state),
            None => entry.state.clone(),
        };
        freed |= state != entry.state;
        writes.extend(write_for(entry, state, &held, caught_up));
    }
    writes.extend(response.changes.into_iter().map(write_of_change));
    if new_epoch {
        writes.push(Write::ResendSentLog);
    }
    writes.push(Write::PutCursor {
        cursor: response.cursor,
        epoch: response.epoch,
    });
    Reconciled {
        writes,
        more: response.remaining > 0 || freed || new_epoch,
        wait_ms: longest_wait(&response.outcomes),
    }
}

fn see_versions(held: &mut BTreeMap<RecordId, u64>, changes: &[Change]) {
    for change in changes {
        if change.kind == change_kind::RECORD
            && change.is_understood()
            && let Ok(id) = change.id.parse()
        {
            held.insert(id, change.version);
        }
    }
}

fn by_mutation(outcomes: &[MutationOutcome]) -> BTreeMap<crate::id::MutationId, &Outcome> {
    outcomes
        .iter()
        .filter_map(|named| Some((named.mutation_id?, &named.outcome)))
        .collect()
}

fn state_after(entry: &OutboxEntry, outcome: &Outcome) -> EntryState {
    match outcome {
        Outcome::Applied { version } | Outcome::AlreadyApplied { version } => {
            EntryState::Applied { version: *version }
        }
        Outcome::Conflict {
            version,
            refusal,
            clashes,
        } => EntryState::SetAside(SetAside::Conflict {
            version: *version,
            refusal: *refusal,
            clashes: clashes.clone(),
        }),
        Outcome::Rejected { findings } => EntryState::SetAside(SetAside::Rejected {
            findings: findings.clone(),
        }),
        Outcome::Quarantined { quarantine } => EntryState::SetAside(SetAside::Quarantined {
            quarantine: *quarantine,
        }),
        Outcome::RetryLater { .. } => entry.state.clone(),
    }
}

/// What the server said it had, it said in an earlier life: it may have lost it since.
fn state_in_new_epoch(state: &EntryState) -> EntryState {
    match state {
        EntryState::Applied { .. } => EntryState::Waiting,
        other => other.clone(),
    }
}

fn write_for(
    entry: &OutboxEntry,
    state: EntryState,
    held: &BTreeMap<RecordId, u64>,
    caught_up: bool,
) -> Option<Write> {
    let seen = held.get(&entry.record_id);
    if let EntryState::Applied { version } = state
        && (caught_up || seen.is_some_and(|seen| *seen >= version))
    {
        return Some(Write::FinishEntry(OutboxEntry {
            state,
            ..entry.clone()
        }));
    }
    (state != entry.state).then(|| {
        Write::PutEntry(OutboxEntry {
            state,
            ..entry.clone()
        })
    })
}

fn write_of_change(change: Change) -> Write {
    if !change.is_understood() {
        return Write::Park(change);
    }
    match change.body {
        Some(_) => Write::PutChange(change),
        None => Write::RemovePulled {
            kind: change.kind,
            id: change.id,
        },
    }
}

fn longest_wait(outcomes: &[MutationOutcome]) -> Option<u64> {
    outcomes
        .iter()
        .filter_map(|named| match named.outcome {
            Outcome::RetryLater { after_ms } => Some(after_ms),
            _ => None,
        })
        .max()
}
