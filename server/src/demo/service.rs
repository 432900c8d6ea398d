//! Changes that clients ask for in their policies: one that came just now, one that was made.

use super::cast::FIRST_REVIEWER;
use super::desk_work::Review;
use super::sales::Sale;
use super::story::{Deed, Event};
use chrono::NaiveDate;
use shared::answers::Answers;
use shared::record::RecordKind;
use shared::sample::service_request;
use shared::time::{CHINA_OFFSET_MINUTES, Timestamp};

const FIRST_RECORD: u32 = 4_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What is asked for, by whose client, and how long ago.
const ASKED: [(&str, usize, i64); 2] = [("address", 0, 3 * DAY), ("telephone", 1, 25 * MINUTE)];

/// Everything that happened around them, unsorted.
pub(super) fn events(now: Timestamp, sales: &[Sale]) -> Vec<Event> {
    let mut events = Vec::new();
    for (record, (change, agent, ago)) in (FIRST_RECORD..).zip(ASKED) {
        let at = now.plus_millis(-ago);
        let Some(content) = content(change, agent, at, sales) else {
            continue;
        };
        let submit = Deed::Submit(RecordKind::ServiceRequest, content);
        let decided = [(40, Review::Open), (44, Review::Accept)]
            .map(|(minutes, review)| (minutes, FIRST_REVIEWER, Deed::Review(review)));
        let mut course = vec![(0, agent, submit)];
        course.extend(decided.into_iter().filter(|_| ago >= DAY));
        events.extend(course.into_iter().map(|(minutes, who, deed)| Event {
            at: at.plus_millis(minutes * MINUTE),
            who,
            record,
            deed,
        }));
    }
    events
}

/// A request of somebody in the client book of this agent.
fn content(change: &str, agent: usize, at: Timestamp, sales: &[Sale]) -> Option<Answers> {
    let day: NaiveDate = at.civil_date(CHINA_OFFSET_MINUTES)?;
    let mut seeds = 0..100;
    let asked = seeds.find_map(|seed| {
        let asked = service_request(seed, day);
        asked.is("service.change", change).then_some(asked)
    })?;
    let mut sales = sales.iter();
    let sale = sales.find(|sale| sale.agent == agent && sale.is_in_force())?;
    let of_client =
        ["name", "identity_kind", "identity_number"].map(|name| format!("applicant.{name}"));
    let asked = asked.with("policy.number", &sale.policy);
    Some(of_client.iter().fold(asked, |asked, path| {
        asked.with(path, sale.content.typed(path))
    }))
}
