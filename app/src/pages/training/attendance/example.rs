//! An agent, the sessions they are invited to and their sign-ins.

use super::own_attendance;
use crate::pages::training::attended::Standing;
use shared::answers::Answers;
use shared::id::{DeviceId, MutationId, PersonId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::submission::PersonRef;
use shared::sync::{EntryState, Mutation, Operation, OutboxEntry};
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::{CheckInState, Presence, PresenceRules, Roster, RosterEntry};

/// The clock of the branch, and no rules that this phone was told.
pub(super) const HERE: (i32, &[PresenceRules]) = (CHINA_OFFSET_MINUTES, &[]);
pub(super) const AGENT: PersonId = PersonId::from_number(1);

pub(super) fn agent() -> PersonRef {
    PersonRef {
        id: AGENT,
        name: "王芳".to_owned(),
    }
}

/// Nine in the morning of 21 November 2026 in China.
pub(super) const NINE: Timestamp = Timestamp::from_millis(1_795_222_800_000);

/// When the session of nine o'clock is over.
pub(super) const NOON: Timestamp = NINE.plus_millis(3 * 3_600_000);

fn record(id: u128, kind: RecordKind, content: Answers, office: Office) -> RecordView {
    RecordView {
        record_id: RecordId::from_number(id),
        kind,
        number: RecordNumber::new(kind.letter(), DeviceNumber::new(1), 1),
        captured_by: agent(),
        captured_at: NINE,
        received_at: NINE,
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content,
        office,
    }
}

pub(super) fn session(
    id: u128,
    date: &str,
    course: &str,
    presence: Option<Presence>,
) -> RecordView {
    let content = Answers::new()
        .with("session_number", "K7QM")
        .with("topic", "健康告知怎么问")
        .with("course_kind", course)
        .with("date", date)
        .with("start", "09:00")
        .with("end", "12:00")
        .with("hours", "3");
    let entry = RosterEntry {
        presence,
        ..RosterEntry::awaited(agent())
    };
    let roster = Roster {
        closed_at: presence.map(|_| NOON),
        entries: vec![entry],
        ..Roster::default()
    };
    record(
        id,
        RecordKind::TrainingSession,
        content,
        Office::Roster(roster),
    )
}

pub(super) fn check_in(id: u128, state: CheckInState) -> RecordView {
    let content = Answers::new().with("session_number", "K7QM");
    record(id, RecordKind::CheckIn, content, Office::CheckIn(state))
}

pub(super) fn waiting(id: u128, state: EntryState) -> OutboxEntry {
    let mutation = Mutation {
        mutation_id: MutationId::from_number(id),
        device_id: DeviceId::from_number(1),
        device_seq: 1,
        record_id: RecordId::from_number(id),
        kind: RecordKind::CheckIn,
        base_version: 0,
        base_hash: None,
        made_at: NINE,
        rules: RuleVersion::CURRENT,
        operation: Operation::Submit {
            number: RecordNumber::new('S', DeviceNumber::new(1), 1),
            content: Answers::new().with("session_number", "K7QM"),
        },
    };
    OutboxEntry {
        seq: 1,
        mutation_id: mutation.mutation_id,
        record_id: mutation.record_id,
        draft: mutation.record_id.to_string(),
        made_at: NINE,
        state,
        unsent: false,
        body: serde_json::to_string(&mutation).unwrap(),
    }
}

pub(super) fn standings(records: &[RecordView], outbox: &[OutboxEntry]) -> Vec<Standing> {
    own_attendance(records, outbox, AGENT, HERE)
        .into_iter()
        .map(|attended| attended.standing)
        .collect()
}

/// A session of nine o'clock to which the agent signed in with a code that was taken.
pub(super) fn signed_in_to(session: u128) -> RecordView {
    let presence = Presence::Present;
    let session = RecordId::from_number(session);
    check_in(5, CheckInState::Counted { session, presence })
}
