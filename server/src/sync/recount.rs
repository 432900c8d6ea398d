//! How many warnings the rules give in a case depends on other cases of the same people. Where one comes,
//! changes or is decided, the others that wait are counted anew: the queue says what the case shows.

use super::findings::{Judged, findings_of_each, offset_of, warnings};
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, terms};
use shared::finding::Finding;
use shared::id::{RecordId, UnitId};
use shared::kinds::sought;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::search::Coded;
use shared::time::Timestamp;
use std::collections::BTreeMap;

/// So many other cases are counted anew, the newest.
const MOST_BESIDE: i64 = 50;

/// Counts the cases anew that wait in this branch and have people of this record.
pub async fn recount_beside(
    db: &mut Db,
    catalogue: &Catalogue,
    branch: UnitId,
    record: &RecordView,
    now: Timestamp,
) -> Stored<()> {
    let sought: Vec<Coded> = sought(record.kind, &record.content).into_iter().collect();
    if sought.is_empty() {
        return Ok(());
    }
    let waiting = terms::waiting(db, branch, record.record_id, &sought, MOST_BESIDE).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let offset = offset_of(db, branch).await?;
    let judged: Vec<Judged<'_>> = waiting
        .iter()
        .map(|other| Judged::stored(other, offset, now))
        .collect();
    let found = findings_of_each(db, catalogue, (branch, offset), &judged).await?;
    let mut changed: BTreeMap<u32, Vec<RecordId>> = BTreeMap::new();
    for (other, found) in waiting.iter().zip(&found) {
        if let Some(counted) = counted_anew(other, found) {
            changed
                .entry(counted)
                .or_default()
                .push(other.view.record_id);
        }
    }
    for (counted, records) in changed {
        records::count_warnings(db, records, counted).await?;
    }
    Ok(())
}

/// Keeps how many warnings are among what the rules find now.
pub async fn recount(db: &mut Db, record: &StoredRecord, found: &[Finding]) -> Stored<()> {
    match counted_anew(record, found) {
        Some(counted) => records::count_warnings(db, [record.view.record_id], counted).await,
        None => Ok(()),
    }
}

/// How many warnings there are, if that is not what stands.
fn counted_anew(record: &StoredRecord, found: &[Finding]) -> Option<u32> {
    let counted = warnings(found);
    (counted != record.filing.warnings).then_some(counted)
}
