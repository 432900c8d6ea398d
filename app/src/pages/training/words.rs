//! Times, hours and counts in words.

use crate::components::field::dates::date_with_weekday;
use crate::text::{language, t_of, tf};
use chrono::{NaiveDate, Timelike};
use shared::answers::Answers;
use shared::key;
use shared::time::Timestamp;
use shared::training::{Presence, Tally};

/// From when to when a session is.
pub fn time_range(session: &Answers) -> String {
    let answer = |path| session.get(path).unwrap_or("–");
    tf(
        key!("training.from_to"),
        &[("start", answer("start")), ("end", answer("end"))],
    )
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

/// Hours of minutes, with a half where there is one: `1.5`.
pub fn hours(minutes: u32) -> String {
    let (whole, rest) = (minutes / 60, minutes % 60);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{}", rest / 6)
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

    #[test]
    fn half_hours_are_written_as_such() {
        assert_eq!(hours(180), "3");
        assert_eq!(hours(90), "1.5");
        assert_eq!(hours(0), "0");
    }
}
