//! The agents' client books.

use super::asked::Asked;
use super::changes::{self, IDS_IN_STRETCH, Stretch, Touched};
use super::queue::Viewer;
use super::records::sql;
use super::{Db, Stored, column, count, from_json, parse, to_json};
use shared::id::PersonId;
use shared::policy::PolicyView;
use shared::submission::PersonRef;
use shared::sync::Pulled;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

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
/// same commit. One that is in no book, or in that agent's already, stays as it is. The number may be written in
/// letters of another case.
pub async fn give(db: &mut Db, number: &str, to: PersonId, touched: &mut Touched) -> Stored<()> {
    let book = book_of(db, number).await?;
    let Some(book) = book.filter(|book| book.agent != to) else {
        return Ok(());
    };
    let version = book.version + 1;
    sqlx::query("UPDATE policy SET agent_id = $1, version = $2 WHERE policy_number = $3")
        .bind(to.to_string())
        .bind(column(version))
        .bind(book.number.clone())
        .execute(db)
        .await?;
    for agent in [book.agent, to] {
        touched.add(agent, PolicyView::KIND, &book.number, version);
    }
    Ok(())
}

/// The policy enters the book of an agent; one that is in a book already stays there, and says this
/// from now on.
pub async fn enter(
    db: &mut Db,
    agent: PersonId,
    policy: &PolicyView,
    touched: &mut Touched,
) -> Stored<()> {
    let book = book_of(db, &policy.number).await?;
    let book = match book {
        Some(book) => Book {
            version: book.version + 1,
            ..book
        },
        // It may have been in the book before.
        None => {
            let last = changes::last_version(db, agent, PolicyView::KIND, &policy.number);
            Book {
                number: policy.number.clone(),
                agent,
                version: last.await? + 1,
            }
        }
    };
    sqlx::query(
        "INSERT INTO policy (policy_number, agent_id, version, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (policy_number) DO UPDATE
         SET version = excluded.version, body = excluded.body",
    )
    .bind(book.number.clone())
    .bind(book.agent.to_string())
    .bind(column(book.version))
    .bind(to_json(policy, "body")?)
    .execute(db)
    .await?;
    touched.add(book.agent, PolicyView::KIND, &book.number, book.version);
    Ok(())
}

/// The policy, which was told as issued on an application, leaves the client books. One that stood in a
/// book by itself stays.
pub async fn take_out_issued(db: &mut Db, number: &str, touched: &mut Touched) -> Stored<()> {
    let Some(book) = book_of(db, number).await? else {
        return Ok(());
    };
    let found = find(db, book.agent, &book.number).await?;
    let policy: Option<PolicyView> = found
        .map(|(body, _)| from_json(&body, "body"))
        .transpose()?;
    if policy.is_some_and(|policy| policy.application.is_some()) {
        sqlx::query("DELETE FROM policy WHERE policy_number = $1")
            .bind(book.number.clone())
            .execute(db)
            .await?;
        touched.add(book.agent, PolicyView::KIND, &book.number, book.version + 1);
    }
    Ok(())
}

/// In whose book a policy is.
struct Book {
    /// As it is written there.
    number: String,
    agent: PersonId,
    version: u64,
}

/// The book with the policy, whatever the case of the number's letters.
async fn book_of(db: &mut Db, number: &str) -> Stored<Option<Book>> {
    let book: Option<(String, String, i64)> = sqlx::query_as(
        "SELECT policy_number, agent_id, version FROM policy WHERE upper(policy_number) = $1",
    )
    .bind(number.to_ascii_uppercase())
    .fetch_optional(db)
    .await?;
    let book = book.map(|(number, agent, version)| {
        Ok(Book {
            number,
            agent: parse(&agent, "agent_id")?,
            version: count(version),
        })
    });
    book.transpose()
}

/// A policy of this agent's book, with its version.
async fn find(db: &mut Db, agent: PersonId, number: &str) -> Stored<Option<(String, u64)>> {
    let row: Option<(String, i64)> = sqlx::query_as(
        "SELECT body, version FROM policy WHERE agent_id = $1 AND policy_number = $2",
    )
    .bind(agent.to_string())
    .bind(number.to_owned())
    .fetch_optional(db)
    .await?;
    Ok(row.map(|(body, version)| (body, count(version))))
}

