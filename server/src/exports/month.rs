//! Who came to the sessions of a month that a trainer captured.

use super::session::{Beside, Written, staff_numbers};
use super::sheet::Sheet;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::records::StoredRecord;
use crate::store::{Db, records};
use shared::answers::read::date_at;
use shared::month::Month;
use shared::people::Role;
use shared::text::Language;

/// A line for each of the roster of each session, by day.
pub(super) async fn month(
    db: &mut Db,
    by: &SignedIn,
    month: Month,
    language: Language,
    sheet: &mut Sheet,
) -> Result<(), ApiError> {
    if !by.any_role(|role| role == Role::Trainer) || !by.is_within() {
        return Err(ApiError::NotFound);
    }
    let branch = by.branch.unit_id;
    let mut held = records::sessions_of_branch(db, branch, month).await?;
    held.retain(|record: &StoredRecord| record.view.captured_by.id == by.person.id);
    held.sort_by_key(|record| {
        let content = &record.view.content;
        let start = content.get("start").map(str::to_owned);
        (date_at(content, "date"), start, record.view.record_id)
    });
    let written = Written {
        language,
        staff_numbers: staff_numbers(db, &held).await?,
        beside: Beside::of(db, branch, month, by.branch.offset_minutes).await?,
    };
    for record in &held {
        written.write(record, sheet)?;
    }
    Ok(())
}
