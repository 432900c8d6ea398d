//! The server's proofs of arrival, one for each version of a content.

use super::{Db, Stored, column, count, parse, time};
use shared::id::RecordId;
use shared::sync::{Acknowledgement, Arrival, ArrivalProof};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Keeps one beside the snapshot of the content.
pub async fn insert(db: &mut Db, acknowledgement: &Acknowledgement) -> Stored<()> {
    sqlx::query(
        "INSERT INTO acknowledgement (record_id, content_version, public_key, signature)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(acknowledgement.arrival.record_id.to_string())
    .bind(column(acknowledgement.arrival.content_version))
    .bind(acknowledgement.key.to_string())
    .bind(acknowledgement.signature.to_string())
    .execute(db)
    .await?;
    Ok(())
}

/// Those of a record with the content's text, oldest version first.
pub async fn of_record(db: &mut Db, record: RecordId) -> Stored<Vec<ArrivalProof>> {
    let rows = sqlx::query(
        "SELECT s.record_id, r.number, s.content_version, s.content_hash, s.received_at,
                s.content, a.public_key, a.signature
         FROM acknowledgement a
         JOIN content_snapshot s
           ON s.record_id = a.record_id AND s.content_version = a.content_version
         JOIN record r ON r.record_id = s.record_id
         WHERE a.record_id = $1 ORDER BY a.content_version",
    )
    .bind(record.to_string())
    .fetch_all(db)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(ArrivalProof {
                acknowledgement: acknowledgement(row)?,
                content: Some(row.try_get("content")?),
            })
        })
        .collect()
}

/// That of one version.
pub async fn find(
    db: &mut Db,
    record: RecordId,
    content_version: u64,
) -> Stored<Option<Acknowledgement>> {
    let proofs = of_record(db, record).await?;
    Ok(proofs
        .into_iter()
        .map(|proof| proof.acknowledgement)
        .find(|it| it.arrival.content_version == content_version))
}

/// At most `most` arrivals that were never acknowledged.
pub async fn missing(db: &mut Db, most: u32) -> Stored<Vec<Arrival>> {
    let rows = sqlx::query(
        "SELECT s.record_id, r.number, s.content_version, s.content_hash, s.received_at
         FROM content_snapshot s JOIN record r ON r.record_id = s.record_id
         WHERE NOT EXISTS (SELECT 1 FROM acknowledgement a WHERE a.record_id = s.record_id
                           AND a.content_version = s.content_version)
         ORDER BY s.record_id, s.content_version LIMIT $1",
    )
    .bind(i64::from(most))
    .fetch_all(db)
    .await?;
    rows.iter().map(arrival).collect()
}

fn acknowledgement(row: &AnyRow) -> Stored<Acknowledgement> {
    Ok(Acknowledgement {
        arrival: arrival(row)?,
        key: parse(row.try_get::<&str, _>("public_key")?, "public_key")?,
        signature: parse(row.try_get::<&str, _>("signature")?, "signature")?,
    })
}

fn arrival(row: &AnyRow) -> Stored<Arrival> {
    Ok(Arrival {
        record_id: parse(row.try_get::<&str, _>("record_id")?, "record_id")?,
        number: parse(row.try_get::<&str, _>("number")?, "number")?,
        content_version: count(row.try_get("content_version")?),
        content_hash: parse(row.try_get::<&str, _>("content_hash")?, "content_hash")?,
        received_at: time(row.try_get("received_at")?),
    })
}
