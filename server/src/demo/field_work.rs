//! What the agents sent in the last month, and what became of it.

use super::cast::{AGENTS, FIRST_REVIEWER, NEWEST_AGENT, SECOND_REVIEWER};
use super::desk_work::Review;
use super::story::{Deed, Event};
use super::ties::content;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use shared::answers::Answers;
use shared::product::Catalogue;
use shared::record::RecordKind;
use shared::sync::Operation;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

const RECORDS: u32 = 72;
const DAYS: u32 = 30;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// One record of the story.
pub(super) struct Sent {
    pub(super) number: u32,
    agent: usize,
    pub(super) kind: RecordKind,
    at: Timestamp,
    pub(super) day: NaiveDate,
    /// Days ago.
    age: u32,
}

fn sent(now: Timestamp) -> impl Iterator<Item = Sent> {
    (1..=RECORDS).map(move |number| {
        // The nearer, the denser.
        let left = RECORDS - number;
        let age = DAYS * left * left / (RECORDS * RECORDS);
        let today = now.civil_date(CHINA_OFFSET_MINUTES).unwrap_or_default();
        let day = today - TimeDelta::days(i64::from(age));
        let minutes = i64::from(number * 53 % 480);
        let nine = NaiveTime::from_hms_opt(9, 5, 0).unwrap_or_default();
        let at = Timestamp::from_civil(day.and_time(nine), CHINA_OFFSET_MINUTES)
            .plus_millis(minutes * MINUTE);
        // Nothing has happened that is yet to come.
        let latest = now.plus_millis(-i64::from(RECORDS - number + 5) * MINUTE);
        let at = at.min(latest);
        Sent {
            number,
            agent: agent(number, age),
            kind: match number % 4 {
                3 => RecordKind::LossNotice,
                _ => RecordKind::Application,
            },
            day: at.civil_date(CHINA_OFFSET_MINUTES).unwrap_or(day),
            at,
            age,
        }
    })
}

/// The newest agent has nothing to send before the first day.
fn agent(number: u32, age: u32) -> usize {
    let agent = usize::try_from(number * 5).unwrap_or(0) % AGENTS;
    if agent == NEWEST_AGENT && age > 20 {
        0
    } else {
        agent
    }
}

/// The losses reported in the story: by whose client, what, and when.
pub(super) fn losses(now: Timestamp, catalogue: &Catalogue) -> Vec<(usize, Answers, NaiveDate)> {
    let all: Vec<Sent> = sent(now).collect();
    let losses = all
        .iter()
        .filter(|sent| sent.kind == RecordKind::LossNotice);
    losses
        .map(|sent| (sent.agent, content(sent, &all, catalogue), sent.day))
        .collect()
}

/// Everything agents and office did, unsorted.
pub(super) fn events(now: Timestamp, catalogue: &Catalogue) -> Vec<Event> {
    let all: Vec<Sent> = sent(now).collect();
    all.iter()
        .flat_map(|sent| course(sent, declared(sent, content(sent, &all, catalogue)), now))
        .collect()
}

/// Who is refused for health has declared why.
fn declared(sent: &Sent, content: Answers) -> Answers {
    match (fate(sent), sent.kind) {
        (Fate::Rejected, RecordKind::Application) => content
            .with("health.heart_or_blood_pressure", "yes")
            .with(
                "health.heart_or_blood_pressure_details",
                "2023年起高血压3级，最高185/115，服药控制不稳定；2025年因胸闷住院8天，诊断为冠心病。",
            ),
        _ => content,
    }
}

fn course(sent: &Sent, content: Answers, now: Timestamp) -> Vec<Event> {
    let reviewer = match sent.number % 3 {
        0 => SECOND_REVIEWER,
        _ => FIRST_REVIEWER,
    };
    let desk = |hours, review| (hours, reviewer, Deed::Review(review));
    let mut course = vec![(0, sent.agent, Deed::Submit(sent.kind, content))];
    course.extend(match fate(sent) {
        Fate::Unopened => vec![],
        Fate::Opened => vec![desk(2, Review::Open)],
        Fate::Queried => vec![desk(5, Review::Open), desk(6, Review::Query)],
        Fate::Answered => vec![
            desk(3, Review::Open),
            desk(4, Review::Query),
            (20, sent.agent, Deed::Answer),
        ],
        Fate::AcceptedAfterQuery => vec![
            desk(4, Review::Open),
            desk(5, Review::Query),
            (26, sent.agent, Deed::Answer),
            desk(30, Review::Open),
            desk(31, Review::Accept),
        ],
        Fate::Accepted => vec![desk(6, Review::Open), desk(7, Review::Accept)],
        Fate::Rejected => vec![desk(22, Review::Open), desk(23, Review::Reject)],
        Fate::Withdrawn => {
            let note = "客户计划有变，暂不投保。".to_owned();
            let withdraw = Operation::Withdraw { note };
            vec![(8, sent.agent, Deed::Send(sent.kind, withdraw))]
        }
    });
    let event = |(hours, who, deed)| Event {
        at: sent.at.plus_millis(hours * HOUR).min(now),
        who,
        record: sent.number,
        deed,
    };
    course.into_iter().map(event).collect()
}

/// What becomes of a record.
enum Fate {
    Unopened,
    Opened,
    Queried,
    Answered,
    AcceptedAfterQuery,
    Accepted,
    Rejected,
    Withdrawn,
}

/// Most of what is old is decided, most of what is new is not.
fn fate(sent: &Sent) -> Fate {
    match (sent.age, sent.number % 16) {
        (0, 0..10) => Fate::Unopened,
        (0, _) => Fate::Opened,
        (1..4, number) => match number % 4 {
            0 => Fate::Queried,
            1 => Fate::Answered,
            2 => Fate::Opened,
            _ => Fate::Unopened,
        },
        (4..6, 2) => Fate::Unopened,
        (_, 5 | 10) => Fate::AcceptedAfterQuery,
        (_, 7 | 12) => Fate::Rejected,
        (_, 14) => Fate::Withdrawn,
        _ => Fate::Accepted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::kinds::application::rules::is_health_yes;
    use shared::kinds::check;
    use shared::rules::Context;
    use std::collections::BTreeMap;

    #[test]
    fn whoever_is_refused_for_health_has_declared_why() {
        let catalogue = Catalogue::demonstration().unwrap();
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        let now = Timestamp::from_civil(day.and_time(noon), CHINA_OFFSET_MINUTES);
        let (mut applications, mut refused) = (BTreeMap::new(), Vec::new());
        for event in events(now, &catalogue) {
            match event.deed {
                Deed::Submit(RecordKind::Application, content) => {
                    applications.insert(event.record, (event.at, content));
                }
                Deed::Review(Review::Reject) => refused.push(event.record),
                _ => {}
            }
        }
        let refused = refused.iter().filter_map(|record| applications.get(record));
        let mut count = 0;
        for (at, content) in refused {
            count += 1;
            assert!(content.iter().any(|(path, text)| is_health_yes(path, text)));
            let day = at.civil_date(CHINA_OFFSET_MINUTES).unwrap();
            let found = check(
                RecordKind::Application,
                content,
                &Context::complete(day, &catalogue),
            );
            let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
        assert!(count > 0);
    }
}
