//! A second person's word on sessions that were told after they had been held, and on presences that were
//! changed after the day.

use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::store::records::StoredRecord;
use crate::store::{Db, Stored, late_sessions, settings, units};
use crate::sync::{Next, Step, change};
use shared::audit::AuditAction;
use shared::desk::{LateSession, SecondWordRequest};
use shared::id::RecordId;
use shared::month::Month;
use shared::note;
use shared::pay_calendar::PayCalendar;
use shared::record::{Office, RecordView};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::SecondWord;

/// Those that wait for somebody like this person.
pub async fn waiting(
    db: &mut Db,
    state: &AppState,
    person: &SignedIn,
) -> Result<Vec<LateSession>, ApiError> {
    let sessions = late_sessions::waiting(db, person.viewer()).await?;
    let calendar = settings::pay_calendar(db).await?;
    let now = state.clock.now();
    let mut listed = Vec::new();
    for session in sessions {
        let counts_in = counts_in(db, &calendar, &session, now).await?;
        listed.push(shown(session.view, counts_in, person));
    }
    Ok(listed)
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
        return Err(ApiError::ChangedMeanwhile(Vec::new()));
    }
    let Office::Roster(roster) = &session.view.office else {
        return Err(ApiError::NotFound);
    };
    if let Some(wrong) = note::check("note", &request.note, note::MOST_NOTE) {
        return Err(ApiError::Invalid(vec![wrong]));
    }
    let now = state.clock.now();
    let calendar = settings::pay_calendar(db).await?;
    let counts_in = counts_in(db, &calendar, &session, now).await?;
    // The month may have closed since they read it.
    if request.counts_in.is_some() && request.counts_in != counts_in {
        return Err(ApiError::ChangedMeanwhile(Vec::new()));
    }
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
    Ok(shown(next, counts_in, person))
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

/// In the pay of which month a session counts to which a second person agrees now: payroll learns of it today.
async fn counts_in(
    db: &mut Db,
    calendar: &PayCalendar,
    session: &StoredRecord,
    now: Timestamp,
) -> Stored<Option<Month>> {
    let offset = units::offset(db, session.branch).await?;
    let today = now.civil_date(offset.unwrap_or(CHINA_OFFSET_MINUTES));
    let held = session.view.held_in().zip(today);
    Ok(held.map(|(month, today)| calendar.counts_in(month, today)))
}

/// Without what the codes are made of.
fn shown(mut session: RecordView, counts_in: Option<Month>, person: &SignedIn) -> LateSession {
    session.content.remove("secret");
    let trainer = session.captured_by.id;
    let is_own = match &session.office {
        Office::Roster(roster) => roster.is_own_request(person.person.id, trainer),
        Office::Review(_) | Office::CheckIn(_) => trainer == person.person.id,
    };
    LateSession {
        session,
        is_own,
        counts_in,
    }
}
