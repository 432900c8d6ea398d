//! The figures of a team as its page shows them.

use super::sheet::Sheet;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::Db;
use shared::key;
use shared::submission::Status;
use shared::table::Value;
use shared::team::Member;
use shared::time::Timestamp;

/// What its columns are called.
pub(super) const COLUMNS: [&str; 8] = [
    key!("exports.column.staff_number"),
    key!("exports.column.name"),
    key!("team.counts.office"),
    key!("team.counts.agent"),
    key!("team.counts.accepted"),
    key!("team.counts.rejected"),
    key!("exports.column.required"),
    key!("exports.column.attended"),
];

/// A line for each member of the team that this person leads.
pub(super) async fn team(
    db: &mut Db,
    by: &SignedIn,
    now: Timestamp,
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    for member in &crate::team::team(db, by, now).await?.members {
        sheet.line(&line(member))?;
    }
    Ok(())
}

fn line(member: &Member) -> [Value; COLUMNS.len()] {
    [
        Value::code(member.agent_number.as_ref()),
        Value::text(&member.person.name),
        Value::count(member.count(Status::waits_for_office)),
        Value::count(member.count(|status| status == Status::Queried)),
        Value::count(member.count(|status| status == Status::Accepted)),
        Value::count(member.count(|status| status == Status::Rejected)),
        Value::count(member.attendance.required),
        Value::count(member.attendance.attended),
    ]
}
