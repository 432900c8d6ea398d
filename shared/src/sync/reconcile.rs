//! From a response to a plan of writes: one transaction holds the outcomes, the page and its cursor.

use super::{
    Acknowledgement, Change, Cursor, EntryState, MutationOutcome, OutboxEntry, Outcome, Pulled,
    SetAside, Snapshot, SyncResponse,
};
use crate::id::{MutationId, RecordId};
use crate::record::RecordView;
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// One write on the device.
#[derive(Debug, Clone)]
pub enum Write {
    /// Keep the entry as it is here, if it is still in the outbox: never bring one back.
    PutEntry(OutboxEntry),
    /// The entry is done: out of the outbox and its draft with it, into the sent log.
    FinishEntry {
        /// As it ended.
        entry: OutboxEntry,
        /// When the server said so, by its clock: the device's may be wrong.
        at: Timestamp,
    },
    /// Keep the server's proof. It outlives everything pulled: it is the agent's, even if the server
    /// has lost the record.
    PutAcknowledgement(Acknowledgement),
    /// Everything pulled so far is of another epoch or scope.
    ForgetPulled,
    /// Keep what came, unless a later version is held.
    PutChange(Change),
    /// It is gone from this person's scope.
    RemovePulled {
        /// The name of a [`Pulled`].
        kind: String,
        /// The thing's id.
        id: String,
    },
    /// Something this build does not understand: kept until it does.
    Park(Change),
    /// Everything in the sent log goes back into the outbox: the server may have lost it.
    ResendSentLog,
    /// Where the page ends, in which epoch, and when that was.
    PutCursor {
        /// `None` if the response brought no page: the cursor stays as it is.
        cursor: Option<Cursor>,
        /// The server's epoch.
        epoch: String,
        /// The server's clock.
        server_now: Timestamp,
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
        let named = outcomes.get(&entry.mutation_id);
        let state = match named {
            Some(named) => state_after(entry, &named.outcome),
            None if new_epoch => state_in_new_epoch(&entry.state),
            None => entry.state.clone(),
        };
        writes.extend(named.and_then(|named| acknowledgement_for(entry, named)));
        freed |= state != entry.state;
        let write = write_for(entry, state, &held, caught_up, response.server_now);
        writes.extend(write);
    }
    writes.extend(response.changes.into_iter().map(write_of_change));
    if new_epoch {
        writes.push(Write::ResendSentLog);
    }
    writes.push(Write::PutCursor {
        cursor: response.cursor,
        epoch: response.epoch,
        server_now: response.server_now,
    });
    Reconciled {
        writes,
        more: response.remaining > 0 || freed || new_epoch,
        wait_ms: longest_wait(&response.outcomes),
    }
}

fn see_versions(held: &mut BTreeMap<RecordId, u64>, changes: &[Change]) {
    for change in changes {
        if change.kind == RecordView::KIND
            && change.is_understood()
            && let Ok(id) = change.id.parse()
        {
            held.insert(id, change.version);
        }
    }
}

fn by_mutation(outcomes: &[MutationOutcome]) -> BTreeMap<MutationId, &MutationOutcome> {
    outcomes
        .iter()
        .filter_map(|named| Some((named.mutation_id?, named)))
        .collect()
}

/// One about another record would prove nothing here.
fn acknowledgement_for(entry: &OutboxEntry, named: &MutationOutcome) -> Option<Write> {
    named
        .acknowledgement
        .clone()
        .filter(|it| it.arrival.record_id == entry.record_id)
        .map(Write::PutAcknowledgement)
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
        Outcome::Quarantined {
            quarantine,
            findings,
        } => EntryState::SetAside(SetAside::Quarantined {
            quarantine: *quarantine,
            findings: findings.clone(),
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
    at: Timestamp,
) -> Option<Write> {
    let seen = held.get(&entry.record_id);
    if let EntryState::Applied { version } = state
        && (caught_up || seen.is_some_and(|seen| *seen >= version))
    {
        let entry = OutboxEntry {
            state,
            ..entry.clone()
        };
        return Some(Write::FinishEntry { entry, at });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DeviceId;
    use crate::number::{DeviceNumber, RecordNumber};
    use crate::sync::{Arrival, ContentHash, PublicKey, Signature};
    use crate::time::Timestamp;

    const RECORD: RecordId = RecordId::from_number(4);

    fn entry() -> OutboxEntry {
        OutboxEntry {
            seq: 1,
            mutation_id: MutationId::from_number(1),
            record_id: RECORD,
            draft: String::new(),
            made_at: Timestamp::from_millis(0),
            state: EntryState::Waiting,
            unsent: false,
            body: String::new(),
        }
    }

    fn response(acknowledged: RecordId, outcome: Outcome) -> SyncResponse {
        let arrival = Arrival {
            record_id: acknowledged,
            number: RecordNumber::new('A', DeviceNumber::new(7), 12),
            content_version: 1,
            content_hash: ContentHash::of_text("{}"),
            received_at: Timestamp::from_millis(1),
        };
        SyncResponse {
            epoch: "1".to_owned(),
            server_now: Timestamp::from_millis(1),
            outcomes: vec![MutationOutcome {
                mutation_id: Some(MutationId::from_number(1)),
                outcome,
                acknowledgement: Some(Acknowledgement {
                    arrival,
                    key: PublicKey::new([0; 32]),
                    signature: Signature::new([0; 64]),
                }),
            }],
            from_start: true,
            changes: Vec::new(),
            cursor: None,
            remaining: 0,
        }
    }

    fn plan(response: SyncResponse) -> Vec<Write> {
        let snapshot = Snapshot {
            device_id: DeviceId::from_number(2),
            cursor: None,
            epoch: None,
            outbox: vec![entry()],
            held: BTreeMap::new(),
        };
        reconcile(&snapshot, response).writes
    }

    fn keeps_proof(writes: &[Write]) -> bool {
        let mut writes = writes.iter();
        writes.any(|write| matches!(write, Write::PutAcknowledgement(_)))
    }

    #[test]
    fn the_proof_is_kept_before_the_entry_goes() {
        for outcome in [
            Outcome::Applied { version: 1 },
            Outcome::AlreadyApplied { version: 1 },
        ] {
            let writes = plan(response(RECORD, outcome));
            let first = |wanted: fn(&Write) -> bool| writes.iter().position(wanted).unwrap();
            let kept = first(|write| matches!(write, Write::PutAcknowledgement(_)));
            assert!(kept < first(|write| matches!(write, Write::FinishEntry { .. })));
        }
    }

    #[test]
    fn what_a_busy_server_left_stays_as_it_is_and_goes_next() {
        let left = OutboxEntry {
            seq: 2,
            mutation_id: MutationId::from_number(2),
            record_id: RecordId::from_number(5),
            ..entry()
        };
        let snapshot = Snapshot {
            device_id: DeviceId::from_number(2),
            cursor: None,
            epoch: None,
            outbox: vec![entry(), left],
            held: BTreeMap::new(),
        };
        let plan = reconcile(&snapshot, response(RECORD, Outcome::Applied { version: 1 }));
        let is_about_it = |write: &Write| match write {
            Write::PutEntry(entry) | Write::FinishEntry { entry, .. } => entry.seq == 2,
            _ => false,
        };
        assert!(!plan.writes.iter().any(is_about_it));
        assert!(plan.more, "it goes at once");
        assert_eq!(plan.wait_ms, None);
    }

    #[test]
    fn a_proof_of_another_record_is_not_taken() {
        let other = RecordId::from_number(5);
        let writes = plan(response(other, Outcome::Applied { version: 1 }));
        assert!(!keeps_proof(&writes));
    }
}
