//! Whose pay a draft of tables would change, and by how much: tried on the last month that is over.

use super::company::refuse_strangers;
use super::draft::find;
use super::plan::unreadable;
use crate::auth::SignedIn;
use crate::compensation::{known_at, with_files};
use crate::payroll::try_on;
use crate::problem::ApiError;
use crate::store::{Db, settings, units};
use shared::id::DraftId;
use shared::month::Month;
use shared::rule_book::{RuleSubject, Tried};
use shared::time::Timestamp;

/// Tries a draft.
///
/// # Errors
/// [`ApiError::NotFound`] for whoever administers nothing, for what is no draft of tables, and where no tables are
/// published; [`ApiError::Invalid`] if its files are wrong by now.
pub async fn trial(
    db: &mut Db,
    by: &SignedIn,
    draft: DraftId,
    now: Timestamp,
) -> Result<Tried, ApiError> {
    refuse_strangers(by)?;
    let draft = find(db, draft).await?;
    if draft.line.subject != RuleSubject::Tables {
        return Err(ApiError::NotFound);
    }
    let today = units::company_day(db, now).await?;
    let month = Month::of(today).plus(-1);
    let calendar = settings::pay_calendar(db).await?;
    let published = known_at(db, &calendar, (calendar.close_of(month), today)).await?;
    let published = published.ok_or(ApiError::NotFound)?;
    let tried = with_files(Some(&published), &draft.files, &calendar).map_err(|wrong| {
        let wrong = wrong.0.iter();
        ApiError::Invalid(wrong.map(|it| it.finding()).collect())
    })?;
    let changed = tried.changed_since(Some(&published));
    let tried_on = tried.as_if_begun(&changed, month).map_err(unreadable)?;
    let as_if_begun = tried_on != tried;
    let (counted, different) = try_on(db, (month, today), published, tried_on).await?;
    Ok(Tried {
        month,
        as_if_begun,
        counted,
        different,
    })
}
