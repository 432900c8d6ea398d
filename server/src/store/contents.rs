//! Each version of a record's content as it arrived.

use super::{Db, Stored, acknowledgements, column, count, from_json, time};
use shared::answers::Answers;
use shared::desk::EarlierContent;
use shared::id::RecordId;
use shared::record::RecordView;
use shared::sync::Acknowledgement;

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
