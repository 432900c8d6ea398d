//! Who of a trainer's session is credited for another of their sessions that is held at the same time. Of
//! sessions of other trainers this phone knows nothing.

use super::overlaps::overlapping;
use super::seen::SeenSession;
use shared::id::PersonId;
use shared::record::{Office, RecordView};
use shared::time::Timestamp;
use shared::training::{PresenceRules, SatThrough, displaced};
use std::collections::BTreeMap;

/// Those of `session`, each with what the session is about that counts in its place; at a branch whose clock is
/// so many minutes ahead of UTC, by these versions.
pub fn credited_elsewhere(
    session: &RecordView,
    known: &[SeenSession],
    here: (i32, &[PresenceRules]),
) -> BTreeMap<PersonId, String> {
    let Office::Roster(roster) = &session.office else {
        return BTreeMap::new();
    };
    if overlapping(&session.content, known, here.0).is_empty() {
        return BTreeMap::new();
    }
    let others = known.iter().map(|other| &other.record);
    let others = others.filter(|other| other.record_id != session.record_id);
    let all: Vec<&RecordView> = core::iter::once(session).chain(others).collect();
    let instead = |person: PersonId| {
        let sat_through = all
            .iter()
            .filter_map(|session| SatThrough::of(&session.training_session()?, person, here));
        let instead = *displaced(sat_through.collect()).get(&session.record_id)?;
        let other = all.iter().find(|other| other.record_id == instead)?;
        Some(other.content.get("topic").unwrap_or("–").to_owned())
    };
    let people = roster.entries.iter().map(|entry| entry.person.id);
    people
        .filter_map(|person| Some((person, instead(person)?)))
        .collect()
}

/// The session as it is once it is closed at a moment.
pub fn as_if_closed(session: &RecordView, at: Timestamp) -> RecordView {
    let mut closed = session.clone();
    if let Office::Roster(roster) = &mut closed.office {
        roster.closed_at = roster.closed_at.or(Some(at));
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::answers::Answers;
    use shared::id::RecordId;
    use shared::number::{DeviceNumber, RecordNumber};
    use shared::record::{RecordKind, RuleVersion};
    use shared::submission::PersonRef;
    use shared::time::CHINA_OFFSET_MINUTES;
    use shared::training::{Presence, Roster, RosterEntry};

    const HERE: (i32, &[PresenceRules]) = (CHINA_OFFSET_MINUTES, &[]);
    const BOTH: PersonId = PersonId::from_number(1);

    fn somebody(number: u128) -> PersonRef {
        PersonRef {
            id: PersonId::from_number(number),
            name: format!("代理人{number}"),
        }
    }

    /// A session of 21 November 2026 from nine on, to which these came.
    fn session(number: u128, end: &str, hours: &str, came: &[u128]) -> RecordView {
        let entry = |number: &u128| RosterEntry {
            presence: Some(Presence::Present),
            ..RosterEntry::awaited(somebody(*number))
        };
        RecordView {
            record_id: RecordId::from_number(number),
            kind: RecordKind::TrainingSession,
            number: RecordNumber::new('T', DeviceNumber::new(1), 1),
            captured_by: somebody(9),
            captured_at: Timestamp::default(),
            received_at: Timestamp::default(),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content: Answers::new()
                .with("session_number", &number.to_string())
                .with("topic", &format!("课程{number}"))
                .with("date", "2026-11-21")
                .with("start", "09:00")
                .with("end", end)
                .with("hours", hours),
            office: Office::Roster(Roster {
                entries: came.iter().map(entry).collect(),
                ..Roster::default()
            }),
        }
    }

    fn closed(session: &RecordView) -> SeenSession {
        let noon = "2026-11-21T12:00:00".parse().unwrap();
        let noon = Timestamp::from_civil(noon, CHINA_OFFSET_MINUTES);
        SeenSession {
            record: as_if_closed(session, noon),
            unsent: 0,
            set_aside: false,
        }
    }

    #[test]
    fn who_came_to_two_sessions_at_the_same_time_is_named_at_the_one_with_fewer_hours() {
        let long = closed(&session(1, "12:00", "4", &[1, 2]));
        let short = closed(&session(2, "10:30", "2", &[1, 3]));
        let known = [long.clone(), short.clone()];
        let at_the_short = credited_elsewhere(&short.record, &known, HERE);
        assert_eq!(at_the_short, BTreeMap::from([(BOTH, "课程1".to_owned())]));
        assert!(credited_elsewhere(&long.record, &known, HERE).is_empty());
    }

    #[test]
    fn what_is_not_closed_takes_nobodys_hours() {
        let long = SeenSession {
            record: session(1, "12:00", "4", &[1]),
            unsent: 0,
            set_aside: false,
        };
        let short = closed(&session(2, "10:30", "2", &[1]));
        let known = [long, short.clone()];
        assert!(credited_elsewhere(&short.record, &known, HERE).is_empty());
    }
}
