//! Adding to a chain.

use super::{Act, Actor, FACTS, Written, hash_of};
use crate::store::asked::Asked;
use crate::store::{Db, Stored, column, count, facts};
use core::slice;
use shared::audit::AuditAction;
use shared::id::UnitId;
use shared::time::Timestamp;

/// So many rows go into one statement: SQLite looks every parameter up among those before it.
const ROWS: usize = 100;

/// Adds what an import left: which file told what, and that the facts of this moment are these. A
/// statement can be followed back to it, and the facts can be held against it.
pub async fn append_import(
    db: &mut Db,
    at: Timestamp,
    subject: String,
    source: String,
    new: &facts::New,
) -> Stored<()> {
    let told = new.told();
    let act = Act {
        before: source,
        after: told.map_or_else(String::new, |told| told.hash.clone()),
        ..Act::new(at, Actor::CommandLine, AuditAction::ImportFacts, subject)
    };
    append(db, FACTS, &act).await
}

/// Adds an act to a chain.
pub async fn append(db: &mut Db, chain: &str, act: &Act) -> Stored<()> {
    append_all(db, chain, slice::from_ref(act)).await
}

/// Adds acts to a chain, in their order.
pub async fn append_all(db: &mut Db, chain: &str, acts: &[Act]) -> Stored<()> {
    if acts.is_empty() {
        return Ok(());
    }
    let (mut seq, mut previous) = last(db, chain).await?;
    for acts in acts.chunks(ROWS) {
        let mut asked = Asked::new();
        asked.push(
            "INSERT INTO audit (chain, seq, at, person_id, action, subject,
                 before_hash, after_hash, device_id, units, detail, previous_hash, hash) VALUES ",
        );
        for (at, act) in acts.iter().enumerate() {
            seq += 1;
            asked.push(if at == 0 { "(" } else { ", (" }).text(chain);
            asked.push(", ").number(column(seq));
            let hash = link(&mut asked, (chain, seq), act, &previous)?;
            asked
                .push(", ")
                .text(previous)
                .push(", ")
                .text(hash.clone());
            asked.push(")");
            previous = hash;
        }
        asked.execute(db).await?;
    }
    Ok(())
}

/// The place and the hash of a chain's last row.
async fn last(db: &mut Db, chain: &str) -> Stored<(u64, String)> {
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT seq, hash FROM audit WHERE chain = $1 ORDER BY seq DESC LIMIT 1")
            .bind(chain.to_owned())
            .fetch_optional(db)
            .await?;
    Ok(last.map_or((0, String::new()), |(seq, hash)| (count(seq), hash)))
}

/// Writes what an act says; the hash of its row.
fn link(asked: &mut Asked, (chain, seq): (&str, u64), act: &Act, previous: &str) -> Stored<String> {
    let person = act.person.to_string();
    let device = act.device.map_or_else(String::new, |it| it.to_string());
    let (units, detail) = (between_slashes(&act.units), act.detail.written()?);
    let written = Written {
        at: act.at.millis(),
        person: &person,
        action: act.action.as_str(),
        subject: &act.subject,
        before: &act.before,
        after: &act.after,
        device: &device,
        units: &units,
        detail: &detail,
    };
    let hash = hash_of(chain, seq, &written, previous)?;
    asked.push(", ").number(written.at);
    for text in [
        written.person,
        written.action,
        written.subject,
        written.before,
        written.after,
        written.device,
        written.units,
        written.detail,
    ] {
        asked.push(", ").text(text);
    }
    Ok(hash)
}

/// Each id between slashes, so that one is found in the text; empty for none.
fn between_slashes(units: &[UnitId]) -> String {
    let ids = units.iter().map(|unit| format!("/{unit}"));
    let ids: String = ids.collect();
    match ids.is_empty() {
        true => ids,
        false => ids + "/",
    }
}
