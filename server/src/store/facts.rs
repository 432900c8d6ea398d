//! What happened, as payroll was told. Facts are only ever added.

use super::asked::Asked;
use super::{Db, Stored, count, from_json, to_json};
use serde::Serialize;
use shared::facts::Fact;
use shared::sync::fingerprint;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Facts of one `INSERT`: few enough for every engine's limit of parameters.
const FACTS_AT_ONCE: usize = 100;

/// New facts as the columns hold them, written and counted before the store is locked to add them.
#[derive(Debug)]
pub struct New {
    rows: Vec<Kept>,
    /// What was told at their moment, with them.
    told: Option<Told>,
}

impl New {
    /// Those that are told at this moment.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub async fn of(db: &mut Db, facts: &[Fact], at: Timestamp) -> Stored<Self> {
        let rows: Stored<Vec<Kept>> = facts.iter().map(Kept::of).collect();
        let rows = rows?;
        let mut hashes = hashes_at(db, at).await?;
        for row in &rows {
            hashes.push(row.hash()?);
        }
        let told = (!hashes.is_empty()).then(|| Told::of(hashes));
        Ok(Self { rows, told })
    }

    /// What was told at their moment, with them; none if nothing was.
    pub const fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// The parts of which each is added by one statement.
    fn parts(&self) -> impl ExactSizeIterator<Item = &[Kept]> {
        self.rows.chunks(FACTS_AT_ONCE)
    }
}

/// Adds facts of new ids.
pub async fn insert(db: &mut Db, new: &New, at: Timestamp) -> Stored<()> {
    for part in new.parts() {
        let mut asked = Asked::new();
        asked.push("INSERT INTO fact (fact_id, on_date, known_date, body, imported_at) VALUES ");
        for (number, row) in part.iter().enumerate() {
            asked.push(if number == 0 { "(" } else { ", (" });
            for text in [&row.fact_id, &row.on_date, &row.known_date, &row.body] {
                asked.text(text).push(", ");
            }
            asked.number(at.millis()).push(")");
        }
        asked.execute(db).await?;
    }
    Ok(())
}

/// Every fact, in the order in which they happened.
pub async fn all(db: &mut Db) -> Stored<Vec<Fact>> {
    let bodies: Vec<String> = sqlx::query_scalar("SELECT body FROM fact ORDER BY on_date, fact_id")
        .fetch_all(db)
        .await?;
    bodies.iter().map(|body| from_json(body, "body")).collect()
}

/// How many there are.
pub async fn total(db: &mut Db) -> Stored<u64> {
    let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM fact")
        .fetch_one(db)
        .await?;
    Ok(count(total))
}

/// Facts that were told at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How many.
    pub facts: u64,
    /// SHA-256 of their rows, whatever order an engine gives them in.
    pub hash: String,
}

impl Told {
    fn of(mut rows: Vec<String>) -> Self {
        rows.sort_unstable();
        Self {
            facts: u64::try_from(rows.len()).unwrap_or(u64::MAX),
            hash: fingerprint(&rows.concat()),
        }
    }
}

/// A fact as the columns hold it.
#[derive(Debug, Serialize)]
struct Kept {
    fact_id: String,
    on_date: String,
    known_date: String,
    body: String,
}

impl Kept {
    fn of(fact: &Fact) -> Stored<Self> {
        Ok(Self {
            fact_id: fact.id.to_string(),
            on_date: fact.on.to_string(),
            known_date: fact.known_on().to_string(),
            body: to_json(fact, "body")?,
        })
    }

    fn hash(&self) -> Stored<String> {
        Ok(fingerprint(&to_json(self, "fact")?))
    }
}

/// All facts, by when they were told.
pub async fn told(db: &mut Db) -> Stored<BTreeMap<Timestamp, Told>> {
    let rows = sqlx::query_as("SELECT fact_id, on_date, known_date, body, imported_at FROM fact")
        .fetch_all(db)
        .await?;
    by_moment(rows)
}

async fn hashes_at(db: &mut Db, at: Timestamp) -> Stored<Vec<String>> {
    let rows = sqlx::query_as(
        "SELECT fact_id, on_date, known_date, body, imported_at FROM fact WHERE imported_at = $1",
    )
    .bind(at.millis())
    .fetch_all(db)
    .await?;
    Ok(hashes(rows)?.remove(&at).unwrap_or_default())
}

fn by_moment(rows: Vec<Columns>) -> Stored<BTreeMap<Timestamp, Told>> {
    let told = hashes(rows)?
        .into_iter()
        .map(|(at, hashes)| (at, Told::of(hashes)));
    Ok(told.collect())
}

/// The columns of a fact, the last its moment.
type Columns = (String, String, String, String, i64);

fn hashes(rows: Vec<Columns>) -> Stored<BTreeMap<Timestamp, Vec<String>>> {
    let mut hashes: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
    for (fact_id, on_date, known_date, body, at) in rows {
        let kept = Kept {
            fact_id,
            on_date,
            known_date,
            body,
        };
        let moment = hashes.entry(Timestamp::from_millis(at)).or_default();
        moment.push(kept.hash()?);
    }
    Ok(hashes)
}

#[cfg(test)]
mod tests {
    use super::super::a_store;
    use super::*;

    fn facts(number: usize) -> Vec<Fact> {
        let fact = |number| {
            let text = format!(
                r#"{{"id": "f{number}", "on": "2026-01-20", "policy_event": {{"policy": "P{number}", "event": "lapsed"}}}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        (0..number).map(fact).collect()
    }

    #[tokio::test]
    async fn a_thousand_facts_are_ten_statements_and_come_back_as_they_were() {
        let (_database, store) = a_store().await;
        let at = Timestamp::from_millis(5);
        let (facts, mut db) = (facts(1_001), store.begin().await.unwrap());
        let new = New::of(&mut db, &facts, at).await.unwrap();
        assert_eq!(new.parts().len(), 11);
        insert(&mut db, &new, at).await.unwrap();
        let kept = all(&mut db).await.unwrap();
        assert_eq!(kept.len(), 1_001);
        assert!(facts.iter().all(|fact| kept.contains(fact)));
        let told = told(&mut db).await.unwrap();
        assert_eq!(told.get(&at), new.told());
    }

    #[tokio::test]
    async fn what_was_told_at_the_same_moment_counts_with_what_is_new() {
        let (_database, store) = a_store().await;
        let at = Timestamp::from_millis(5);
        let (facts, mut db) = (facts(3), store.begin().await.unwrap());
        let first = New::of(&mut db, &facts[..1], at).await.unwrap();
        insert(&mut db, &first, at).await.unwrap();
        let second = New::of(&mut db, &facts[1..], at).await.unwrap();
        insert(&mut db, &second, at).await.unwrap();
        assert_eq!(told(&mut db).await.unwrap().get(&at), second.told());
    }
}
