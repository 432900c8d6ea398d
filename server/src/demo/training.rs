//! The trainer's sessions: two past ones with who came, one today, one to come.

use super::cast::{AGENTS, Member, TRAINER};
use super::story::{Deed, Event};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use shared::answers::Answers;
use shared::record::RecordKind;
use shared::sample::training_session;
use shared::sync::Operation;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};
use shared::training::{Presence, SessionSecret, code_at};

const MINUTE: i64 = 60_000;
const FIRST_RECORD: u32 = 1_000;
const CHECK_INS: u32 = 2_000;

/// Everything that happened around the sessions, unsorted.
pub(super) fn events(now: Timestamp) -> Vec<Event> {
    let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
    let mut events = Vec::new();
    for (number, days) in [(0, 9), (1, 2)] {
        events.extend(past(number, today - TimeDelta::days(days)));
    }
    events.push(opened(
        2,
        &todays(now, today),
        now.plus_millis(-40 * MINUTE),
    ));
    let coming = training_session(3, today + TimeDelta::days(6));
    events.push(opened(3, &coming, now.plus_millis(-30 * MINUTE)));
    events
}

fn opened(number: u32, content: &Answers, at: Timestamp) -> Event {
    Event {
        at,
        who: TRAINER,
        record: FIRST_RECORD + number,
        deed: Deed::Submit(RecordKind::TrainingSession, content.clone()),
    }
}

/// A session of today that can be signed in to now, unless the day is nearly over.
fn todays(now: Timestamp, today: NaiveDate) -> Answers {
    let time = now.civil(CHINA_OFFSET_MINUTES).map(|civil| civil.time());
    let hour = time.map_or(9, |time| time.hour()).min(21);
    training_session(2, today)
        .with("start", &format!("{hour:02}:30"))
        .with("end", &format!("{:02}:30", hour + 2))
        .with("hours", "2")
}

/// Most come in time, one late, one is excused, the rest are absent.
fn past(number: u32, day: NaiveDate) -> Vec<Event> {
    let content = training_session(u64::from(number), day);
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let start = Timestamp::from_civil(day.and_time(nine), CHINA_OFFSET_MINUTES);
    let mut events = vec![opened(number, &content, start.plus_millis(-60 * MINUTE))];
    let sends = |operation| Deed::Send(RecordKind::TrainingSession, operation);
    for agent in 0..AGENTS - 2 {
        let minutes = if agent == 4 {
            14
        } else {
            i64::try_from(agent).unwrap_or(0) - 12
        };
        let at = start.plus_millis(minutes * MINUTE);
        let place = u32::try_from(agent).unwrap_or(0);
        events.extend(check_in(&content, at).map(|deed| Event {
            at,
            who: agent,
            record: CHECK_INS + number * 100 + place,
            deed,
        }));
    }
    let excuse = Operation::Mark {
        person: Member::id(AGENTS - 2),
        presence: Presence::Excused,
        reason: "已请假，家中有事".to_owned(),
        correction: false,
    };
    for (minutes, operation) in [(60, excuse), (152, Operation::close())] {
        events.push(Event {
            at: start.plus_millis(minutes * MINUTE),
            who: TRAINER,
            record: FIRST_RECORD + number,
            deed: sends(operation),
        });
    }
    events
}

/// A sign-in with the code that the trainer's phone shows at that moment.
fn check_in(session: &Answers, at: Timestamp) -> Option<Deed> {
    let secret: SessionSecret = session.get("secret")?.parse().ok()?;
    let content = Answers::new()
        .with("session_number", session.get("session_number")?)
        .with("code", &code_at(&secret, at).to_string());
    Some(Deed::Submit(RecordKind::CheckIn, content))
}
