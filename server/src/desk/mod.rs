//! The review desk over the store: the queue, one case, and what is decided about it.

mod beside;
mod case;
mod decide;
mod figures;
mod hold;
mod queue;

pub use case::{open, read};
pub use decide::decide;
pub use figures::figures;
pub use hold::{hold, release};
pub use queue::{cases, queue};

use crate::problem::ApiError;
use crate::store::queue::{self as stored_queue, Queued, Viewer};
use crate::store::{Db, Stored, settings};
use chrono::NaiveDate;
use shared::id::{PersonId, RecordId};
use shared::kinds::summary;
use shared::money::Money;
use shared::people::AuthorityTable;
use shared::record::Office;
use shared::submission::{Action, Actor, AuthorityNeeded, Level, PersonRef, Refusal, Review};

/// Who may decide how much on that day.
async fn authority(db: &mut Db, today: NaiveDate) -> Stored<AuthorityTable> {
    settings::in_force(db, today).await
}

/// What an amount asks of who decides it; nothing is asked as much as nothing.
fn needed(authority: &AuthorityTable, amount: Option<Money>) -> AuthorityNeeded {
    authority.needed(amount.unwrap_or_default())
}

/// What a case is about in yuan, by what it says: the column that lists are made of decides nothing.
fn amount(queued: &Queued) -> Option<Money> {
    let view = &queued.record.view;
    summary(view.kind, &view.content).amount
}

/// The case with this id, if the viewer sees it.
async fn find(db: &mut Db, viewer: Viewer, record: RecordId) -> Result<Queued, ApiError> {
    stored_queue::find(db, viewer, record)
        .await?
        .ok_or(ApiError::NotFound)
}

fn review(queued: &Queued) -> Result<&Review, ApiError> {
    match &queued.record.view.office {
        Office::Review(review) => Ok(review),
        Office::Roster(_) | Office::CheckIn(_) => Err(ApiError::NotFound),
    }
}

fn actor(person: &PersonRef, queued: &Queued) -> Actor {
    Actor {
        person: person.clone(),
        review_level: queued.level,
    }
}

/// Why this person may not do this to the case now.
fn refusal(
    queued: &Queued,
    person: &PersonRef,
    action: &Action,
    authority: &AuthorityTable,
) -> Option<Refusal> {
    let deciding = Deciding {
        review: review(queued).ok()?,
        level: queued.level,
        captured_by: queued.record.view.captured_by.id,
        amount: amount(queued),
    };
    deciding.refusal(person, action, authority)
}

/// What says whether somebody may do something to a case.
struct Deciding<'a> {
    review: &'a Review,
    /// Theirs, in the units of the case.
    level: Option<Level>,
    captured_by: PersonId,
    amount: Option<Money>,
}

impl Deciding<'_> {
    fn refusal(
        &self,
        person: &PersonRef,
        action: &Action,
        authority: &AuthorityTable,
    ) -> Option<Refusal> {
        let actor = Actor {
            person: person.clone(),
            review_level: self.level,
        };
        let needed = needed(authority, self.amount);
        let permit = self.review.permit(action, &actor, self.captured_by, needed);
        permit.err()
    }
}
