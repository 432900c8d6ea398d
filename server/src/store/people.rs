//! People and how they sign in.

use super::asked::Asked;
use super::{Db, Stored, parse};
use chrono::NaiveDate;
use shared::id::PersonId;
use shared::submission::PersonRef;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Account {
    pub person: PersonRef,
    pub login: String,
    pub agent_number: Option<String>,
    /// None before they have chosen a passphrase: nobody can sign in with one.
    pub password_hash: Option<String>,
}

pub async fn insert(db: &mut Db, account: &Account, joined_on: NaiveDate) -> Stored<()> {
    sqlx::query(
        "INSERT INTO person
         (person_id, login, name, agent_number, password_hash, joined_on, version)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
    )
    .bind(account.person.id.to_string())
    .bind(account.login.clone())
    .bind(account.person.name.clone())
    .bind(account.agent_number.clone())
    // The column of before people chose their passphrase: empty stands for none.
    .bind(account.password_hash.clone().unwrap_or_default())
    .bind(joined_on.to_string())
    .execute(db)
    .await?;
    Ok(())
}

pub async fn by_login(db: &mut Db, login: &str) -> Stored<Option<Account>> {
    let row = sqlx::query(
        "SELECT person_id, login, name, agent_number, password_hash FROM person WHERE login = $1",
    )
    .bind(login.to_owned())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(account).transpose()
}

pub async fn by_id(db: &mut Db, person: PersonId) -> Stored<Option<Account>> {
    let row = sqlx::query(
        "SELECT person_id, login, name, agent_number, password_hash
         FROM person WHERE person_id = $1",
    )
    .bind(person.to_string())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(account).transpose()
}

/// Whom a word means, by name, no more than `most`: a sign-in name, a staff number, or a part of a name.
pub async fn named(db: &mut Db, word: &str, most: usize) -> Stored<Vec<PersonId>> {
    let word = word.to_lowercase();
    let part = part(&word);
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT person_id FROM person
         WHERE login = $1 OR LOWER(agent_number) = $1 OR LOWER(name) LIKE $2 ESCAPE '!'
         ORDER BY name, person_id LIMIT $3",
    )
    .bind(word)
    .bind(format!("%{part}%"))
    .bind(i64::try_from(most).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    let ids = ids.iter().map(|id| parse(id, "person_id"));
    ids.collect()
}

/// A word as a part of what is looked for with `LIKE` and `ESCAPE '!'`.
pub(super) fn part(word: &str) -> String {
    word.to_lowercase()
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_")
}

/// The names of those whom the store knows.
pub async fn names(db: &mut Db, people: &BTreeSet<PersonId>) -> Stored<BTreeMap<PersonId, String>> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut asked = Asked::new();
    asked.push("SELECT person_id, name FROM person WHERE person_id IN ");
    asked.texts(people.iter().map(ToString::to_string));
    let rows = asked.rows(db).await?;
    let names = rows.iter().map(|row| {
        let id = parse(row.try_get::<&str, _>("person_id")?, "person_id")?;
        Ok((id, row.try_get("name")?))
    });
    names.collect()
}

/// Everybody, by login name.
pub async fn all(db: &mut Db) -> Stored<Vec<Account>> {
    let rows = sqlx::query(
        "SELECT person_id, login, name, agent_number, password_hash FROM person ORDER BY login",
    )
    .fetch_all(db)
    .await?;
    rows.iter().map(account).collect()
}

/// Everybody who has not chosen a passphrase, by login name.
pub async fn without_passphrase(db: &mut Db) -> Stored<Vec<Account>> {
    let mut accounts = all(db).await?;
    accounts.retain(|account| account.password_hash.is_none());
    Ok(accounts)
}

/// Sets the hash of the passphrase that somebody has chosen.
pub async fn set_password_hash(db: &mut Db, person: PersonId, hash: &str) -> Stored<()> {
    sqlx::query("UPDATE person SET password_hash = $2 WHERE person_id = $1")
        .bind(person.to_string())
        .bind(hash.to_owned())
        .execute(db)
        .await?;
    Ok(())
}

/// Whether nobody is there yet.
pub async fn none(db: &mut Db) -> Stored<bool> {
    let people: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM person")
        .fetch_one(db)
        .await?;
    Ok(people == 0)
}

fn account(row: &AnyRow) -> Stored<Account> {
    Ok(Account {
        person: PersonRef {
            id: parse(row.try_get::<&str, _>("person_id")?, "person_id")?,
            name: row.try_get("name")?,
        },
        login: row.try_get("login")?,
        agent_number: row.try_get("agent_number")?,
        password_hash: Some(row.try_get("password_hash")?).filter(|hash: &String| !hash.is_empty()),
    })
}
