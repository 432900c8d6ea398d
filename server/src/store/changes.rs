//! What has changed for whom: in the scope of a person, or of the company and so for everybody. A scope's counter
//! is taken last in a transaction, so that a position never becomes visible after a higher one.

use super::asked::Asked;
use super::{Db, Stored, column, count};
use shared::id::PersonId;
use sqlx::any::AnyArguments;
use sqlx::{Any, Row};
use std::collections::BTreeMap;

/// Everything a transaction has touched: the latest version of each thing in each scope, sorted,
/// so that transactions take the counters in one order.
#[derive(Debug, Default)]
pub struct Touched(BTreeMap<Key, u64>);

/// Scope, kind and id.
type Key = (String, String, String);

type Query<'q> = sqlx::query::Query<'q, Any, AnyArguments>;

impl Touched {
    /// A thing has a new version in the scope of a person.
    pub fn add(&mut self, person: PersonId, kind: &str, id: impl ToString, version: u64) {
        self.add_to(scope_of(person), kind, id, version);
    }

    /// A thing has a new version for everybody.
    pub fn add_for_everybody(&mut self, kind: &str, id: impl ToString, version: u64) {
        self.add_to(COMPANY.to_owned(), kind, id, version);
    }

    fn add_to(&mut self, scope: String, kind: &str, id: impl ToString, version: u64) {
        let key = (scope, kind.to_owned(), id.to_string());
        let latest = self.0.entry(key).or_default();
        *latest = version.max(*latest);
    }
}

/// The scope of what everybody is told.
const COMPANY: &str = "company";

fn scope_of(person: PersonId) -> String {
    format!("person:{person}")
}

/// One row of a page.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    pub kind: String,
    pub id: String,
    pub position: u64,
    /// About how many bytes the person will be told of it, as far as it may be much.
    pub weight: u64,
}

/// A part of a person's scope: what has changed after one position, up to another.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    pub person: PersonId,
    pub after: u64,
    pub until: u64,
}

/// The ids of one kind in a [`Stretch`], which is bound as `$1` to `$4`. The text is the same for every page,
/// so that an engine reads it once.
pub(super) const IDS_IN_STRETCH: &str = "(SELECT id FROM change
     WHERE scope = $1 AND kind = $2 AND position > $3 AND position <= $4)";

impl Stretch {
    /// Binds what [`IDS_IN_STRETCH`] names.
    pub(super) fn bound_to<'q>(self, query: Query<'q>, kind: &'static str) -> Query<'q> {
        query
            .bind(scope_of(self.person))
            .bind(kind)
            .bind(column(self.after))
            .bind(column(self.until))
    }
}

/// So many rows go into one statement: SQLite looks every parameter up among those before it.
const ROWS: usize = 250;

/// Gives everything touched its place in its scope. The last statements of a transaction; the counters are
/// taken in the order of the scopes.
pub async fn publish(db: &mut Db, touched: Touched) -> Stored<()> {
    let touched: Vec<_> = touched.0.into_iter().collect();
    for touched in touched.chunks(ROWS) {
        let mut next = next_positions(db, touched).await?;
        let mut asked = Asked::new();
        asked.push("INSERT INTO change (scope, kind, id, version, position) VALUES ");
        for (at, ((scope, kind, id), version)) in touched.iter().enumerate() {
            let position = next.entry(scope.clone()).or_default();
            asked.push(if at == 0 { "(" } else { ", (" }).text(scope);
            asked.push(", ").text(kind).push(", ").text(id);
            asked.push(", ").number(column(*version));
            asked.push(", ").number(*position).push(")");
            *position += 1;
        }
        asked.push(
            " ON CONFLICT (scope, kind, id) DO UPDATE
             SET version = excluded.version, position = excluded.position",
        );
        asked.execute(db).await?;
    }
    Ok(())
}

