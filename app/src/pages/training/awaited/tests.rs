//! What a trainer is told of sessions and presences that need a second person.

use super::*;
use shared::answers::Answers;
use shared::id::{MutationId, PersonId, RecordId};
use shared::number::{DeviceNumber, RecordNumber};
use shared::record::{Office, RecordKind, RecordView, RuleVersion};
use shared::training::{Backdated, Cancelled, CorrectionState, Presence, RosterEntry};

const NOW: Timestamp = Timestamp::from_millis(1_795_223_700_000);

fn person() -> PersonRef {
    PersonRef {
        id: PersonId::from_number(1),
        name: "王芳".to_owned(),
    }
}

fn word(agreed: bool) -> SecondWord {
    SecondWord {
        by: person(),
        at: NOW,
        agreed,
        note: "没有办过".to_owned(),
    }
}

fn session(roster: Roster) -> SeenSession {
    let record = RecordView {
        record_id: RecordId::from_number(7),
        kind: RecordKind::TrainingSession,
        number: RecordNumber::new('T', DeviceNumber::new(1), 1),
        captured_by: person(),
        captured_at: NOW,
        received_at: NOW,
        version: 1,
        content_version: 1,
        rules: RuleVersion::CURRENT,
        content: Answers::new(),
        office: Office::Roster(roster),
    };
    SeenSession {
        record,
        unsent: 0,
        set_aside: false,
    }
}

fn of(roster: &Roster) -> Vec<Awaited> {
    awaited(&session(roster.clone()), NOW)
}

fn told_late(word: Option<SecondWord>) -> Roster {
    Roster {
        closed_at: Some(NOW),
        backdated: Some(Backdated {
            word,
            ..Backdated::because("手机没电".to_owned())
        }),
        ..Roster::default()
    }
}

fn corrected(state: CorrectionState) -> Roster {
    let asked = PresenceCorrection {
        id: MutationId::from_number(1),
        person: person().id,
        before: Some(Presence::Absent),
        presence: Presence::Present,
        reason: "签到表上有名字".to_owned(),
        at: NOW,
        closed_month: false,
        state,
    };
    Roster {
        closed_at: Some(NOW),
        entries: vec![RosterEntry {
            presence: Some(Presence::Absent),
            ..RosterEntry::awaited(person())
        }],
        corrections: vec![asked],
        ..Roster::default()
    }
}

#[test]
fn a_session_told_late_is_named_until_a_second_person_agrees() {
    let open = Roster {
        closed_at: None,
        ..told_late(None)
    };
    assert_eq!(of(&open), [Awaited::ToClose]);
    assert_eq!(of(&told_late(None)), [Awaited::Session]);
    let refused = told_late(Some(word(false)));
    assert_eq!(of(&refused), [Awaited::SessionRefused(word(false))]);
    assert!(of(&told_late(Some(word(true)))).is_empty());
    let called_off = Roster {
        cancelled: Some(Cancelled {
            at: NOW,
            reason: "没有办过".to_owned(),
        }),
        ..refused
    };
    assert!(of(&called_off).is_empty());
}

#[test]
fn a_change_of_presence_is_named_until_it_is_agreed_to_or_taken_back() {
    let waits = corrected(CorrectionState::Waits);
    assert!(matches!(of(&waits)[..], [Awaited::Presence(..)]));
    let answered = |agreed| CorrectionState::Answered { word: word(agreed) };
    let refused = corrected(answered(false));
    assert!(matches!(of(&refused)[..], [Awaited::PresenceRefused(..)]));
    let later = NOW.plus_millis(NAMED_FOR);
    assert!(awaited(&session(refused), later).is_empty());
    assert!(of(&corrected(answered(true))).is_empty());
    assert!(of(&corrected(CorrectionState::TakenBack)).is_empty());
}
