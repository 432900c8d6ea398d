//! What devices sent, and what became of it.

use super::asked::Asked;
use super::{Db, Stored, column, count, from_json, parse, time, to_json};
use shared::id::RecordId;
use shared::sync::{Earlier, KnownMutation, Mutation, Outcome};
use shared::time::Timestamp;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

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

/// By how much the clocks were ahead of the devices that first sent these records, as learned by then, in
/// milliseconds.
pub async fn first_clocks(
    db: &mut Db,
    records: &BTreeSet<RecordId>,
) -> Stored<BTreeMap<RecordId, i64>> {
    let mut first = BTreeMap::new();
    if records.is_empty() {
        return Ok(first);
    }
    let mut asked = Asked::new();
    asked.push("SELECT record_id, clock_ahead FROM mutation WHERE record_id IN ");
    asked.texts(records.iter().map(ToString::to_string));
    asked.push(" ORDER BY received_at, device_seq");
    for row in asked.rows(db).await? {
        let record = parse(row.try_get::<&str, _>("record_id")?, "record_id")?;
        first.entry(record).or_insert(row.try_get("clock_ahead")?);
    }
    Ok(first)
}

/// What was learned of the clock of the device that first sent a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SenderClock {
    /// When the device told something of the record, oldest first, and by how much its clock was ahead then.
    told: Vec<(Timestamp, i64)>,
    /// By how much it is ahead now.
    now: i64,
}

impl SenderClock {
    /// Milliseconds by which it was ahead at a moment: as it was learned when the device next told something of
    /// the record, or as it is now.
    pub fn ahead_at(&self, moment: Timestamp) -> i64 {
        let next = self.told.iter().find(|(told_at, _)| *told_at >= moment);
        next.map_or(self.now, |(_, ahead)| *ahead)
    }
}

/// The clock of the device that first sent this record.
pub async fn sender_clock(db: &mut Db, record: RecordId) -> Stored<SenderClock> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT m.received_at, m.clock_ahead, d.clock_ahead FROM mutation m
         JOIN device d ON d.device_id = m.device_id
         WHERE m.record_id = $1 AND m.device_id =
               (SELECT f.device_id FROM mutation f WHERE f.record_id = $1
                ORDER BY f.received_at, f.device_seq LIMIT 1)
         ORDER BY m.received_at, m.device_seq",
    )
    .bind(record.to_string())
    .fetch_all(db)
    .await?;
    Ok(SenderClock {
        now: rows.first().map_or(0, |(.., now)| *now),
        told: rows
            .iter()
            .map(|(at, ahead, _)| (time(*at), *ahead))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_millis(minute * 60_000)
    }

    #[test]
    fn a_clock_was_as_it_was_found_when_its_phone_next_told_something() {
        let clock = SenderClock {
            told: vec![(at(0), 7), (at(60), 5), (at(120), 0)],
            now: 9,
        };
        let found = [-1, 0, 1, 60, 61, 120, 121].map(|minute| clock.ahead_at(at(minute)));
        assert_eq!(found, [7, 7, 5, 5, 0, 0, 9]);
        assert_eq!(SenderClock::default().ahead_at(at(1)), 0);
    }
}
