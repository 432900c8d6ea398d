//! A second person's word on sessions that were told after they had been held, and on presences that were
//! changed after the day.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::records::StoredRecord;
use crate::store::{Db, late_sessions};
use crate::sync::{Next, Step, change};
use shared::audit::AuditAction;
use shared::desk::{LateSession, SecondWordRequest};
use shared::id::RecordId;
use shared::note;
use shared::record::{Office, RecordView};
use shared::training::SecondWord;

/// Those that wait for somebody like this person.
pub async fn waiting(db: &mut Db, person: &SignedIn) -> Result<Vec<LateSession>, ApiError> {
    let sessions = late_sessions::waiting(db, person.viewer()).await?;
    let shown = sessions
        .into_iter()
        .map(|session| shown(session.view, person));
    Ok(shown.collect())
}

/// Says the word, and shows the session as it is then.
pub async fn decide(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
    record: RecordId,
    request: &SecondWordRequest,
) -> Result<LateSession, ApiError> {
    let found = late_sessions::find(db, person.viewer(), record).await?;
    let session = found.ok_or(ApiError::NotFound)?;
    if session.view.version != request.version {
        return Err(ApiError::ChangedMeanwhile);
    }
    let Office::Roster(roster) = &session.view.office else {
        return Err(ApiError::NotFound);
    };
    if let Some(wrong) = note::check("note", &request.note, note::MOST_NOTE) {
        return Err(ApiError::Invalid(vec![wrong]));
    }
    let now = state.clock.now();
    let word = SecondWord {
        by: person.person.clone(),
        at: now,
        agreed: request.agreed,
        note: request.note.trim().to_owned(),
    };
    let trainer = session.view.captured_by.id;
    let action = action_of(roster.waits_as_a_whole(), request.agreed);
    let roster = roster
        .after_second_word(word, trainer)
        .map_err(ApiError::Refused)?;
    let next = RecordView {
        office: Office::Roster(roster),
        version: session.view.version + 1,
        ..session.view.clone()
    };
    let step = Step {
        by: person.person.id,
        device: Some(person.device),
        action,
        now,
    };
    keep(db, &session, next.clone(), step).await?;
    Ok(shown(next, person))
}

/// What the word is called in the audit log, of a session as a whole or of presences in it.
const fn action_of(is_of_session: bool, agreed: bool) -> AuditAction {
    match (is_of_session, agreed) {
        (true, true) => AuditAction::AgreeToSession,
        (true, false) => AuditAction::RefuseSession,
        (false, true) => AuditAction::AgreeToCorrection,
        (false, false) => AuditAction::RefuseCorrection,
    }
}

async fn keep(
    db: &mut Db,
    before: &StoredRecord,
    record: RecordView,
    step: Step,
) -> Result<(), ApiError> {
    let next = Next {
        record,
        warnings: before.filing.warnings,
        acknowledgement: None,
    };
    Ok(change(db, before, next, step).await?)
}

/// Without what the codes are made of.
fn shown(mut session: RecordView, person: &SignedIn) -> LateSession {
    session.content.remove("secret");
    let trainer = session.captured_by.id;
    let is_own = match &session.office {
        Office::Roster(roster) => roster.is_own_request(person.person.id, trainer),
        Office::Review(_) | Office::CheckIn(_) => trainer == person.person.id,
    };
    LateSession { session, is_own }
}
