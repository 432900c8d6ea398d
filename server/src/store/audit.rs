//! Who did what: append-only, one hash chain for each branch, one for what payroll was told, one for what
//! the company decided, and one for sign-ins under names that nobody has.

mod act;
mod chain;
mod detail;
mod fault;
mod imports;
mod log;
mod records;
#[cfg(test)]
mod tests;
mod verify;

pub use act::{Act, Actor};
pub use chain::{append, append_all, append_import};
pub use detail::{Detail, Looked};
pub use fault::Found;
pub use imports::{StrayedFacts, held_facts};
pub use log::{After, Asking, Logged, Reader, page};
pub use records::{Strayed, strayed};
pub use verify::{Report, verify};

use super::asked::Asked;
use super::{Db, Stored, column, count, to_json};
use serde::{Deserialize, Serialize};
use shared::audit::AuditAction;
use shared::id::{PersonId, UnitId};
use shared::sync::fingerprint;
use shared::time::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// The chain of failed sign-ins under names that nobody has.
pub const SIGN_INS: &str = "sign_in";

/// The chain of what the company decided.
pub const SETTINGS: &str = "settings";

/// How what a sign-in is refused to begins, if that is an address: its pseudonym follows.
pub const ADDRESS: &str = "address:";

/// What an act is done to that reads the log itself.
pub const LOG: &str = "log";

/// The chain of what payroll was told.
pub const FACTS: &str = "facts";

/// An act as the columns hold it. What came later is left out where it is empty: rows of before keep
/// their hashes.
#[derive(Serialize)]
struct Written<'a> {
    at: i64,
    person: &'a str,
    action: &'a str,
    subject: &'a str,
    before: &'a str,
    after: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    device: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    units: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'a str,
}

/// What a row's hash is made of: change anything, and the chain breaks from there.
#[derive(Serialize)]
struct Link<'a> {
    chain: &'a str,
    seq: u64,
    act: &'a Written<'a>,
    previous: &'a str,
}

fn hash_of(chain: &str, seq: u64, act: &Written<'_>, previous: &str) -> Stored<String> {
    let link = Link {
        chain,
        seq,
        act,
        previous,
    };
    Ok(fingerprint(&to_json(&link, "audit")?))
}

/// The last row of a chain: it stands for every row before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which chain.
    pub chain: String,
    /// How many rows it has.
    pub seq: u64,
    /// The last row's hash.
    pub hash: String,
}

/// The last row of every chain, by chain.
pub async fn heads(db: &mut Db) -> Stored<Vec<Head>> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT chain, seq, hash FROM audit
         WHERE seq = (SELECT MAX(later.seq) FROM audit later WHERE later.chain = audit.chain)
         ORDER BY chain",
    )
    .fetch_all(db)
    .await?;
    let head = |(chain, seq, hash)| Head {
        chain,
        seq: count(seq),
        hash,
    };
    Ok(rows.into_iter().map(head).collect())
}

/// How many rows the log has.
pub async fn count_rows(db: &mut Db) -> Stored<u64> {
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit")
        .fetch_one(db)
        .await?;
    Ok(count(rows))
}

/// A row as it stands in the log, whatever was done to it.
#[derive(Debug, Clone)]
pub struct Row {
    chain: String,
    /// Its place.
    pub seq: u64,
    at: i64,
    person: String,
    action: String,
    subject: String,
    before: String,
    after: String,
    device: String,
    units: String,
    detail: String,
    /// The hash of the row before it, as it says itself.
    pub previous: String,
    /// Its own, as it says itself.
    pub hash: String,
}

impl Row {
    /// When it was written, as it says itself.
    pub const fn at(&self) -> Timestamp {
        Timestamp::from_millis(self.at)
    }

    /// Who did it, as it says itself: a person's id, or a word for who is none.
    pub fn person(&self) -> &str {
        &self.person
    }

    /// What was done, as it says itself.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// What it was done to, as it says itself.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// In which chain it stands.
    pub fn chain(&self) -> &str {
        &self.chain
    }

    /// The hash of what it was done to, as it stood before; empty if it did not change, or was not there.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// On which device, as it says itself; empty if it does not.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// What was changed, as it says itself.
    pub fn detail(&self) -> Detail {
        Detail::read(&self.detail)
    }