/// The policies of a part of an agent's scope that are in their book, each with its number and version.
pub async fn of_stretch(db: &mut Db, stretch: Stretch) -> Stored<Vec<(String, String, u64)>> {
    let query = sqlx::query(sql(&[
        "SELECT policy_number, agent_id, body, version FROM policy WHERE policy_number IN ",
        IDS_IN_STRETCH,
    ]));
    let rows = stretch
        .bound_to(query, PolicyView::KIND)
        .fetch_all(db)
        .await?;
    let mut policies = Vec::new();
    for row in rows {
        // Asked for with the numbers, the agent would make SQLite read the whole book.
        let agent: PersonId = parse(row.try_get::<&str, _>("agent_id")?, "agent_id")?;
        if agent == stretch.person {
            let version = count(row.try_get("version")?);
            policies.push((row.try_get("policy_number")?, row.try_get("body")?, version));
        }
    }
    Ok(policies)
}

/// The whole books of these agents.
pub async fn of_agents(
    db: &mut Db,
    agents: &BTreeSet<PersonId>,
) -> Stored<BTreeMap<PersonId, Vec<PolicyView>>> {
    let mut books: BTreeMap<PersonId, Vec<PolicyView>> = BTreeMap::new();
    if agents.is_empty() {
        return Ok(books);
    }
    let mut asked = Asked::new();
    asked.push("SELECT agent_id, body FROM policy WHERE agent_id IN ");
    asked.texts(agents.iter().map(ToString::to_string));
    asked.push(" ORDER BY policy_number");
    for row in asked.rows(db).await? {
        let agent = parse(row.try_get::<&str, _>("agent_id")?, "agent_id")?;
        let policy = from_json(row.try_get("body")?, "body")?;
        books.entry(agent).or_default().push(policy);
    }
    Ok(books)
}

/// The policies with these numbers, which are in capitals, and who serves each.
pub async fn of_numbers(
    db: &mut Db,
    numbers: &BTreeSet<String>,
) -> Stored<BTreeMap<String, (PolicyView, PersonRef)>> {
    let mut found = BTreeMap::new();
    if numbers.is_empty() {
        return Ok(found);
    }
    let mut asked = Asked::new();
    asked.push(
        "SELECT policy.body, person.person_id, person.name
         FROM policy JOIN person ON person.person_id = policy.agent_id
         WHERE upper(policy.policy_number) IN ",
    );
    asked.texts(numbers.iter().map(String::as_str));
    for row in asked.rows(db).await? {
        let row = (
            row.try_get("body")?,
            row.try_get("person_id")?,
            row.try_get("name")?,
        );
        let (policy, agent) = served(row)?;
        found.insert(policy.number.to_ascii_uppercase(), (policy, agent));
    }
    Ok(found)
}

fn served((body, id, name): (String, String, String)) -> Stored<(PolicyView, PersonRef)> {
    let id = parse(&id, "person_id")?;
    Ok((from_json(&body, "body")?, PersonRef { id, name }))
}

/// The policy with this number, and who serves it, if that is somebody below the units in which the
/// viewer works at the desk; of who has left, where they were last.
pub async fn seen_at_desk(
    db: &mut Db,
    viewer: Viewer,
    number: &str,
) -> Stored<Option<(PolicyView, PersonRef)>> {
    let row: Option<(String, String, String)> = sqlx::query_as(
        "WITH RECURSIVE below (unit_id) AS (
             SELECT a.unit_id FROM appointment a WHERE a.person_id = $1
             AND a.role IN ('reviewer', 'manager', 'auditor')
             AND a.from_date <= $2 AND a.until_date >= $2
             UNION
             SELECT p.unit_id FROM unit_place p JOIN below ON p.parent_id = below.unit_id
             WHERE p.from_date <= $2 AND p.until_date >= $2
         )
         SELECT policy.body, person.person_id, person.name
         FROM policy JOIN person ON person.person_id = policy.agent_id
         WHERE policy.policy_number = $3 AND EXISTS (
             SELECT 1 FROM appointment a JOIN below ON below.unit_id = a.unit_id
             WHERE a.person_id = policy.agent_id AND a.role IN ('agent', 'team_leader')
             AND a.from_date <= $2 AND a.until_date = (
                 SELECT MAX(latest.until_date) FROM appointment latest
                 WHERE latest.person_id = a.person_id AND latest.from_date <= $2
                 AND latest.role IN ('agent', 'team_leader')
             )
         )",
    )
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(number.to_owned())
    .fetch_optional(db)
    .await?;
    row.map(served).transpose()
}
