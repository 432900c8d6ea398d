//! The agents' client books.

use super::{Db, Stored, count, from_json, to_json};
use shared::id::PersonId;
use shared::record::PolicyView;

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
