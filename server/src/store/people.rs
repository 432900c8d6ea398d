//! People and how they sign in.

use super::{Db, Stored, parse};
use chrono::NaiveDate;
use shared::id::PersonId;
use shared::submission::PersonRef;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct Account {
    pub person: PersonRef,
    pub login: String,
    pub agent_number: Option<String>,
    pub password_hash: String,
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
    .bind(account.password_hash.clone())
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

/// Everybody, by login name.
pub async fn all(db: &mut Db) -> Stored<Vec<Account>> {
    let rows = sqlx::query(
        "SELECT person_id, login, name, agent_number, password_hash FROM person ORDER BY login",
    )
    .fetch_all(db)
    .await?;
    rows.iter().map(account).collect()
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
        password_hash: row.try_get("password_hash")?,
    })
}
