//! Who did what: append-only, one hash chain for each branch.

use super::{Db, Stored, column, count, time, to_json};
use serde::Serialize;
use shared::id::PersonId;
use shared::sync::fingerprint;
use shared::time::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// One thing somebody did.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    /// When, by the server's clock.
    pub at: Timestamp,
    /// Who.
    pub person: PersonId,
    /// What, in snake case.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// SHA-256 of the thing before; empty if there was none.
    pub before: String,
    /// SHA-256 of the thing after; empty if it did not change.
    pub after: String,
}

/// What a row's hash is made of: change anything, and the chain breaks from there.
#[derive(Serialize)]
struct Link<'a> {
    chain: &'a str,
    seq: u64,
    act: &'a Act,
    previous: &'a str,
}

/// Adds to the chain of a branch.
pub async fn append(db: &mut Db, chain: &str, act: &Act) -> Stored<()> {
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT seq, hash FROM audit WHERE chain = $1 ORDER BY seq DESC LIMIT 1")
            .bind(chain.to_owned())
            .fetch_optional(&mut *db)
            .await?;
    let (seq, previous) = last.map_or((1, String::new()), |(seq, hash)| (count(seq) + 1, hash));
    let hash = hash_of(chain, seq, act, &previous)?;
    sqlx::query(
        "INSERT INTO audit (chain, seq, at, person_id, action, subject,
                            before_hash, after_hash, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(chain.to_owned())
    .bind(column(seq))
    .bind(act.at.millis())
    .bind(act.person.to_string())
    .bind(act.action.clone())
    .bind(act.subject.clone())
    .bind(act.before.clone())
    .bind(act.after.clone())
    .bind(previous)
    .bind(hash)
    .execute(db)
    .await?;
    Ok(())
}

fn hash_of(chain: &str, seq: u64, act: &Act, previous: &str) -> Stored<String> {
    let link = Link {
        chain,
        seq,
        act,
        previous,
    };
    Ok(fingerprint(&to_json(&link, "audit")?))
}

/// What a check of the chains found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verified {
    /// All chains hold; so many rows.
    Whole(u64),
    /// The first row that does not fit.
    Broken {
        /// Whose chain.
        chain: String,
        /// Which row.
        seq: u64,
    },
}

/// The last row of a chain: with it the whole chain before it is fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose chain.
    pub chain: String,
    /// How many rows it has.
    pub seq: u64,
    /// The hash of the last.
    pub hash: String,
}

/// The last row of every chain.
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

/// A row as it stands in the log.
struct Row {
    chain: String,
    seq: u64,
    act: Act,
    previous: String,
    hash: String,
}

/// Follows every chain from its beginning.
pub async fn verify(db: &mut Db) -> Stored<Verified> {
    let rows = sqlx::query("SELECT * FROM audit ORDER BY chain, seq")
        .fetch_all(db)
        .await?;
    let mut last: Option<Row> = None;
    for row in &rows {
        let row = read(row)?;
        if !follows(&row, last.as_ref())? {
            return Ok(Verified::Broken {
                chain: row.chain,
                seq: row.seq,
            });
        }
        last = Some(row);
    }
    Ok(Verified::Whole(
        u64::try_from(rows.len()).unwrap_or(u64::MAX),
    ))
}

fn read(row: &AnyRow) -> Stored<Row> {
    Ok(Row {
        chain: row.try_get("chain")?,
        seq: count(row.try_get("seq")?),
        act: Act {
            at: time(row.try_get("at")?),
            person: super::parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            action: row.try_get("action")?,
            subject: row.try_get("subject")?,
            before: row.try_get("before_hash")?,
            after: row.try_get("after_hash")?,
        },
        previous: row.try_get("previous_hash")?,
        hash: row.try_get("hash")?,
    })
}

/// Whether the row is the next of its chain, and as it was written.
fn follows(row: &Row, last: Option<&Row>) -> Stored<bool> {
    let last = last.filter(|last| last.chain == row.chain);
    let (seq, previous) = last.map_or((1, ""), |last| (last.seq + 1, last.hash.as_str()));
    let hash = hash_of(&row.chain, seq, &row.act, previous)?;
    Ok(row.seq == seq && row.previous == previous && row.hash == hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::a_store;

    fn act(action: &str) -> Act {
        Act {
            at: Timestamp::from_millis(1_790_000_000_000),
            person: PersonId::from_number(1),
            action: action.to_owned(),
            subject: "record".to_owned(),
            before: String::new(),
            after: "00".to_owned(),
        }
    }

    #[tokio::test]
    async fn a_row_that_was_changed_or_taken_out_breaks_its_chain() {
        let (_database, store) = a_store().await;
        for tampering in [
            "UPDATE audit SET action = 'reject' WHERE chain = 'east' AND seq = 2",
            "UPDATE audit SET at = at + 1 WHERE chain = 'east' AND seq = 2",
            "DELETE FROM audit WHERE chain = 'east' AND seq = 2",
        ] {
            // Never committed: each begins with an empty log.
            let mut db = store.begin().await.unwrap();
            for action in ["submit", "accept", "withdraw"] {
                append(&mut db, "east", &act(action)).await.unwrap();
                append(&mut db, "west", &act(action)).await.unwrap();
            }
            assert_eq!(verify(&mut db).await.unwrap(), Verified::Whole(6));
            sqlx::query(tampering).execute(&mut *db).await.unwrap();
            let Verified::Broken { chain, .. } = verify(&mut db).await.unwrap() else {
                panic!("{tampering} was not found");
            };
            assert_eq!(chain, "east");
        }
    }
}
