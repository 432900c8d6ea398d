//! Sessions with something that waits for a second person: told after they had been held, or presences that
//! were changed after the day.
//!
//! Somebody may be that person who reviews or manages today in a unit that the session was captured below.

use super::queue::Viewer;
use super::records::{StoredRecord, columns, sql, stored};
use super::{Db, Stored};
use shared::id::RecordId;
use shared::record::Office;

/// `$1` the person, `$2` the day, `r` the record.
const MAY_DECIDE: &str =
    "EXISTS (SELECT 1 FROM record_place p JOIN appointment a ON a.unit_id = p.unit_id
     WHERE p.record_id = r.record_id AND a.person_id = $1 AND a.role IN ('reviewer', 'manager')
     AND a.from_date <= $2 AND a.until_date >= $2)";

/// Those that wait and that the viewer may decide, oldest first. The pattern only spares reading the many
/// that cannot wait.
pub async fn waiting(db: &mut Db, viewer: Viewer) -> Stored<Vec<StoredRecord>> {
    let rows = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        " FROM record r WHERE r.kind = 'training_session'
          AND (r.office LIKE '%\"backdated\"%' OR r.office LIKE '%\"corrections\"%') AND ",
        MAY_DECIDE,
        " ORDER BY r.received_at, r.record_id",
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .fetch_all(db)
    .await?;
    let mut sessions: Vec<StoredRecord> = rows.iter().map(stored).collect::<Stored<_>>()?;
    sessions.retain(waits);
    Ok(sessions)
}

/// The session with this id, whether or not it waits, if the viewer may decide it.
pub async fn find(db: &mut Db, viewer: Viewer, id: RecordId) -> Stored<Option<StoredRecord>> {
    let row = sqlx::query(sql(&[
        "SELECT ",
        columns(),
        " FROM record r WHERE r.kind = 'training_session' AND r.record_id = $3 AND ",
        MAY_DECIDE,
    ]))
    .bind(viewer.person.to_string())
    .bind(viewer.today.to_string())
    .bind(id.to_string())
    .fetch_optional(db)
    .await?;
    row.as_ref().map(stored).transpose()
}

fn waits(session: &StoredRecord) -> bool {
    matches!(&session.view.office, Office::Roster(roster) if roster.waits_for_second_person())
}
