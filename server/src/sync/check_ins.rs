//! Check-ins meet their session: whichever arrives later finds the other.

use super::apply::{Step, act_of, touch};
use super::filing::session_number;
use super::sign_in_clocks::{AgentClocks, SessionClock};
use crate::store::audit::{Act, append_all};
use crate::store::changes::Touched;
use crate::store::records::{self, StoredRecord};
use crate::store::{Db, Stored, settings};
use core::slice;
use shared::answers::Answers;
use shared::audit::AuditAction;
use shared::id::{PersonId, RecordId, UnitId};
use shared::kinds::{self, OfficeKind};
use shared::record::{Office, RecordKind};
use shared::time::Timestamp;
use shared::training::{
    CheckInState, PresenceRules, SignInClocks, is_same_sign_in, resolve_check_in,
};
use std::collections::BTreeMap;

/// Decides every check-in that `arrived` may decide otherwise than it stood: itself; or, of a session that
/// is new or has another time or roster than before, those of its number that do not count.
pub(super) async fn resolve(
    db: &mut Db,
    before: Option<&StoredRecord>,
    arrived: StoredRecord,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<()> {
    let Some(number) = arrived.filing.session_number.clone() else {
        return Ok(());
    };
    let branch = arrived.branch;
    let same = |before: &StoredRecord| before.view.content_version == arrived.view.content_version;
    match kinds::of(arrived.view.kind).office {
        OfficeKind::CheckIn if waits(&arrived) => {
            let kind = RecordKind::TrainingSession;
            let sessions = records::with_session_number(db, branch, kind, &number).await?;
            match_one(db, arrived, sessions, now, touched).await
        }
        OfficeKind::Roster if !before.is_some_and(same) => {
            let kind = RecordKind::CheckIn;
            let mut check_ins = records::with_session_number(db, branch, kind, &number).await?;
            check_ins.retain(|check_in| waits(check_in) || was_refused(check_in));
            match_each(db, arrived, check_ins, now, touched).await
        }
        OfficeKind::Roster | OfficeKind::CheckIn | OfficeKind::Review => Ok(()),
    }
}

/// Whether somebody is signed in to the session already that this sign-in of theirs, captured at `at`, is
/// to: it counts there, or the very same waits.
pub(super) async fn is_signed_in(
    db: &mut Db,
    branch: UnitId,
    person: PersonId,
    sign_in: &Answers,
    at: Timestamp,
) -> Stored<bool> {
    let Some(number) = session_number(RecordKind::CheckIn, sign_in) else {
        return Ok(false);
    };
    let known = records::with_session_number(db, branch, RecordKind::CheckIn, &number).await?;
    let is_same = |known: &StoredRecord| {
        let (content, captured_at) = (&known.view.content, known.view.captured_at);
        let counts = matches!(
            &known.view.office,
            Office::CheckIn(CheckInState::Counted { presence, .. }) if presence.came()
        );
        let same = waits(known) && content.get("code") == sign_in.get("code");
        known.view.captured_by.id == person && is_same_sign_in(captured_at, at) && (counts || same)
    };
    Ok(known.iter().any(is_same))
}

fn waits(check_in: &StoredRecord) -> bool {
    matches!(
        check_in.view.office,
        Office::CheckIn(CheckInState::WaitingForSession)
    )
}

fn was_refused(check_in: &StoredRecord) -> bool {
    matches!(
        check_in.view.office,
        Office::CheckIn(CheckInState::NotCounted { .. })
    )
}

/// Each of these check-ins against a session.
async fn match_each(
    db: &mut Db,
    mut session: StoredRecord,
    check_ins: Vec<StoredRecord>,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<()> {
    if check_ins.is_empty() {
        return Ok(());
    }
    let agents = AgentClocks::of(db, &check_ins).await?;
    let presence: Vec<PresenceRules> = settings::published(db).await?;
    let clock = SessionClock::of(db, &session).await?;
    let mut settled = Settled::default();
    for check_in in check_ins {
        let clocks = clock.when_signed_in(&check_in.view, &agents);
        settled.settle(check_in, &mut session, (clocks, &presence, now), touched)?;
    }
    settled.keep(db).await
}

/// Of several sessions with one number the one whose code it is, or else the newest.
async fn match_one(
    db: &mut Db,
    check_in: StoredRecord,
    mut sessions: Vec<StoredRecord>,
    now: Timestamp,
    touched: &mut Touched,
) -> Stored<()> {
    if sessions.is_empty() {
        return Ok(());
    }
    let agents = AgentClocks::of(db, slice::from_ref(&check_in)).await?;
    let presence: Vec<PresenceRules> = settings::published(db).await?;
    let mut chosen = None;
    for (at, session) in sessions.iter().enumerate() {
        let clock = SessionClock::of(db, session).await?;
        let clocks = clock.when_signed_in(&check_in.view, &agents);
        let rules = PresenceRules::of(&presence, &session.view.content);
        let Some(held) = session.view.training_session() else {
            continue;
        };
        let (state, _) = resolve_check_in(&check_in.view.as_check_in(), &held, clocks, &rules, now);
        if state.knows_the_code() {
            chosen = Some((at, clocks));
            break;
        }
        chosen = chosen.or(Some((at, clocks)));
    }
    let Some((at, clocks)) = chosen else {
        return Ok(());
    };
    match sessions.get_mut(at) {
        Some(session) => {
            let mut settled = Settled::default();
            settled.settle(check_in, session, (clocks, &presence, now), touched)?;
            settled.keep(db).await
        }
        None => Ok(()),
    }
}

/// What becomes of check-ins and of their session: kept at once, however many they are.
#[derive(Default)]
struct Settled {
    /// In their order.
    acts: Vec<Act>,
    /// As they are in the end.
    records: BTreeMap<RecordId, StoredRecord>,
}

impl Settled {
    /// Decides what becomes of a check-in, unless it stays as it is: one that was refused by another session
    /// of its number is not refused anew.
    fn settle(
        &mut self,
        check_in: StoredRecord,
        session: &mut StoredRecord,
        (clocks, presence, now): (SignInClocks, &[PresenceRules], Timestamp),
        touched: &mut Touched,
    ) -> Stored<()> {
        let rules = PresenceRules::of(presence, &session.view.content);
        let Some(held) = session.view.training_session() else {
            return Ok(());
        };
        let check_in_as_told = check_in.view.as_check_in();
        let (state, roster) = resolve_check_in(&check_in_as_told, &held, clocks, &rules, now);
        let office = Office::CheckIn(state.clone());
        if office == check_in.view.office || (was_refused(&check_in) && !state.knows_the_code()) {
            return Ok(());
        }
        let step = Step {
            by: check_in.view.captured_by.id,
            device: None,
            action: AuditAction::CheckIn,
            now,
        };
        let decided = with_office(&check_in, office);
        self.add(step, &check_in, decided, touched)?;
        if let Some(roster) = roster {
            let marked = with_office(session, Office::Roster(roster));
            self.add(step, session, marked.clone(), touched)?;
            *session = marked;
        }
        Ok(())
    }

    fn add(
        &mut self,
        step: Step,
        before: &StoredRecord,
        after: StoredRecord,
        touched: &mut Touched,
    ) -> Stored<()> {
        self.acts.push(act_of(step, Some(before), &after)?);
        touch(touched, &after.view);
        self.records.insert(after.view.record_id, after);
        Ok(())
    }

    /// All of them are of one branch.
    async fn keep(self, db: &mut Db) -> Stored<()> {
        let records: Vec<StoredRecord> = self.records.into_values().collect();
        let Some(branch) = records.first().map(|record| record.branch) else {
            return Ok(());
        };
        records::update_offices(db, &records).await?;
        append_all(db, &branch.to_string(), &self.acts).await
    }
}

fn with_office(record: &StoredRecord, office: Office) -> StoredRecord {
    let mut next = record.clone();
    next.view.office = office;
    next.view.version += 1;
    next
}
