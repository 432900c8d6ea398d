//! Records that others might repeat, by what two such have in common.

use super::asked::Asked;
use super::{Db, Stored, parse};
use shared::id::RecordId;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// The records with these keys, by key: their ids and numbers, sorted. What the office
/// rejected, or the agent withdrew, is repeated by nothing.
pub async fn with_keys(
    db: &mut Db,
    keys: &BTreeSet<String>,
) -> Stored<BTreeMap<String, Vec<(RecordId, String)>>> {
    let mut found: BTreeMap<String, Vec<(RecordId, String)>> = BTreeMap::new();
    if keys.is_empty() {
        return Ok(found);
    }
    let mut asked = Asked::new();
    asked.push("SELECT duplicate_key, record_id, number FROM record WHERE duplicate_key IN ");
    asked.texts(keys.iter().map(String::as_str));
    asked.push(" AND status NOT IN ('rejected', 'withdrawn') ORDER BY number");
    for row in asked.rows(db).await? {
        let record = parse(row.try_get::<&str, _>("record_id")?, "record_id")?;
        let with_key = found.entry(row.try_get("duplicate_key")?).or_default();
        with_key.push((record, row.try_get("number")?));
    }
    Ok(found)
}
