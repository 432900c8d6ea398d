//! One case, whole.

use super::{actor, amount, authority, beside, find, hold, needed, refusal, review};
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::queue::Queued;
use crate::store::{Db, audit, contents, holds};
use crate::sync::{self, Next, Step, change};
use shared::audit::AuditAction;
use shared::desk::Case;
use shared::id::{QueryId, RecordId};
use shared::record::{Office, RecordView};
use shared::submission::{Action, Query, Review};
use shared::time::Timestamp;

/// The case with everything the desk shows beside it.
pub(super) async fn case(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
) -> Result<Case, ApiError> {
    let queued = find(db, person.viewer(), record).await?;
    let authority = authority(db, person.today).await?;
    let asks = |action: &Action| refusal(&queued, &person.person, action, &authority);
    let view = &queued.record.view;
    let catalogue = state.products.in_force(db).await?;
    let findings = sync::findings_in(db, &catalogue, &queued.record, state.clock.now()).await?;
    sync::recount(db, &queued.record, &findings).await?;
    Ok(Case {
        team: queued.record.team.clone(),
        findings,
        earlier: contents::before(db, record, view.content_version).await?,
        amount: amount(&queued),
        needed: needed(&authority, amount(&queued)),
        accept_refusal: asks(&Action::Accept),
        reject_refusal: asks(&Action::Reject {
            reason: String::new(),
            note: String::new(),
        }),
        query_refusal: asks(&a_query(&queued, person, state.clock.now())),
        reopen_refusal: asks(&Action::Reopen {
            reason: String::new(),
            note: String::new(),
        }),
        holder: holds::find(db, record, state.clock.now()).await?,
        related: beside::related(db, person, &queued, state.clock.now()).await?,
        policy: beside::policy(db, person, &queued).await?,
        history: beside::history(db, person, &queued).await?,
        record: view.clone(),
    })
}

/// A query by this person, whatever it asks.
fn a_query(queued: &Queued, person: &SignedIn, now: Timestamp) -> Action {
    let content = &queued.record.view.content;
    let (id, by) = (QueryId::from_number(0), person.person.clone());
    Action::RaiseQuery(Query::raise(id, Vec::new(), person.today, content, by, now))
}

/// The case, marked as being looked at if this person may decide it and nobody has looked; from then
/// on they have it open, if nobody else has.
pub async fn open(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
) -> Result<Case, ApiError> {
    let queued = find(db, person.viewer(), record).await?;
    let unopened = review(&queued)?.is_unopened();
    let authority = authority(db, person.today).await?;
    let refused = refusal(&queued, &person.person, &Action::Open, &authority);
    let now = state.clock.now();
    if refused.is_none() {
        hold::take(db, person, &queued, false, now).await?;
    }
    if unopened && refused.is_none() {
        step(
            db,
            person,
            &queued,
            Action::Open,
            |_| AuditAction::OpenCase,
            now,
        )
        .await?;
    } else {
        write_down_reading(db, person, &queued, AuditAction::ReadCase, now).await?;
    }
    case(db, state, person, record).await
}

/// The case, read only; ahead of being shown, which it may never be.
pub async fn read(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    ahead: bool,
) -> Result<Case, ApiError> {
    let queued = find(db, person.viewer(), record).await?;
    let action = if ahead {
        AuditAction::ReadCaseAhead
    } else {
        AuditAction::ReadCase
    };
    write_down_reading(db, person, &queued, action, state.clock.now()).await?;
    case(db, state, person, record).await
}

/// Who has looked at somebody's data can be found out.
async fn write_down_reading(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
    action: AuditAction,
    now: Timestamp,
) -> Result<(), ApiError> {
    let act = person.act(action, queued.record.view.record_id.to_string(), now);
    Ok(audit::append(db, &queued.record.branch.to_string(), &act).await?)
}

/// Takes a case one step on; what that `did`, the log says by the review after it.
pub(super) async fn step(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
    action: Action,
    did: impl FnOnce(&Review) -> AuditAction + Send,
    now: Timestamp,
) -> Result<(), ApiError> {
    let view = &queued.record.view;
    let authority = authority(db, person.today).await?;
    let review = review(queued)?
        .after(
            action,
            &actor(&person.person, queued),
            view.captured_by.id,
            needed(&authority, amount(queued)),
            now,
        )
        .map_err(ApiError::Refused)?;
    let step = Step {
        by: person.person.id,
        device: Some(person.device),
        action: did(&review),
        now,
    };
    let record = with_review(view, review);
    let next = Next {
        record,
        warnings: queued.record.filing.warnings,
        acknowledgement: None,
    };
    Ok(change(db, &queued.record, next, step).await?)
}

fn with_review(view: &RecordView, review: Review) -> RecordView {
    RecordView {
        office: Office::Review(review),
        version: view.version + 1,
        ..view.clone()
    }
}
