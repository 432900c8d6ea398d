//! Told in time, told late, told too late.

use super::*;
use crate::time::CHINA_OFFSET_MINUTES;

/// A session on 20 November 2026 from 9:00 to 11:30.
fn session() -> Answers {
    Answers::new()
        .with("date", "2026-11-20")
        .with("start", "09:00")
        .with("end", "11:30")
        .with("topic", "早会")
}

fn moment(text: &str) -> Timestamp {
    Timestamp::from_civil(text.parse().unwrap(), CHINA_OFFSET_MINUTES)
}

/// Told at one moment, received at another.
fn told(at: &str, received: &str) -> Telling {
    let calendar = PayCalendar::demonstration().unwrap();
    let telling = Telling::at(moment(at), CHINA_OFFSET_MINUTES, Some(&calendar));
    telling.received(moment(received))
}

fn told_at(at: &str) -> Telling {
    told(at, at)
}

fn codes(telling: Telling, session: &Answers) -> Vec<String> {
    let reason = ("backdating_reason", session.typed("backdating_reason"));
    let findings = telling.findings(session, reason).into_iter();
    findings
        .map(|finding| finding.code.as_str().to_owned())
        .collect()
}

#[test]
fn until_it_is_over_a_session_is_told_in_time() {
    let telling = told_at("2026-11-20T11:30:00");
    assert_eq!(telling.of_new(&session()), None);
    assert!(codes(telling, &session()).is_empty());
}

#[test]
fn once_it_is_over_it_wants_a_reason_and_a_second_person() {
    let telling = told_at("2026-11-20T11:31:00");
    assert_eq!(codes(telling, &session()), [BACKDATING_REASON_MISSING]);
    let explained = session().with("backdating_reason", "手机没电");
    assert!(codes(telling, &explained).is_empty());
    assert!(telling.of_new(&explained).is_some_and(|it| it.waits()));
}

#[test]
fn a_session_past_midnight_is_over_on_the_next_day() {
    let night = session().with("start", "22:00").with("end", "01:00");
    assert_eq!(told_at("2026-11-21T00:59:00").of_new(&night), None);
    assert!(told_at("2026-11-21T01:01:00").of_new(&night).is_some());
}

#[test]
fn a_phone_that_was_not_told_when_months_close_leaves_it_to_the_server() {
    let late = Telling::at(moment("2027-05-01T08:00:00"), CHINA_OFFSET_MINUTES, None);
    assert_eq!(late.closed_month(&session()), None);
}

#[test]
fn into_a_closed_month_only_a_correction_goes() {
    let explained = session().with("backdating_reason", "手机没电");
    assert!(codes(told_at("2026-12-13T20:00:00"), &explained).is_empty());
    let closed = told_at("2026-12-14T08:00:00");
    assert_eq!(codes(closed, &explained), [SESSION_IN_CLOSED_MONTH]);
    assert!(codes(closed, &explained.with("correction", "yes")).is_empty());
}

/// Only the phone's clock says that it was opened in time.
#[test]
fn what_comes_many_days_later_wants_a_second_person_though_nobody_could_give_a_reason() {
    let opened = "2026-11-20T08:50:00";
    assert_eq!(told(opened, "2026-11-27T11:00:00").of_new(&session()), None);
    let late = told(opened, "2026-11-28T08:00:00");
    assert!(late.of_new(&session()).is_some_and(|it| it.waits()));
    assert!(codes(late, &session()).is_empty());
}

#[test]
fn a_change_wants_a_second_person_if_the_old_or_the_new_session_is_over() {
    let next_week = session().with("date", "2026-11-27");
    let (before, after) = (
        told_at("2026-11-20T08:00:00"),
        told_at("2026-11-21T08:00:00"),
    );
    let (session, why) = (session(), "讲师生病");
    let later = (&session, &next_week);
    assert_eq!(before.of_change(later, why, None), None);
    let waits = |change: Option<Backdated>| change.is_some_and(|it| it.waits());
    assert!(waits(after.of_change(later, why, None)));
    assert!(waits(after.of_change((&next_week, &session), why, None)));
    let waited = Some(Backdated::because("手机没电".to_owned()));
    assert!(waits(before.of_change(later, why, waited)));
}

/// Only the phone's clock says that it was changed in time.
#[test]
fn a_change_that_comes_many_days_later_wants_a_second_person() {
    let (session, shorter) = (session(), session().with("end", "11:00"));
    let change = |received| {
        let told = told("2026-11-20T08:50:00", received);
        told.of_change((&session, &shorter), "提前结束", None)
    };
    assert_eq!(change("2026-11-27T10:00:00"), None);
    assert!(change("2026-11-28T08:00:00").is_some_and(|it| it.waits()));
}

#[test]
fn subject_and_place_have_no_part_in_what_counts() {
    let other = session().with("topic", "周会").with("place", "三楼");
    assert!(!counts_differently(&session(), &other));
    for (path, text) in [
        ("hours", "2"),
        ("end", "12:00"),
        ("audience_role", "agent"),
        ("audience_people.0.person", "?"),
    ] {
        assert!(
            counts_differently(&session(), &session().with(path, text)),
            "{path}"
        );
    }
}

#[test]
fn presence_is_marked_until_the_end_of_the_day_and_corrected_afterwards() {
    assert!(!told_at("2026-11-20T23:59:59").is_after_day(&session()));
    assert!(told_at("2026-11-21T00:00:01").is_after_day(&session()));
}

#[test]
fn a_session_past_midnight_has_the_day_on_which_it_ends() {
    let night = session().with("start", "22:00").with("end", "01:00");
    assert!(!told_at("2026-11-21T20:00:00").is_after_day(&night));
    assert!(told_at("2026-11-22T00:00:01").is_after_day(&night));
    let until_midnight = session().with("start", "22:00").with("end", "00:00");
    assert!(!told_at("2026-11-21T00:29:00").is_after_day(&until_midnight));
    assert!(told_at("2026-11-21T00:31:00").is_after_day(&until_midnight));
}

/// Only the phone's clock says that it was marked in time.
#[test]
fn a_presence_that_comes_many_days_later_is_a_correction() {
    let marked = "2026-11-20T09:10:00";
    assert!(!told(marked, "2026-11-27T20:00:00").is_after_day(&session()));
    assert!(told(marked, "2026-11-28T00:01:00").is_after_day(&session()));
}
