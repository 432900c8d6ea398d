//! What an agent is invited to, from today on.

use super::*;
use crate::pages::training::attendance::example::{AGENT, NINE, check_in, session, standings};
use shared::time::CHINA_OFFSET_MINUTES;
use shared::training::{CheckInState, Presence};

#[test]
fn invitations_are_those_from_today_on() {
    let records = [
        session(1, "2026-11-22", "product", None),
        session(2, "2026-11-20", "product", None),
        session(3, "2026-11-21", "product", None),
    ];
    let days: Vec<_> = invitations(&records, AGENT, NINE, CHINA_OFFSET_MINUTES)
        .iter()
        .map(|session| session.content.get("date").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(days, ["2026-11-21", "2026-11-22"]);
    let other = PersonId::from_number(2);
    assert!(invitations(&records, other, NINE, CHINA_OFFSET_MINUTES).is_empty());
}

/// A session of the evening before, from 22:00 to 01:00.
fn last_night(presence: Option<Presence>) -> RecordView {
    let mut session = session(1, "2026-11-20", "product", presence);
    session.content.set("start", "22:00");
    session.content.set("end", "01:00");
    session
}

const AFTER_MIDNIGHT: Timestamp = Timestamp::from_millis(NINE.millis() - 17 * 1_800_000);

#[test]
fn a_session_past_midnight_goes_on_the_next_day() {
    let invited = |now| invitations(&[last_night(None)], AGENT, now, CHINA_OFFSET_MINUTES).len();
    assert_eq!((invited(AFTER_MIDNIGHT), invited(NINE)), (1, 0));
    let mut sign_in = check_in(5, CheckInState::WaitingForSession);
    sign_in.captured_at = AFTER_MIDNIGHT;
    let came = last_night(Some(Presence::Present));
    assert_eq!(standings(&[sign_in, came], &[]).len(), 1);
}