/// The first free position of each scope; the counters go on by as much as is touched there.
async fn next_positions(db: &mut Db, touched: &[(Key, u64)]) -> Stored<BTreeMap<String, i64>> {
    let mut things: BTreeMap<&str, i64> = BTreeMap::new();
    for ((scope, ..), _) in touched {
        *things.entry(scope).or_default() += 1;
    }
    let mut next = BTreeMap::new();
    if things.is_empty() {
        return Ok(next);
    }
    let mut asked = Asked::new();
    asked.push("INSERT INTO scope (scope, position) VALUES ");
    for (at, (scope, things)) in things.iter().enumerate() {
        asked.push(if at == 0 { "(" } else { ", (" }).text(*scope);
        asked.push(", ").number(*things).push(")");
    }
    asked.push(
        " ON CONFLICT (scope) DO UPDATE SET position = scope.position + excluded.position
         RETURNING scope, position",
    );
    for row in asked.rows(db).await? {
        let scope: String = row.try_get("scope")?;
        let last: i64 = row.try_get("position")?;
        let first = last - things.get(scope.as_str()).copied().unwrap_or_default() + 1;
        next.insert(scope, first);
    }
    Ok(next)
}

/// The latest version of a thing in a person's scope; 0 if it was never there.
pub async fn last_version(db: &mut Db, person: PersonId, kind: &str, id: &str) -> Stored<u64> {
    let version: Option<i64> =
        sqlx::query_scalar("SELECT version FROM change WHERE scope = $1 AND kind = $2 AND id = $3")
            .bind(scope_of(person))
            .bind(kind.to_owned())
            .bind(id.to_owned())
            .fetch_optional(db)
            .await?;
    Ok(version.map_or(0, count))
}

/// How far the scopes of a person have counted: their own, and the company's.
pub async fn positions(db: &mut Db, person: PersonId) -> Stored<(u64, u64)> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT scope, position FROM scope WHERE scope IN ($1, $2)")
            .bind(scope_of(person))
            .bind(COMPANY)
            .fetch_all(db)
            .await?;
    let of = |of_company: bool| {
        let mut rows = rows.iter();
        rows.find(|(scope, _)| (scope == COMPANY) == of_company)
            .map_or(0, |(_, position)| count(*position))
    };
    Ok((of(false), of(true)))
}

/// At most `limit` changes of a person's scope after a position. What they weigh is asked before any of it is
/// read: of their own record all of it, of a session to which they are invited the content.
pub async fn after(
    db: &mut Db,
    person: PersonId,
    position: u64,
    limit: u32,
) -> Stored<Vec<ChangeRow>> {
    let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
        "SELECT c.kind, c.id, c.position, CAST(COALESCE(
             CASE WHEN r.captured_by = $2 THEN OCTET_LENGTH(r.content) + OCTET_LENGTH(r.office)
                  ELSE OCTET_LENGTH(r.content) END,
             OCTET_LENGTH(p.body), 0) AS BIGINT)
         FROM change c
         LEFT JOIN record r ON r.record_id = c.id AND c.kind = 'record'
         LEFT JOIN policy p ON p.policy_number = c.id AND c.kind = 'policy' AND p.agent_id = $2
         WHERE c.scope = $1 AND c.position > $3 ORDER BY c.position LIMIT $4",
    )
    .bind(scope_of(person))
    .bind(person.to_string())
    .bind(column(position))
    .bind(i64::from(limit))
    .fetch_all(db)
    .await?;
    let row = |(kind, id, position, weight)| ChangeRow {
        kind,
        id,
        position: count(position),
        weight: count(weight),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// At most `limit` changes of the company's scope after a position; of what they weigh is said nothing.
pub async fn of_company_after(db: &mut Db, position: u64, limit: u32) -> Stored<Vec<ChangeRow>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT kind, id, position FROM change WHERE scope = $1 AND position > $2
         ORDER BY position LIMIT $3",
    )
    .bind(COMPANY)
    .bind(column(position))
    .bind(i64::from(limit))
    .fetch_all(db)
    .await?;
    let row = |(kind, id, position)| ChangeRow {
        kind,
        id,
        position: count(position),
        weight: 0,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// How many changes of a person's scopes come after these positions in their own and in the company's.
pub async fn remaining(
    db: &mut Db,
    person: PersonId,
    (position, of_company): (u64, u64),
) -> Stored<u64> {
    let rows: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM change WHERE scope = $1 AND position > $2)
              + (SELECT COUNT(*) FROM change WHERE scope = $3 AND position > $4)",
    )
    .bind(scope_of(person))
    .bind(column(position))
    .bind(COMPANY)
    .bind(column(of_company))
    .fetch_one(db)
    .await?;
    Ok(count(rows))
}
