//! When a loss can have happened: by the minute where the clock is known.

use crate::good::{catalogue, loss, today};
use chrono::{NaiveDateTime, TimeDelta};
use shared::answers::Answers;
use shared::kinds::check;
use shared::record::RecordKind;
use shared::rules::Context;

fn at(days: i64, time: &str) -> String {
    format!("{}T{time}", today() + TimeDelta::days(days))
}

/// What is found in a claim report captured today, when it is as late as this.
fn codes(answers: &Answers, now: Option<&str>) -> Vec<String> {
    let mut context = Context::complete(today(), catalogue());
    let written = |now: &str| NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap();
    context.now = now.map(written);
    let found = check(RecordKind::LossNotice, answers, &context);
    let codes = found.iter().map(|finding| finding.code.to_string());
    codes.collect()
}

#[test]
fn a_loss_of_later_today_is_still_to_come() {
    let told = |occurred: &str, known: &str| {
        loss("motor")
            .with("loss.occurred_at", &at(0, occurred))
            .with("loss.known_at", &at(0, known))
    };
    let now = at(0, "21:00");
    assert_eq!(codes(&told("20:50", "21:00"), Some(&now)), [""; 0]);
    assert_eq!(
        codes(&told("20:50", "21:01"), Some(&now)),
        ["loss_in_future"]
    );
    let both = codes(&told("23:50", "23:55"), Some(&now));
    assert_eq!(both, ["loss_in_future", "loss_in_future"]);
    assert_eq!(codes(&told("23:50", "23:55"), None), [""; 0]);
    // A report that waited for network tells nothing of the time since.
    let later = at(3, "09:00");
    let answers = told("20:50", "21:00").with("loss.known_at", &at(1, "08:00"));
    assert_eq!(codes(&answers, Some(&later)), ["loss_in_future"]);
}

#[test]
fn who_was_still_in_hospital_when_it_was_reported_leaves_later() {
    let left = (today() + TimeDelta::days(4)).to_string();
    let answers = loss("hospital_stay").with("loss.discharged_on", &left);
    assert_eq!(codes(&answers, None), ["stay_in_future"]);
    assert_eq!(codes(&answers, Some(&at(3, "12:00"))), ["stay_in_future"]);
    assert_eq!(codes(&answers, Some(&at(4, "12:00"))), [""; 0]);
}
