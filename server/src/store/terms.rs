//! Under what the reviewed records are found.

use super::records::{StoredRecord, columns, sql, stored};
use super::{Db, Stored};
use shared::record::RecordView;
use shared::search::{TERMS, terms};
use sqlx::AssertSqlSafe;

/// Writes what a record is found under, instead of what it was found under before.
pub async fn write(db: &mut Db, record: &RecordView) -> Stored<()> {
    let id = record.record_id.to_string();
    sqlx::query("DELETE FROM record_term WHERE record_id = $1")
        .bind(id.clone())
        .execute(&mut *db)
        .await?;
    let terms = terms(record);
    let places: Vec<String> = (2..terms.len() + 2)
        .map(|at| format!("($1, ${at})"))
        .collect();
    let insert = format!(
        "INSERT INTO record_term (record_id, term) VALUES {}",
        places.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(insert)).bind(id.clone());
    for term in &terms {
        query = query.bind(term.as_str().to_owned());
    }
    query.execute(&mut *db).await?;
    sqlx::query("UPDATE record SET terms = $2 WHERE record_id = $1")
        .bind(id)
        .bind(i64::from(TERMS))
        .execute(db)
        .await?;
    Ok(())
}

/// At most so many reviewed records whose terms were never written, or by an earlier version.
pub async fn missing(db: &mut Db, most: u32) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        " FROM record WHERE terms < $1 AND status <> '' ORDER BY record_id LIMIT $2",
    ]))
    .bind(i64::from(TERMS))
    .bind(i64::from(most))
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}
