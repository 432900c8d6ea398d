//! Each record held against what the log last saw of it.

use super::{self as audit, Row};
use crate::store::{Db, Stored};
use serde::Serialize;
use serde_json::value::RawValue;
use shared::audit::AuditAction;
use shared::id::RecordId;
use shared::kinds::summary;
use shared::record::{Office, RecordKind};
use shared::sync::fingerprint;
use sqlx::Row as _;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// A record that is not as the log last saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strayed {
    /// The number people use for it; its id, if the record is gone.
    pub record: String,
    /// What is wrong.
    pub fault: Stray,
    /// The same in words.
    pub means: &'static str,
}

/// What can be wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stray {
    /// What it says is not what the last act left.
    Altered,
    /// It is filed under another branch, state, amount or name than its own.
    Refiled,
    /// The log knows nothing of it.
    Unlogged,
    /// The log knows it, and it is not there.
    Gone,
}

impl Stray {
    const fn means(self) -> &'static str {
        match self {
            Self::Altered => {
                "content, office's part or origin was changed in the database after the last act in the log"
            }
            Self::Refiled => {
                "it was filed under another branch or state than the log's, or another amount or name than its content's"
            }
            Self::Unlogged => "it was put into the database: no act in the log made it",
            Self::Gone => "it was taken out of the database: the log knows it",
        }
    }

    fn of(self, record: &str) -> Strayed {
        Strayed {
            record: record.to_owned(),
            fault: self,
            means: self.means(),
        }
    }
}

/// Every record that is not as the log last saw it, and how many records there are.
pub async fn strayed(db: &mut Db) -> Stored<(Vec<Strayed>, u64)> {
    let mut seen = last_seen(db).await?;
    let (mut strayed, mut records) = (Vec::new(), 0);
    let mut page = page(db, "").await?;
    while let Some(last) = page.last().map(|record| record.id.clone()) {
        for record in &page {
            let stray = record.stray(seen.remove(&record.id).as_ref());
            strayed.extend(stray.map(|stray| stray.of(&record.number)));
            records += 1;
        }
        page = self::page(db, &last).await?;
    }
    strayed.extend(seen.into_keys().map(|id| Stray::Gone.of(&id)));
    Ok((strayed, records))
}

/// What the log last saw of a record.
struct Seen {
    chain: String,
    hash: String,
}

/// By the record's id. What an act left of anything else is not kept by that id.
async fn last_seen(db: &mut Db) -> Stored<BTreeMap<String, Seen>> {
    let mut seen = BTreeMap::new();
    for head in audit::heads(db).await? {
        let mut page = audit::rows(db, &head.chain, None).await?;
        while let Some(last) = page.last().map(|row| row.seq) {
            seen.extend(page.into_iter().filter_map(of_record));
            page = audit::rows(db, &head.chain, Some(last)).await?;
        }
    }
    Ok(seen)
}

fn of_record(row: Row) -> Option<(String, Seen)> {
    let action = AuditAction::from_name(row.action());
    if action.is_some_and(|action| action.is_on_person() || action.is_on_unit()) {
        return None;
    }
    let id: RecordId = row.subject.parse().ok()?;
    let seen = Seen {
        chain: row.chain,
        hash: row.after,
    };
    (!seen.hash.is_empty()).then(|| (id.to_string(), seen))
}

/// A record as its row has it, whatever was done to it.
struct Kept {
    id: String,
    number: String,
    branch: String,
    status: String,
    office: String,
    /// It is listed by what its content says.
    listed_rightly: bool,
    /// The hash that an act leaves of it; none if it cannot be read any more.
    hash: Option<String>,
}

impl Kept {
    fn stray(&self, seen: Option<&Seen>) -> Option<Stray> {
        let Some(seen) = seen else {
            return Some(Stray::Unlogged);
        };
        if self.hash.as_deref() != Some(seen.hash.as_str()) {
            return Some(Stray::Altered);
        }
        let rightly =
            self.branch == seen.chain && self.is_filed_by_its_status() && self.listed_rightly;
        (!rightly).then_some(Stray::Refiled)
    }

    fn is_filed_by_its_status(&self) -> bool {
        match serde_json::from_str(&self.office) {
            Ok(Office::Review(review)) => review.status.as_str() == self.status,
            Ok(Office::Roster(_) | Office::CheckIn(_)) => self.status.is_empty(),
            Err(_) => false,
        }
    }
}

/// [`shared::record::RecordView`] in the columns' own words: what an earlier build wrote has its hash
/// still, whatever this one would write.
#[derive(Serialize)]
struct AsWritten<'a> {
    record_id: &'a str,
    kind: &'a str,
    number: &'a str,
    captured_by: CapturedBy<'a>,
    captured_at: i64,
    received_at: i64,
    version: i64,
    content_version: i64,
    rules: i64,
    content: &'a RawValue,
    office: &'a RawValue,
}

#[derive(Serialize)]
struct CapturedBy<'a> {
    id: &'a str,
    name: &'a str,
}

async fn page(db: &mut Db, after: &str) -> Stored<Vec<Kept>> {
    let rows = sqlx::query(
        "SELECT record_id, kind, number, captured_by, captured_by_name, captured_at, received_at,
                version, content_version, rules, content, office, branch_id, status, title,
                subject, amount
         FROM record WHERE record_id > $1 ORDER BY record_id LIMIT 500",
    )
    .bind(after.to_owned())
    .fetch_all(db)
    .await?;
    rows.iter().map(kept).collect()
}

fn kept(row: &AnyRow) -> Stored<Kept> {
    Ok(Kept {
        id: row.try_get("record_id")?,
        number: row.try_get("number")?,
        branch: row.try_get("branch_id")?,
        status: row.try_get("status")?,
        office: row.try_get("office")?,
        listed_rightly: is_listed_rightly(row)?,
        hash: hash(row)?,
    })
}

/// The columns that lists show, and that say who may decide, are taken out of the content alone.
fn is_listed_rightly(row: &AnyRow) -> Stored<bool> {
    let (Some(kind), Ok(content)) = (
        RecordKind::from_name(row.try_get("kind")?),
        serde_json::from_str(row.try_get("content")?),
    ) else {
        return Ok(false);
    };
    let told = summary(kind, &content);
    let amount: Option<i64> = row.try_get("amount")?;
    Ok(row.try_get::<String, _>("title")? == told.title
        && row.try_get::<String, _>("subject")? == told.product.unwrap_or_default()
        && amount == told.amount.map(|amount| amount.fen()))
}

fn hash(row: &AnyRow) -> Stored<Option<String>> {
    let (Ok(content), Ok(office)) = (
        serde_json::from_str(row.try_get("content")?),
        serde_json::from_str(row.try_get("office")?),
    ) else {
        return Ok(None);
    };
    let written = AsWritten {
        record_id: row.try_get("record_id")?,
        kind: row.try_get("kind")?,
        number: row.try_get("number")?,
        captured_by: CapturedBy {
            id: row.try_get("captured_by")?,
            name: row.try_get("captured_by_name")?,
        },
        captured_at: row.try_get("captured_at")?,
        received_at: row.try_get("received_at")?,
        version: row.try_get("version")?,
        content_version: row.try_get("content_version")?,
        rules: row.try_get("rules")?,
        content,
        office,
    };
    Ok(serde_json::to_string(&written)
        .ok()
        .map(|text| fingerprint(&text)))
}
