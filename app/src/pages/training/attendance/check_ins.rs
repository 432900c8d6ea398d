//! Sign-ins as the office and this phone know them.

use crate::pages::training::attended::{Attended, PendingCorrection, Standing};
use shared::answers::Answers;
use shared::id::{PersonId, RecordId};
use shared::record::{Office, RecordKind, RecordView};
use shared::sync::{EntryState, Operation, OutboxEntry};
use shared::time::Timestamp;
use shared::training::{CheckInSlip, CheckInState};

/// Check-ins the server has, with what is corrected in them; one that was taken counts once its session does.
pub(super) fn sent_check_ins(
    records: &[RecordView],
    outbox: &[OutboxEntry],
    offset: i32,
) -> impl Iterator<Item = Attended> {
    records.iter().filter_map(move |record| {
        let Office::CheckIn(state) = &record.office else {
            return None;
        };
        let corrected = correction(record, outbox);
        let is_here = |standing: &Standing| *standing != Standing::WaitingForSession;
        let pending = corrected.as_ref().filter(|(_, standing)| is_here(standing));
        let pending = pending.map(|_| PendingCorrection::Number);
        let (content, standing) =
            corrected.unwrap_or_else(|| (record.content.clone(), standing_of(state)));
        let moment = (record.captured_at, offset);
        let by = record.captured_by.id;
        Some(Attended {
            pending,
            counted_in: session_of(&record.office),
            ..checked_in(record.record_id, by, moment, &content, standing)?
        })
    })
}

const fn standing_of(state: &CheckInState) -> Standing {
    match state {
        CheckInState::WaitingForSession => Standing::WaitingForSession,
        CheckInState::NotCounted { reason } => Standing::NotCounted(*reason),
        CheckInState::Counted { presence, .. } => Standing::NotClosed {
            presence: *presence,
        },
    }
}

/// A check-in as corrected on this phone, while the office does not have the correction.
fn correction(record: &RecordView, outbox: &[OutboxEntry]) -> Option<(Answers, Standing)> {
    let mut of_record = outbox.iter().rev();
    let entry = of_record.find(|entry| entry.record_id == record.record_id)?;
    let standing = match entry.state {
        EntryState::Applied { version } if version <= record.version => return None,
        EntryState::Applied { .. } => Standing::WaitingForSession,
        EntryState::Waiting => Standing::WaitingHere,
        EntryState::SetAside(_) => Standing::NotSent,
    };
    let mutation = entry.mutation()?;
    match mutation.operation {
        Operation::Amend { changes, .. } => Some((changes.on(&record.content), standing)),
        _ => None,
    }
}

fn session_of(office: &Office) -> Option<RecordId> {
    match office {
        Office::CheckIn(CheckInState::Counted { session, .. }) => Some(*session),
        _ => None,
    }
}

/// Check-ins of this phone that are on their way.
pub(super) fn waiting_check_ins(
    outbox: &[OutboxEntry],
    agent: PersonId,
    offset: i32,
) -> impl Iterator<Item = Attended> {
    outbox.iter().filter_map(move |entry| {
        let mutation = entry.mutation()?;
        let Operation::Submit { content, .. } = &mutation.operation else {
            return None;
        };
        let standing = match entry.state {
            EntryState::Waiting => Standing::WaitingHere,
            EntryState::Applied { .. } => Standing::WaitingForSession,
            EntryState::SetAside(_) => Standing::NotSent,
        };
        if mutation.kind != RecordKind::CheckIn {
            return None;
        }
        let moment = (mutation.made_at, offset);
        checked_in(mutation.record_id, agent, moment, content, standing)
    })
}

fn checked_in(
    record: RecordId,
    person: PersonId,
    (at, offset): (Timestamp, i32),
    content: &Answers,
    standing: Standing,
) -> Option<Attended> {
    let number = content.get("session_number")?;
    let slip = |code: &str| {
        Some(CheckInSlip {
            session_number: number.parse().ok()?,
            code: code.parse().ok()?,
            person,
        })
    };
    Some(Attended {
        record,
        day: at.civil_date(offset)?,
        at,
        topic: None,
        session_number: number.to_owned(),
        standing,
        pending: None,
        contradicted: false,
        credited_instead: None,
        counted_in: None,
        refused: None,
        slip: content.get("code").and_then(slip),
    })
}

#[cfg(test)]
mod tests;
