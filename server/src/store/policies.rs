//! The agents' client books.

use super::changes::Touched;
use super::{Db, Stored, column, count, from_json, parse, to_json};
use shared::id::PersonId;
use shared::record::PolicyView;
use shared::sync::change_kind;

pub async fn insert(db: &mut Db, agent: PersonId, policy: &PolicyView) -> Stored<()> {
    sqlx::query(
        "INSERT INTO policy (policy_number, agent_id, version, body) VALUES ($1, $2, 1, $3)",
    )
    .bind(policy.number.clone())
    .bind(agent.to_string())
    .bind(to_json(policy, "body")?)
    .execute(db)
    .await?;
    Ok(())
}

/// The policy is served by another agent from now on: it leaves one book and enters the other with the
/// same commit. One that is in no book, or in that agent's already, stays as it is.
pub async fn give(db: &mut Db, number: &str, to: PersonId, touched: &mut Touched) -> Stored<()> {
    let book: Option<(String, i64)> =
        sqlx::query_as("SELECT agent_id, version FROM policy WHERE policy_number = $1")
            .bind(number.to_owned())
            .fetch_optional(&mut *db)
            .await?;
    let Some((from, version)) = book.filter(|(from, _)| *from != to.to_string()) else {
        return Ok(());
    };
    let version = count(version) + 1;
    sqlx::query("UPDATE policy SET agent_id = $1, version = $2 WHERE policy_number = $3")
        .bind(to.to_string())
        .bind(column(version))
        .bind(number.to_owned())
        .execute(db)
        .await?;
    for agent in [parse(&from, "agent_id")?, to] {
        touched.add(agent, change_kind::POLICY, number, version);
    }
    Ok(())
}

/// A policy of this agent's book, with its version.
pub async fn find(db: &mut Db, agent: PersonId, number: &str) -> Stored<Option<(String, u64)>> {
    let row: Option<(String, i64)> = sqlx::query_as(
        "SELECT body, version FROM policy WHERE agent_id = $1 AND policy_number = $2",
    )
    .bind(agent.to_string())
    .bind(number.to_owned())
    .fetch_optional(db)
    .await?;
    Ok(row.map(|(body, version)| (body, count(version))))
}

/// The whole book of an agent.
pub async fn of_agent(db: &mut Db, agent: PersonId) -> Stored<Vec<PolicyView>> {
    let rows: Vec<String> =
        sqlx::query_scalar("SELECT body FROM policy WHERE agent_id = $1 ORDER BY policy_number")
            .bind(agent.to_string())
            .fetch_all(db)
            .await?;
    rows.iter().map(|body| from_json(body, "body")).collect()
}
