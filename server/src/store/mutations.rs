//! What devices sent, and what became of it.

use super::{Db, Stored, column, count, from_json, time, to_json};
use shared::id::RecordId;
use shared::sync::{Mutation, Outcome};
use shared::time::Timestamp;

/// A mutation that came before.
#[derive(Debug, Clone)]
pub struct KnownMutation {
    /// Of its bytes.
    pub fingerprint: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The content version it brought, if it brought content.
    pub content_version: Option<u64>,
}

/// What came before a mutation in its place.
#[derive(Debug, Clone)]
pub enum Earlier {
    /// Nothing.
    None,
    /// One with its id.
    Same(KnownMutation),
    /// Another one with its number on the device.
    SameSequence,
}

/// What came before this mutation in its place, asked at once.
pub async fn earlier(db: &mut Db, mutation: &Mutation) -> Stored<Earlier> {
    let id = mutation.mutation_id.to_string();
    let rows: Vec<(String, String, String, Option<i64>)> = sqlx::query_as(
        "SELECT mutation_id, fingerprint, outcome, content_version FROM mutation
         WHERE mutation_id = $1 OR (device_id = $2 AND device_seq = $3)",
    )
    .bind(id.clone())
    .bind(mutation.device_id.to_string())
    .bind(column(mutation.device_seq))
    .fetch_all(db)
    .await?;
    if rows.is_empty() {
        return Ok(Earlier::None);
    }
    match rows.into_iter().find(|(found, ..)| *found == id) {
        None => Ok(Earlier::SameSequence),
        Some((_, fingerprint, outcome, content_version)) => Ok(Earlier::Same(KnownMutation {
            fingerprint,
            outcome: from_json(&outcome, "outcome")?,
            content_version: content_version.map(count),
        })),
    }
}

/// Of what was refused, no more bytes are kept than these: its fingerprint says whether it comes again,
/// and the phone has it.
const MOST_REFUSED: usize = 16 * 1024;

/// Keeps a mutation's bytes with what became of it.
pub async fn insert(
    db: &mut Db,
    mutation: &Mutation,
    body: &str,
    outcome: &Outcome,
    content_version: Option<u64>,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO mutation (mutation_id, fingerprint, device_id, device_seq, record_id,
                               body, outcome, content_version, received_at, clock_ahead)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
                 COALESCE((SELECT clock_ahead FROM device WHERE device_id = $3), 0))",
    )
    .bind(mutation.mutation_id.to_string())
    .bind(shared::sync::fingerprint(body))
    .bind(mutation.device_id.to_string())
    .bind(column(mutation.device_seq))
    .bind(mutation.record_id.to_string())
    .bind(kept(body, outcome).to_owned())
    .bind(to_json(outcome, "outcome")?)
    .bind(content_version.map(column))
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

fn kept<'a>(body: &'a str, outcome: &Outcome) -> &'a str {
    match outcome {
        Outcome::Applied { .. } => body,
        _ if body.len() > MOST_REFUSED => "",
        _ => body,
    }
}

/// A mutation that changed a record.
#[derive(Debug, Clone)]
pub struct Applied {
    /// As it was sent.
    pub mutation: Mutation,
    /// When the server had it.
    pub received_at: Timestamp,
    /// Milliseconds by which the device's clock was ahead, as learned by then.
    clock_ahead: i64,
}

impl Applied {
    /// When it was made: the device's clock set right, and not after its receipt.
    pub fn made_at(&self) -> Timestamp {
        let made_at = self.mutation.made_at;
        made_at
            .plus_millis(self.clock_ahead.saturating_neg())
            .min(self.received_at)
    }
}

/// Every mutation that changed a record, in the order of receipt.
pub async fn applied_to(db: &mut Db, record: RecordId) -> Stored<Vec<Applied>> {
    let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
        "SELECT body, outcome, received_at, clock_ahead FROM mutation WHERE record_id = $1
         ORDER BY received_at, mutation_id",
    )
    .bind(record.to_string())
    .fetch_all(db)
    .await?;
    let mut applied = Vec::new();
    for (body, outcome, at, clock_ahead) in rows {
        if let Outcome::Applied { .. } = from_json(&outcome, "outcome")? {
            applied.push(Applied {
                mutation: from_json(&body, "body")?,
                received_at: time(at),
                clock_ahead,
            });
        }
    }
    Ok(applied)
}

/// Milliseconds by which the clock was ahead of the device that first sent a record, as learned by then.
pub async fn clock_ahead_of_record(db: &mut Db, record: RecordId) -> Stored<i64> {
    let ahead: Option<i64> = sqlx::query_scalar(
        "SELECT clock_ahead FROM mutation WHERE record_id = $1
         ORDER BY received_at, device_seq LIMIT 1",
    )
    .bind(record.to_string())
    .fetch_optional(db)
    .await?;
    Ok(ahead.unwrap_or(0))
}
