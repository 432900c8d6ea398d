//! Times, hours and counts in words.

use super::attended::PendingCorrection;
use crate::format::moment;
use crate::text::{language, t, t_of, tf};
use chrono::{NaiveDate, NaiveTime, Timelike};
use shared::answers::Answers;
use shared::answers::read::date_at;
use shared::key;
use shared::text::date_with_weekday;
use shared::time::Timestamp;
use shared::training::{AttendanceRules, Presence, SessionCredit, Tally, civil_times};

/// From when to when a session is; an end after midnight is said to be the next day's.
pub fn time_range(session: &Answers) -> String {
    let answer = |path| session.get(path).unwrap_or("–");
    let end = next_day_end(session).unwrap_or_else(|| answer("end").to_owned());
    tf(
        key!("training.from_to"),
        &[("start", answer("start")), ("end", &end)],
    )
}

/// When a session that passes midnight ends, in words.
pub fn next_day_end(session: &Answers) -> Option<String> {
    let end = session.get("end").filter(|_| passes_midnight(session))?;
    Some(tf(key!("training.next_day"), &[("time", end)]))
}

fn passes_midnight(session: &Answers) -> bool {
    let time = |path| NaiveTime::parse_from_str(session.get(path)?, "%H:%M").ok();
    let date = session.get("date").and_then(|date| date.parse().ok());
    let times = date.zip(time("start").zip(time("end")));
    let times = times
        .and_then(|(date, (start, end))| civil_times(date, start, end, &AttendanceRules::CURRENT));
    times.is_some_and(|(start, end)| start.date() < end.date())
}

/// The day of a session in words; as it stands if it is none.
pub fn session_day(session: &Answers) -> String {
    let written = session.get("date").unwrap_or_default();
    written.parse().map_or_else(|_| written.to_owned(), day)
}

/// A day in words, with its weekday.
pub fn day(date: NaiveDate) -> String {
    date_with_weekday(language(), date)
}

/// The time of day at the branch, `09:02`.
pub fn time_of_day(at: Timestamp, offset: i32) -> String {
    at.civil(offset)
        .map(|moment| format!("{:02}:{:02}", moment.hour(), moment.minute()))
        .unwrap_or_default()
}

/// The time of day at the branch; with its date where that is not the session's.
pub fn time_or_moment(at: Timestamp, session: &Answers, offset: i32) -> String {
    match is_on_day_of(session, at, offset) {
        true => time_of_day(at, offset),
        false => moment(at, offset),
    }
}

fn is_on_day_of(session: &Answers, at: Timestamp, offset: i32) -> bool {
    let day = date_at(session, "date");
    day.is_some() && day == at.civil_date(offset)
}

/// The session's kind of course.
pub fn course_kind(session: &Answers) -> String {
    session.get("course_kind").map_or_else(String::new, |kind| {
        t_of("choices.course_kind", kind).to_owned()
    })
}

/// A presence.
pub fn presence(presence: Presence) -> &'static str {
    t_of("states.presence", presence.as_str())
}

/// A correction that does not stand yet.
pub fn pending_correction(pending: PendingCorrection) -> String {
    match pending {
        PendingCorrection::Number => t(key!("training.attendance.number_pending")).to_owned(),
        PendingCorrection::Presence(asked) => tf(
            key!("training.attendance.presence_pending"),
            &[("presence", presence(asked))],
        ),
    }
}

/// Hours of minutes, with a half where there is one: `1.5`.
pub fn hours(minutes: u32) -> String {
    let (whole, rest) = (minutes / 60, minutes % 60);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{}", rest / 6)
    }
}

/// Why a session was called off.
pub fn because(reason: &str) -> String {
    tf(key!("training.state.because"), &[("reason", reason)])
}

/// That another session was credited in place of one that was held at the same time.
pub fn credited_instead(topic: &str) -> String {
    tf(key!("training.education.instead"), &[("topic", topic)])
}

/// The hours that a session credits to who stayed; where it was closed early, of how many.
pub fn hours_held(credit: SessionCredit) -> String {
    let (held, planned) = (
        credit.held_hours().to_string(),
        credit.planned_hours().to_string(),
    );
    match credit.is_cut_short() {
        true => tf(
            key!("training.cut_short"),
            &[("held", &held), ("planned", &planned)],
        ),
        false => planned,
    }
}

/// How many came of how many.
pub fn came_of(tally: &Tally) -> String {
    tf(
        key!("training.came_of"),
        &[
            ("came", &tally.came.to_string()),
            ("expected", &tally.expected.to_string()),
        ],
    )
}

/// How many changes of presence wait for a second person.
pub fn corrections_wait(n: usize) -> String {
    tf(key!("training.state.corrections"), &[("n", &n.to_string())])
}

/// How many should come.
pub fn expected(tally: &Tally) -> String {
    tf(
        key!("training.expected"),
        &[("expected", &tally.expected.to_string())],
    )
}

/// The other counts that are not nought.
pub fn other_counts(tally: &Tally) -> Vec<String> {
    [
        (key!("training.late_count"), tally.late),
        (key!("training.excused_count"), tally.excused),
        (key!("training.absent_count"), tally.absent),
        (key!("training.open_count"), tally.open),
        (key!("training.contradicted_count"), tally.contradicted),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| tf(key, &[("n", &count.to_string())]))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::CHINA_OFFSET_MINUTES;

    #[test]
    fn only_what_ends_by_the_clock_of_the_next_day_passes_midnight() {
        let passes = |start, end| {
            let session = Answers::new()
                .with("date", "2026-11-21")
                .with("start", start)
                .with("end", end);
            passes_midnight(&session)
        };
        assert!(passes("22:00", "02:00") && passes("22:00", "00:00"));
        assert!(!passes("09:00", "11:30"));
        assert!(!passes("11:30", "09:00"), "a mistaken time of day");
        assert!(!passes("22:00", "soon"));
        assert!(!passes_midnight(&Answers::new()));
    }

    #[test]
    fn what_happened_on_another_day_than_the_session_is_told_apart() {
        let session = Answers::new().with("date", "2026-11-20");
        let on_its_day = |moment: &str| {
            let at = Timestamp::from_civil(moment.parse().unwrap(), CHINA_OFFSET_MINUTES);
            is_on_day_of(&session, at, CHINA_OFFSET_MINUTES)
        };
        assert!(on_its_day("2026-11-20T00:00:00") && on_its_day("2026-11-20T23:59:00"));
        assert!(!on_its_day("2026-11-21T02:24:00"));
    }

    #[test]
    fn half_hours_are_written_as_such() {
        assert_eq!(hours(180), "3");
        assert_eq!(hours(90), "1.5");
        assert_eq!(hours(0), "0");
    }
}
