//! What sessions give towards continuing education.

use super::*;
use crate::pages::training::attendance::example::{AGENT, HERE, NINE, session};
use shared::record::Office;
use shared::training::Presence;

#[test]
fn continuing_education_is_that_of_the_year() {
    let records = [
        session(1, "2026-11-01", "compliance", Some(Presence::Present)),
        session(2, "2025-11-01", "compliance", Some(Presence::Present)),
        session(3, "2026-11-02", "morning_meeting", Some(Presence::Present)),
    ];
    let credits = credits(&records, AGENT, 2026, HERE);
    let given: Vec<_> = credits.iter().map(|credit| credit.record).collect();
    assert_eq!(given, [RecordId::from_number(1)], "no morning meeting");
    let progress = education(&credits, 2026);
    assert_eq!(progress.law_and_ethics_minutes, 180);
    assert_eq!(progress.minutes, 180);
}

fn came_to(id: u128, course: &str) -> RecordView {
    session(id, "2026-11-21", course, Some(Presence::Present))
}

/// What each session gave, with what was credited in its place.
fn given(records: &[RecordView]) -> Vec<(u32, Option<String>)> {
    let credits = credits(records, AGENT, 2026, HERE);
    let given = |credit: Credit| (credit.session.minutes, credit.instead);
    credits.into_iter().map(given).collect()
}

#[test]
fn a_session_that_was_closed_early_gives_what_was_held() {
    let mut early = came_to(1, "product");
    if let Office::Roster(roster) = &mut early.office {
        roster.closed_at = Some(NINE.plus_millis(100 * 60_000));
    }
    assert_eq!(given(&[early]), [(120, None)]);
}

#[test]
fn of_two_sessions_at_the_same_time_one_gives_hours_and_the_other_says_which() {
    let mut shorter = came_to(2, "compliance");
    shorter.content.set("topic", "合规");
    shorter.content.set("hours", "1");
    let records = [came_to(1, "product"), shorter];
    let instead = Some("健康告知怎么问".to_owned());
    assert_eq!(given(&records), [(0, instead), (180, None)]);
    let progress = education(&credits(&records, AGENT, 2026, HERE), 2026);
    assert_eq!(progress.minutes, 180);
}
