//! Sessions that are held at the same time as one that is being filled in.

use super::seen::SeenSession;
use shared::answers::Answers;
use shared::training::{AttendanceRules, SessionTimes};

/// The trainer's sessions that a session of these answers overlaps, itself and those called off left out.
pub fn overlapping(session: &Answers, known: &[SeenSession], offset: i32) -> Vec<SeenSession> {
    let Some(times) = SessionTimes::of(session, offset, &AttendanceRules::CURRENT) else {
        return Vec::new();
    };
    let number = session.get("session_number");
    let meets = |other: &&SeenSession| {
        let is_itself = other.record.content.get("session_number") == number;
        let held = other.roster().cancelled.is_none();
        let at_once = other
            .times(offset)
            .is_some_and(|other| times.overlaps(&other));
        !is_itself && held && at_once
    };
    known.iter().filter(meets).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::{PersonId, RecordId};
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::record::{Office, RecordKind, RecordView, RuleVersion};
    use shared::submission::PersonRef;
    use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
    use shared::training::{Cancelled, Roster};

    fn answers(number: &str, start: &str, end: &str) -> Answers {
        Answers::new()
            .with("session_number", number)
            .with("date", "2026-11-21")
            .with("start", start)
            .with("end", end)
    }

    fn session(number: &str, start: &str, end: &str, cancelled: bool) -> SeenSession {
        let cancelled = cancelled.then(|| Cancelled {
            at: Timestamp::default(),
            reason: "讲师生病".to_owned(),
        });
        let record = RecordView {
            record_id: RecordId::from_number(1),
            kind: RecordKind::TrainingSession,
            number: RecordNumber::new('T', DeviceNumber::new(1), 1),
            captured_by: PersonRef {
                id: PersonId::from_number(9),
                name: "周敏".to_owned(),
            },
            captured_at: Timestamp::default(),
            received_at: Timestamp::default(),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: answers(number, start, end),
            office: Office::Roster(Roster {
                cancelled,
                ..Roster::default()
            }),
        };
        SeenSession {
            record,
            unsent: 0,
            set_aside: false,
        }
    }

    #[test]
    fn only_another_session_that_is_held_meanwhile_is_named() {
        let known = [
            session("K7Q1", "09:00", "11:00", false),
            session("K7Q2", "10:00", "12:00", false),
            session("K7Q3", "10:00", "12:00", true),
            session("K7Q4", "11:30", "12:00", false),
        ];
        let found = overlapping(
            &answers("K7Q1", "09:30", "11:30"),
            &known,
            CHINA_OFFSET_MINUTES,
        );
        let numbers = found
            .iter()
            .map(|one| one.record.content.get("session_number"));
        assert_eq!(numbers.collect::<Vec<_>>(), [Some("K7Q2")]);
    }
}