    /// The hash it would have at this place of its chain.
    pub fn hash_at(&self, seq: u64) -> Stored<String> {
        let act = Written {
            at: self.at,
            person: &self.person,
            action: &self.action,
            subject: &self.subject,
            before: &self.before,
            after: &self.after,
            device: &self.device,
            units: &self.units,
            detail: &self.detail,
        };
        hash_of(&self.chain, seq, &act, &self.previous)
    }
}

/// The next rows of a chain after this place, in their order; none at its end.
pub async fn rows(db: &mut Db, chain: &str, after: Option<u64>) -> Stored<Vec<Row>> {
    let rows = sqlx::query(
        "SELECT chain, seq, at, person_id, action, subject, before_hash, after_hash,
                previous_hash, hash, device_id, units, detail
         FROM audit WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT 1000",
    )
    .bind(chain.to_owned())
    .bind(after.map_or(i64::MIN, column))
    .fetch_all(db)
    .await?;
    rows.iter().map(read).collect()
}

/// What was done to a person, the latest first, no more than `most`.
pub async fn on_person(db: &mut Db, person: PersonId, most: usize) -> Stored<Vec<Row>> {
    on(db, person.to_string(), AuditAction::is_on_person, most).await
}

/// What was done to a unit, the latest first, no more than `most`.
pub async fn on_unit(db: &mut Db, unit: UnitId, most: usize) -> Stored<Vec<Row>> {
    on(db, unit.to_string(), AuditAction::is_on_unit, most).await
}

async fn on(
    db: &mut Db,
    subject: String,
    is_meant: fn(AuditAction) -> bool,
    most: usize,
) -> Stored<Vec<Row>> {
    let actions = AuditAction::ALL.into_iter();
    let actions = actions.filter(|action| is_meant(*action));
    let mut asked = Asked::new();
    asked.push(
        "SELECT chain, seq, at, person_id, action, subject, before_hash, after_hash,
                previous_hash, hash, device_id, units, detail
         FROM audit WHERE subject = ",
    );
    asked.text(subject).push(" AND action IN ");
    asked.texts(actions.map(AuditAction::as_str));
    asked.push(" ORDER BY at DESC, chain DESC, seq DESC LIMIT ");
    asked.number(i64::try_from(most).unwrap_or(i64::MAX));
    asked.rows(db).await?.iter().map(read).collect()
}

/// An act of the log, as whom it concerns may know it.
#[derive(Debug, Clone, Serialize)]
pub struct ToldOf {
    pub at: Timestamp,
    pub action: String,
    /// Whether they did it themselves; otherwise it was done to them.
    pub own: bool,
}

/// What the log says of somebody: what they did, and what was done to them as a person, the first first.
pub async fn told_of(db: &mut Db, person: PersonId) -> Stored<Vec<ToldOf>> {
    let actions = AuditAction::ALL.into_iter();
    let actions = actions.filter(|action| action.is_on_person());
    let mut asked = Asked::new();
    asked.push("SELECT at, action, person_id FROM audit WHERE person_id = ");
    asked.text(person.to_string());
    asked.push(" OR (subject = ").text(person.to_string());
    asked.push(" AND action IN ");
    asked.texts(actions.map(AuditAction::as_str));
    asked.push(") ORDER BY at, chain, seq");
    let rows = asked.rows(db).await?;
    let told = rows.iter().map(|row| {
        let by: &str = row.try_get("person_id")?;
        Ok(ToldOf {
            at: Timestamp::from_millis(row.try_get("at")?),
            action: row.try_get("action")?,
            own: by == person.to_string(),
        })
    });
    told.collect()
}

fn read(row: &AnyRow) -> Stored<Row> {
    Ok(Row {
        chain: row.try_get("chain")?,
        seq: count(row.try_get("seq")?),
        at: row.try_get("at")?,
        person: row.try_get("person_id")?,
        action: row.try_get("action")?,
        subject: row.try_get("subject")?,
        before: row.try_get("before_hash")?,
        after: row.try_get("after_hash")?,
        previous: row.try_get("previous_hash")?,
        hash: row.try_get("hash")?,
        device: row.try_get("device_id")?,
        units: row.try_get("units")?,
        detail: row.try_get("detail")?,
    })
}
