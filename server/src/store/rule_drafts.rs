//! Drafts of what is to be published, and the administrators who decide on them.

use super::asked::Asked;
use super::{Db, Stored, from_json, named, parse, time, to_json};
use chrono::NaiveDate;
use shared::id::{DraftId, PersonId, UnitId};
use shared::people::Role;
use shared::rule_book::{DraftLine, DraftState, Looked, RuleFile, RuleSubject};
use shared::submission::PersonRef;
use shared::time::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// So many are listed.
const LISTED: i64 = 50;

/// A draft as it is kept.
#[derive(Debug, Clone)]
pub struct StoredDraft {
    /// As the list has it.
    pub line: DraftLine,
    /// Its files.
    pub files: Vec<RuleFile>,
    /// What it came to when it was drafted; once it is decided, then.
    pub looked: Looked,
    /// By whom it was decided, when and why.
    pub decided: Option<(PersonRef, Timestamp, String)>,
}

/// Keeps a draft that waits.
pub async fn insert(
    db: &mut Db,
    line: &DraftLine,
    files: &[RuleFile],
    looked: &Looked,
) -> Stored<()> {
    sqlx::query(
        "INSERT INTO rule_draft
         (draft_id, subject, files, reason, looked, state, drafted_by, drafted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(line.id.to_string())
    .bind(line.subject.as_str())
    .bind(to_json(&files, "files")?)
    .bind(line.reason.clone())
    .bind(to_json(looked, "looked")?)
    .bind(line.state.as_str())
    .bind(line.by.id.to_string())
    .bind(line.at.millis())
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down how a draft that waits was decided, and what it came to then.
pub async fn decide(
    db: &mut Db,
    draft: DraftId,
    (state, looked): (DraftState, &Looked),
    (by, now, reason): (PersonId, Timestamp, &str),
) -> Stored<()> {
    sqlx::query(
        "UPDATE rule_draft SET state = $1, looked = $2, decided_by = $3, decided_at = $4,
         decided_because = $5 WHERE draft_id = $6 AND state = 'waiting'",
    )
    .bind(state.as_str())
    .bind(to_json(looked, "looked")?)
    .bind(by.to_string())
    .bind(now.millis())
    .bind(reason.to_owned())
    .bind(draft.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// A draft.
pub async fn find(db: &mut Db, draft: DraftId) -> Stored<Option<StoredDraft>> {
    let row = sqlx::query(
        "SELECT d.draft_id, d.subject, d.files, d.reason, d.looked, d.state, d.drafted_by,
         d.drafted_at, d.decided_by, d.decided_at, d.decided_because, p.name,
         q.name AS decider
         FROM rule_draft d JOIN person p ON p.person_id = d.drafted_by
         LEFT JOIN person q ON q.person_id = d.decided_by WHERE d.draft_id = $1",
    )
    .bind(draft.to_string())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(stored).transpose()
}

/// Those that wait, the oldest first, then the others, the latest first.
pub async fn list(db: &mut Db) -> Stored<Vec<DraftLine>> {
    let rows = sqlx::query(
        "SELECT d.draft_id, d.subject, d.files, d.reason, d.state, d.drafted_by, d.drafted_at,
         p.name
         FROM rule_draft d JOIN person p ON p.person_id = d.drafted_by
         ORDER BY CASE WHEN d.state = 'waiting' THEN 0 ELSE 1 END,
         CASE WHEN d.state = 'waiting' THEN d.drafted_at ELSE -d.drafted_at END, d.draft_id
         LIMIT $1",
    )
    .bind(LISTED)
    .fetch_all(db)
    .await?;
    rows.iter().map(line).collect()
}

/// Who administers one of these very units on a day, besides somebody.
pub async fn administrators(
    db: &mut Db,
    units: &[UnitId],
    on: NaiveDate,
    besides: PersonId,
) -> Stored<Vec<PersonId>> {
    let mut asked = Asked::new();
    asked.push("SELECT DISTINCT person_id FROM appointment WHERE role = ");
    asked.text(Role::Administrator.as_str());
    asked.push(" AND from_date <= ").text(on.to_string());
    asked.push(" AND until_date >= ").text(on.to_string());
    asked.push(" AND person_id <> ").text(besides.to_string());
    asked.push(" AND unit_id IN ");
    asked.texts(units.iter().map(ToString::to_string));
    asked.push(" ORDER BY person_id");
    let rows = asked.rows(db).await?;
    let people = rows.iter();
    people
        .map(|row| parse(row.try_get::<&str, _>("person_id")?, "person_id"))
        .collect()
}

fn line(row: &AnyRow) -> Stored<DraftLine> {
    let files: Vec<RuleFile> = from_json(row.try_get("files")?, "files")?;
    let subject: &str = row.try_get("subject")?;
    let state: &str = row.try_get("state")?;
    Ok(DraftLine {
        id: parse_draft(row.try_get("draft_id")?)?,
        subject: named(RuleSubject::from_name(subject), "subject")?,
        files: files.into_iter().map(|file| file.name).collect(),
        by: PersonRef {
            id: parse(row.try_get::<&str, _>("drafted_by")?, "drafted_by")?,
            name: row.try_get("name")?,
        },
        at: time(row.try_get("drafted_at")?),
        reason: row.try_get("reason")?,
        state: named(DraftState::from_name(state), "state")?,
    })
}

fn parse_draft(text: &str) -> Stored<DraftId> {
    parse(text, "draft_id")
}

fn stored(row: &AnyRow) -> Stored<StoredDraft> {
    let by: Option<&str> = row.try_get("decided_by")?;
    let decided = match by {
        Some(by) => Some((
            PersonRef {
                id: parse(by, "decided_by")?,
                name: row.try_get("decider")?,
            },
            time(row.try_get("decided_at")?),
            row.try_get("decided_because")?,
        )),
        None => None,
    };
    Ok(StoredDraft {
        line: line(row)?,
        files: from_json(row.try_get("files")?, "files")?,
        looked: from_json(row.try_get("looked")?, "looked")?,
        decided,
    })
}
