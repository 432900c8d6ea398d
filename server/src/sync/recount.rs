//! How many warnings the rules give in a case depends on other cases of the same people. Where one comes,
//! changes or is decided, the others that wait are counted anew: the queue says what the case shows.

use super::findings::{findings_in, warnings};
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, terms};
use shared::finding::Finding;
use shared::id::UnitId;
use shared::product::Catalogue;
use shared::record::RecordView;
use shared::rules::sought;
use shared::search::Coded;
use shared::time::Timestamp;

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
    for other in &waiting {
        let found = findings_in(db, catalogue, other, now).await?;
        recount(db, other, &found).await?;
    }
    Ok(())
}

/// Keeps how many warnings are among what the rules find now.
pub async fn recount(db: &mut Db, record: &StoredRecord, found: &[Finding]) -> Stored<()> {
    let counted = warnings(found);
    if counted == record.filing.warnings {
        return Ok(());
    }
    records::count_warnings(db, record.view.record_id, counted).await
}
