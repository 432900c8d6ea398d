//! By whom what is published came: by a draft of one and the word of another, or because something was taken back.

use super::{Db, Stored, parse, time};
use shared::id::DraftId;
use shared::rule_book::{Publisher, RuleSubject, TakeBack};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// Which row of what is published: its name, of a setting its first day, and its number.
pub type Which = (String, String, i64);

/// The name under which catalogues stand, which are of all products.
pub const CATALOGUE: &str = "catalogue";

/// Why a row came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// By a draft.
    Draft(DraftId),
    /// Because what followed was taken back.
    TakeBack(String),
}

/// Writes down why a row came.
pub async fn insert(
    db: &mut Db,
    subject: RuleSubject,
    (name, first_day, number): Which,
    origin: &Origin,
) -> Stored<()> {
    let (draft, take_back) = match origin {
        Origin::Draft(draft) => (Some(draft.to_string()), None),
        Origin::TakeBack(id) => (None, Some(id.clone())),
    };
    sqlx::query(
        "INSERT INTO rule_origin (subject, name, first_day, number, draft_id, take_back_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(subject.as_str())
    .bind(name)
    .bind(first_day)
    .bind(number)
    .bind(draft)
    .bind(take_back)
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down that something is taken back, and why.
pub async fn insert_take_back(
    db: &mut Db,
    id: &str,
    asked: &TakeBack,
    (by, now): (&PersonRef, Timestamp),
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO rule_take_back
         (take_back_id, subject, name, version, reason, person_id, taken_back_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_owned())
    .bind(asked.subject.as_str())
    .bind(asked.name.clone())
    .bind(asked.version.clone())
    .bind(asked.reason.clone())
    .bind(by.id.to_string())
    .bind(now.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Whose doing each row of a subject is, of which that is known.
pub async fn publishers(db: &mut Db, subject: RuleSubject) -> Stored<BTreeMap<Which, Publisher>> {
    let rows = sqlx::query(
        "SELECT o.name, o.first_day, o.number, d.drafted_by, d.decided_by, d.decided_at,
         p.name AS drafter, q.name AS decider, t.person_id, t.taken_back_at, r.name AS taker
         FROM rule_origin o
         LEFT JOIN rule_draft d ON d.draft_id = o.draft_id
         LEFT JOIN person p ON p.person_id = d.drafted_by
         LEFT JOIN person q ON q.person_id = d.decided_by
         LEFT JOIN rule_take_back t ON t.take_back_id = o.take_back_id
         LEFT JOIN person r ON r.person_id = t.person_id
         WHERE o.subject = $1",
    )
    .bind(subject.as_str())
    .fetch_all(db)
    .await?;
    let publishers = rows.iter().map(|row| {
        let which = (
            row.try_get("name")?,
            row.try_get("first_day")?,
            row.try_get("number")?,
        );
        Ok((which, publisher(row)?))
    });
    publishers.collect()
}

fn publisher(row: &AnyRow) -> Stored<Publisher> {
    let taken_back: Option<&str> = row.try_get("person_id")?;
    if taken_back.is_some() {
        return Ok(Publisher::TakenBack {
            at: time(row.try_get("taken_back_at")?),
            by: person(row, "person_id", "taker")?,
        });
    }
    Ok(Publisher::People {
        at: time(row.try_get("decided_at")?),
        drafted_by: person(row, "drafted_by", "drafter")?,
        put_in_force_by: person(row, "decided_by", "decider")?,
    })
}

fn person(row: &AnyRow, id: &'static str, name: &str) -> Stored<PersonRef> {
    Ok(PersonRef {
        id: parse(row.try_get::<&str, _>(id)?, id)?,
        name: row.try_get(name)?,
    })
}
