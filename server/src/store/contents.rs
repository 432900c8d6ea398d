//! Each version of a record's content as it arrived.

use super::{Db, Stored, acknowledgements, column, count, from_json, parse, time};
use shared::answers::Answers;
use shared::desk::EarlierContent;
use shared::id::RecordId;
use shared::record::{RecordKind, RecordView};
use shared::sync::Acknowledgement;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// Keeps the record's content as it arrived, with its acknowledgement.
pub async fn insert(
    db: &mut Db,
    record: &RecordView,
    acknowledgement: &Acknowledgement,
) -> Stored<()> {
    let arrival = &acknowledgement.arrival;
    sqlx::query(
        "INSERT INTO content_snapshot
         (record_id, content_version, content, content_hash, received_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(record.record_id.to_string())
    .bind(column(record.content_version))
    .bind(record.content.text())
    .bind(arrival.content_hash.to_string())
    .bind(arrival.received_at.millis())
    .execute(&mut *db)
    .await?;
    acknowledgements::insert(db, acknowledgement).await
}

/// The content of one version.
pub async fn find(db: &mut Db, record: RecordId, version: u64) -> Stored<Option<Answers>> {
    let content: Option<String> = sqlx::query_scalar(
        "SELECT content FROM content_snapshot WHERE record_id = $1 AND content_version = $2",
    )
    .bind(record.to_string())
    .bind(column(version))
    .fetch_optional(db)
    .await?;
    content
        .map(|content| from_json(&content, "content"))
        .transpose()
}

/// Every version of every content of a kind, with when it was received, oldest first.
pub async fn of_kind(db: &mut Db, kind: RecordKind) -> Stored<Versions> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT s.record_id, s.content, s.received_at
         FROM content_snapshot s JOIN record r ON r.record_id = s.record_id
         WHERE r.kind = $1 ORDER BY s.record_id, s.content_version",
    )
    .bind(kind.as_str())
    .fetch_all(db)
    .await?;
    let mut versions = Versions::new();
    for (record, content, received_at) in rows {
        let of_record = versions.entry(parse(&record, "record_id")?).or_default();
        of_record.push((time(received_at), from_json(&content, "content")?));
    }
    Ok(versions)
}

/// The versions of contents, with when each was received.
pub type Versions = BTreeMap<RecordId, Vec<(Timestamp, Answers)>>;

/// The content before `version`, oldest first.
pub async fn before(db: &mut Db, record: RecordId, version: u64) -> Stored<Vec<EarlierContent>> {
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "SELECT content_version, content, received_at FROM content_snapshot
         WHERE record_id = $1 AND content_version < $2 ORDER BY content_version",
    )
    .bind(record.to_string())
    .bind(column(version))
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|(version, content, received_at)| {
            Ok(EarlierContent {
                content_version: count(version),
                content: from_json(&content, "content")?,
                received_at: time(received_at),
            })
        })
        .collect()
}
