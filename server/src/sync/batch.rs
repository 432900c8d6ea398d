//! The mutations of one exchange, each in a transaction of its own.

use super::mutation::take_within;
use crate::auth::SignedIn;
use crate::input::json;
use crate::state::AppState;
use crate::store::Stored;
use serde::Deserialize;
use serde_json::value::RawValue;
use shared::finding::Finding;
use shared::id::{MutationId, RecordId};
use shared::sync::{
    MOST_MUTATION_BYTES, Mutation, MutationOutcome, Outcome, Quarantine, out_of_range,
};
use std::collections::BTreeSet;

/// How long a device waits when the store could not answer, in milliseconds.
const RETRY_AFTER: u64 = 5_000;

/// How long a batch is worked on before what was done by then is answered, in milliseconds.
const LONGEST: i64 = 4_000;

/// What becomes of each mutation, in the order they were sent. What the store cannot take now is
/// to be sent again, and with it what follows for the same record: first in, first out. After a while
/// the rest is left for the next exchange: an answer that comes too late makes all of it come again.
pub async fn take(
    state: &AppState,
    person: &SignedIn,
    bodies: &[Box<RawValue>],
) -> Vec<MutationOutcome> {
    let end = state.clock.now().plus_millis(LONGEST);
    let mut waiting = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(bodies.len());
    for body in bodies {
        if !outcomes.is_empty() && state.clock.now() > end {
            break;
        }
        outcomes.push(take_one(state, person, body.get(), &mut waiting).await);
    }
    outcomes
}

async fn take_one(
    state: &AppState,
    person: &SignedIn,
    body: &str,
    waiting: &mut BTreeSet<RecordId>,
) -> MutationOutcome {
    let mutation = match read(body) {
        Ok(mutation) => mutation,
        Err(findings) => return unreadable(body, findings),
    };
    let outcome = if waiting.contains(&mutation.record_id) {
        None
    } else {
        in_transaction(state, person, &mutation, body).await
    };
    outcome.unwrap_or_else(|| {
        waiting.insert(mutation.record_id);
        let after_ms = RETRY_AFTER;
        MutationOutcome::bare(Some(mutation.mutation_id), Outcome::RetryLater { after_ms })
    })
}

/// The mutation, or what of it no device that speaks this protocol can have made.
fn read(body: &str) -> Result<Mutation, Vec<Finding>> {
    if body.len() > MOST_MUTATION_BYTES {
        let most = MOST_MUTATION_BYTES / 1_024;
        return Err(vec![
            Finding::error("mutation_too_large", "").with("max", most),
        ]);
    }
    let mutation: Mutation = json::read_exactly(body.as_bytes()).map_err(|unreadable| {
        let finding = Finding::error("malformed", unreadable.path);
        vec![finding.with("reason", unreadable.reason)]
    })?;
    let findings = out_of_range(&mutation);
    match findings.is_empty() {
        true => Ok(mutation),
        false => Err(findings),
    }
}

/// Names the mutation if at least its id can be read.
fn unreadable(body: &str, findings: Vec<Finding>) -> MutationOutcome {
    #[derive(Deserialize)]
    struct Named {
        mutation_id: MutationId,
    }
    let named = serde_json::from_str::<Named>(body).ok();
    let outcome = Outcome::Quarantined {
        quarantine: Quarantine::Unreadable,
        findings,
    };
    MutationOutcome::bare(named.map(|named| named.mutation_id), outcome)
}

async fn in_transaction(
    state: &AppState,
    person: &SignedIn,
    mutation: &Mutation,
    body: &str,
) -> Option<MutationOutcome> {
    let lane = person.branch.unit_id;
    let taken = state.store.write(lane, |mut db| async move {
        let outcome = take_within(&mut db, state, person, mutation, body).await?;
        db.commit().await?;
        Stored::Ok(outcome)
    });
    taken
        .await
        .inspect_err(|error| tracing::error!(%error, mutation = %mutation.mutation_id, "not taken"))
        .ok()
}
