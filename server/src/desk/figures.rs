//! How the desk stands, for a start page.

use super::queue::{asking, today};
use crate::auth::SignedIn;
use crate::late_sessions;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::queue::{counts, oldest};
use crate::store::{Db, settings};
use shared::desk::{
    DeskFigures, LateSession, OfficeCalendar, OfficeDays, QueueFilter, Standing, StatusCount,
};
use shared::submission::Status;

/// The figures for this person, all of one moment.
pub async fn figures(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
) -> Result<DeskFigures, ApiError> {
    let day = person.today;
    let now = state.clock.now();
    let calendar: Vec<OfficeDays> = settings::published(db).await?;
    let calendar = OfficeCalendar(&calendar);
    let (all, overdue) = (QueueFilter::default(), QueueFilter::overdue(day, calendar));
    let counted = counts(db, asking(person, &all, now)).await?;
    let due_today = match QueueFilter::due_today(day, calendar) {
        Some(due) => waiting(&counts(db, asking(person, &due, now)).await?),
        None => 0,
    };
    let late = late_sessions::waiting(db, state, person).await?;
    let late = late.iter().filter(|late: &&LateSession| !late.is_own);
    Ok(DeskFigures {
        day,
        waiting: waiting(&counted),
        overdue: waiting(&counts(db, asking(person, &overdue, now)).await?),
        due_today,
        answered: of(&counted, Standing::Status(Status::Answered)),
        queried: of(&counted, Standing::Status(Status::Queried)),
        oldest: oldest(db, asking(person, &all, now)).await?,
        late_sessions: u64::try_from(late.count()).unwrap_or(u64::MAX),
        today: today(db, person).await?,
    })
}

fn waiting(counts: &[StatusCount]) -> u64 {
    of(counts, Standing::Waiting)
}

/// How many stand there.
pub(super) fn of(counts: &[StatusCount], standing: Standing) -> u64 {
    let standing = counts
        .iter()
        .filter(|counted| standing.includes(counted.status));
    standing.map(|counted| counted.count).sum()
}
