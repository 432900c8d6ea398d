//! What a new session begins with.

use crate::id::fill_random;
use chrono::{NaiveDateTime, Timelike};
use shared::answers::Answers;
use shared::training::{AttendanceRules, SessionNumber, SessionSecret, teaching_hours};

/// The answers of a session opened now: today, from the next half hour on for two hours, at the
/// place of the last one; with its number and secret.
pub fn new_session(civil_now: NaiveDateTime, last_place: Option<&str>) -> Answers {
    let (start, end) = next_half_hours(civil_now);
    let mut answers = Answers::new()
        .with("date", &civil_now.date().to_string())
        .with("start", &start)
        .with("end", &end)
        .with("session_number", &random_number().to_string())
        .with("secret", &random_secret().to_hex());
    if let Some(hours) = teaching_hours(&answers, &AttendanceRules::CURRENT) {
        answers.set("hours", hours.to_string());
    }
    if let Some(place) = last_place {
        answers.set("place", place);
    }
    answers
}

/// What the hours become when the times give `now` and gave `before`: nothing if they stay, or were typed.
pub fn hours_after(typed: &str, before: Option<u32>, now: Option<u32>) -> Option<String> {
    let (before, now) = (before?, now?);
    let follow = typed.is_empty() || typed == before.to_string();
    (follow && before != now).then(|| now.to_string())
}

/// From the half hour that comes next on this day, for two hours.
fn next_half_hours(now: NaiveDateTime) -> (String, String) {
    let minute = now.hour() * 60 + now.minute();
    let start = (minute.div_ceil(30) * 30).min(24 * 60 - 30);
    (clock(start), clock((start + 120) % (24 * 60)))
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn random_number() -> SessionNumber {
    let mut bytes = [0; 4];
    fill_random(&mut bytes);
    SessionNumber::from_random(bytes)
}

fn random_secret() -> SessionSecret {
    let mut bytes = [0; 32];
    fill_random(&mut bytes);
    SessionSecret::new(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_hours(now: &str) -> (String, String) {
        next_half_hours(now.parse().unwrap())
    }

    #[test]
    fn a_session_begins_at_the_next_half_hour() {
        let expected = ("09:00".to_owned(), "11:00".to_owned());
        assert_eq!(half_hours("2026-11-21T08:31:00"), expected);
        assert_eq!(half_hours("2026-11-21T09:00:00"), expected);
    }

    #[test]
    fn hours_follow_the_times_unless_they_were_typed() {
        assert_eq!(hours_after("2", Some(2), Some(3)), Some("3".to_owned()));
        assert_eq!(hours_after("", Some(2), Some(3)), Some("3".to_owned()));
        assert_eq!(hours_after("1", Some(2), Some(3)), None);
        assert_eq!(hours_after("2", Some(2), None), None);
        assert_eq!(hours_after("2", None, Some(2)), None);
    }

    #[test]
    fn a_new_session_gives_the_hours_it_has_time_for() {
        let now = "2026-11-21T08:31:00".parse().unwrap();
        assert_eq!(new_session(now, None).get("hours"), Some("2"));
    }

    #[test]
    fn it_begins_today_and_may_pass_midnight() {
        let expected = ("23:30".to_owned(), "01:30".to_owned());
        assert_eq!(half_hours("2026-11-21T23:31:00"), expected);
    }
}
