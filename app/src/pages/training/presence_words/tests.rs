//! What a roster says of a presence.

use super::*;
use shared::answers::Answers;
use shared::time::CHINA_OFFSET_MINUTES;

fn at(text: &str) -> Timestamp {
    Timestamp::from_civil(text.parse().unwrap(), CHINA_OFFSET_MINUTES)
}

/// Of a session that ended at 11:30 on 20 November 2026.
fn teller() -> Teller {
    let session = Answers::new()
        .with("date", "2026-11-20")
        .with("start", "09:00")
        .with("end", "11:30");
    let times = SessionTimes::of(&session, CHINA_OFFSET_MINUTES, &AttendanceRules::CURRENT);
    Teller {
        trainer: "郭燕".to_owned(),
        end: times.map(|times| times.end),
        offset: CHINA_OFFSET_MINUTES,
    }
}

fn by_hand(reason: &str, moment: &str) -> PresenceSource {
    PresenceSource::Hand {
        reason: reason.to_owned(),
        at: at(moment),
    }
}

#[test]
fn a_mark_after_the_session_names_who_made_it_and_one_during_it_does_not() {
    let during = by_hand("not_seen", "2026-11-20T11:30:00");
    assert!(matches!(teller().known(&during), Known::ByHand { .. }));
    for later in ["2026-11-20T11:31:00", "2026-11-22T09:00:00"] {
        let after = by_hand("not_seen", later);
        assert!(
            matches!(teller().known(&after), Known::After { .. }),
            "{later}"
        );
    }
}

#[test]
fn what_a_camera_or_a_code_says_is_no_mark_by_hand() {
    let scanned = by_hand(SCANNED, "2026-11-20T11:40:00");
    assert!(matches!(teller().known(&scanned), Known::Scanned { .. }));
    let at = at("2026-11-20T08:55:00");
    assert_eq!(
        teller().known(&PresenceSource::Code { at }),
        Known::Code { at: &at }
    );
}
