//! The mutations of one exchange, each in a transaction of its own.

use super::mutation::{quarantined, take_within};
use crate::auth::SignedIn;
use crate::state::AppState;
use crate::store::Stored;
use serde::Deserialize;
use serde_json::value::RawValue;
use shared::id::{MutationId, RecordId};
use shared::sync::{Mutation, MutationOutcome, Outcome, Quarantine};
use std::collections::BTreeSet;

/// How long a device waits when the store could not answer, in milliseconds.
const RETRY_AFTER: u64 = 5_000;

/// What becomes of each mutation, in the order they were sent. What the store cannot take now is
/// to be sent again, and with it what follows for the same record: first in, first out.
pub async fn take(
    state: &AppState,
    person: &SignedIn,
    bodies: &[Box<RawValue>],
) -> Vec<MutationOutcome> {
    let mut waiting = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(bodies.len());
    for body in bodies {
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
    let Ok(mutation) = serde_json::from_str::<Mutation>(body) else {
        return unreadable(body);
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

/// Names the mutation if at least its id can be read.
fn unreadable(body: &str) -> MutationOutcome {
    #[derive(Deserialize)]
    struct Named {
        mutation_id: MutationId,
    }
    let named = serde_json::from_str::<Named>(body).ok();
    MutationOutcome::bare(
        named.map(|named| named.mutation_id),
        quarantined(Quarantine::Unreadable),
    )
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
