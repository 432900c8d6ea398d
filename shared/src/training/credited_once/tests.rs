//! What one person is credited who was at several sessions of a day.

use super::*;
use crate::answers::Answers;
use crate::number::{DeviceNumber, RecordNumber};
use crate::record::{Office, RecordKind, RecordView, RuleVersion};
use crate::submission::PersonRef;
use crate::time::{CHINA_OFFSET_MINUTES, Timestamp};
use crate::training::{Cancelled, Roster, RosterEntry};
use chrono::NaiveDate;
use proptest::prelude::*;

const SOMEBODY: PersonId = PersonId::from_number(1);
const HERE: (i32, &[PresenceRules]) = (CHINA_OFFSET_MINUTES, &[]);

fn day() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

/// A moment of the day, in minutes after midnight.
fn at(minute: i64) -> Timestamp {
    Timestamp::start_of(day(), CHINA_OFFSET_MINUTES).plus_millis(minute * 60_000)
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// A session of the day that somebody was at, in minutes after midnight.
#[derive(Debug, Clone)]
struct Held {
    start: i64,
    end: i64,
    hours: i64,
    closed: i64,
    presence: Presence,
}

impl Held {
    /// From and until these hours of the day, as many hours of teaching as there is time for.
    fn fully(start: i64, end: i64) -> Self {
        Self {
            start: start * 60,
            end: end * 60,
            hours: (end - start) * 60 / 45,
            closed: end * 60,
            presence: Presence::Present,
        }
    }

    fn record(&self, number: u128) -> RecordView {
        let content = Answers::new()
            .with("date", &day().to_string())
            .with("start", &clock(self.start))
            .with("end", &clock(self.end))
            .with("hours", &self.hours.to_string());
        let person = PersonRef {
            id: SOMEBODY,
            name: "王芳".to_owned(),
        };
        let entry = RosterEntry {
            presence: Some(self.presence),
            ..RosterEntry::awaited(person.clone())
        };
        RecordView {
            record_id: RecordId::from_number(number),
            kind: RecordKind::TrainingSession,
            number: RecordNumber::new('T', DeviceNumber::new(1), 1),
            captured_by: person,
            captured_at: at(0),
            received_at: at(0),
            version: 1,
            content_version: 1,
            rules: RuleVersion::CURRENT,
            content,
            office: Office::Roster(Roster {
                closed_at: Some(at(self.closed)),
                entries: vec![entry],
                ..Roster::default()
            }),
        }
    }
}

fn sat_through(day: &[Held]) -> Vec<SatThrough> {
    let records = (0..).zip(day).map(|(number, held)| held.record(number));
    records
        .filter_map(|record| SatThrough::of(&record.training_session()?, SOMEBODY, HERE))
        .collect()
}

/// The hours of each session of the day that are credited.
fn credited(day: &[Held]) -> Vec<u32> {
    let sat = sat_through(day);
    let displaced = displaced(sat.clone());
    let credits = |number: u128| {
        let id = RecordId::from_number(number);
        let one = sat.iter().find(|one| one.session == id);
        let counts = one.filter(|_| !displaced.contains_key(&id));
        counts.map_or(0, |one| one.minutes / 60)
    };
    (0..).take(day.len()).map(credits).collect()
}

#[test]
fn of_two_sessions_that_overlap_the_one_with_more_hours_counts() {
    let day = [Held::fully(9, 12), Held::fully(11, 13)];
    assert_eq!(credited(&day), [4, 0]);
    assert_eq!(displaced(sat_through(&day)).len(), 1);
    let follow = [Held::fully(9, 12), Held::fully(12, 14)];
    assert_eq!(credited(&follow), [4, 2]);
}

#[test]
fn of_two_that_credit_the_same_the_earlier_one_counts() {
    assert_eq!(credited(&[Held::fully(10, 13), Held::fully(9, 12)]), [0, 4]);
}

#[test]
fn what_gives_way_displaces_nothing_itself() {
    let row = |middle| [Held::fully(9, 11), middle, Held::fully(13, 18)];
    assert_eq!(credited(&row(Held::fully(10, 14))), [2, 0, 6]);
}

#[test]
fn a_session_closed_early_leaves_room_for_the_next() {
    let early = Held {
        closed: 10 * 60,
        ..Held::fully(9, 12)
    };
    assert_eq!(credited(&[early, Held::fully(10, 12)]), [1, 2]);
}

#[test]
fn who_was_not_there_is_displaced_by_nothing() {
    let absent = Held {
        presence: Presence::Absent,
        ..Held::fully(9, 18)
    };
    assert_eq!(credited(&[absent, Held::fully(10, 12)]), [0, 2]);
}

#[test]
fn only_what_counts_is_credited() {
    let mut session = Held::fully(9, 12).record(1);
    let of =
        |session: &RecordView| SatThrough::of(&session.training_session().unwrap(), SOMEBODY, HERE);
    assert!(of(&session).is_some());
    assert_eq!(
        SatThrough::of(
            &session.training_session().unwrap(),
            PersonId::from_number(2),
            HERE
        ),
        None
    );
    if let Office::Roster(roster) = &mut session.office {
        roster.cancelled = Some(Cancelled {
            at: at(0),
            reason: "讲师生病".to_owned(),
        });
    }
    assert_eq!(of(&session), None);
}

fn a_session() -> impl Strategy<Value = Held> {
    let times = (0_i64..20 * 60, 1_i64..12 * 60);
    let presence = prop::sample::select(Presence::ALL.to_vec());
    (times, 0_i64..=12, 0_i64..13 * 60, presence).prop_map(
        |((start, length), hours, closed_after, presence)| Held {
            start,
            end: start + length,
            hours,
            closed: start + closed_after,
            presence,
        },
    )
}

proptest! {
    #[test]
    fn nobody_is_credited_more_of_a_day_than_lies_between_its_first_start_and_last_end(
        day in prop::collection::vec(a_session(), 0..8),
    ) {
        let hours: u32 = credited(&day).iter().sum();
        let came = || day.iter().filter(|held| held.presence.came());
        let first = came().map(|held| held.start).min().unwrap_or_default();
        let last = came().map(|held| held.end.min(held.closed)).max().unwrap_or_default();
        let minutes = i64::from(hours) * AttendanceRules::CURRENT.teaching_hour;
        prop_assert!(minutes <= (last - first).max(0), "{minutes} of {first} to {last}");
    }

    #[test]
    fn what_is_credited_does_not_depend_on_what_was_learned_first(
        day in prop::collection::vec(a_session(), 0..8),
    ) {
        let sat = sat_through(&day);
        let mut turned = sat.clone();
        turned.reverse();
        prop_assert_eq!(displaced(sat), displaced(turned));
    }
}
