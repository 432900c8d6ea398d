//! What the desk shows beside a case, as far as this person sees it.

use super::queue::entries;
use crate::auth::SignedIn;
use crate::problem::ApiError;
use crate::store::queue::{self as stored_queue, Queued};
use crate::store::{Db, policies, settings};
use chrono::{Days, NaiveTime};
use shared::answers::read;
use shared::desk::{AgentHistory, ClaimedPolicy, InBoth, Related};
use shared::kinds::{self, Policies, parties};
use shared::record::Office;
use shared::rules::{Party, Watch};
use shared::search::{Coded, beginning};
use shared::submission::Status;
use shared::time::Timestamp;
use std::collections::BTreeSet;

/// How many records are looked at that have a number of somebody in the case, the newest.
const MOST_LOOKED_AT: i64 = 100;
/// How many are shown.
const MOST_SHOWN: usize = 20;

/// Other records with the people of this one.
pub(super) async fn related(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
    now: Timestamp,
) -> Result<Vec<Related>, ApiError> {
    let view = &queued.record.view;
    let here = parties(view.kind, &view.content);
    let numbers: BTreeSet<Coded> = here
        .iter()
        .flat_map(Party::recognised_by)
        .map(beginning)
        .collect();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<Coded> = numbers.into_iter().collect();
    let except = view.record_id;
    let found = stored_queue::others(db, person.viewer(), except, &numbers, MOST_LOOKED_AT).await?;
    let mut related = Vec::new();
    for other in found {
        let people = in_both(&here, &other);
        if !people.is_empty() && related.len() < MOST_SHOWN {
            related.push((other, people));
        }
    }
    let (others, people): (Vec<Queued>, Vec<Vec<InBoth>>) = related.into_iter().unzip();
    let entries = entries(db, person, &others, now).await?;
    let both = entries.into_iter().zip(people);
    Ok(both
        .map(|(entry, people)| Related { entry, people })
        .collect())
}

/// Everybody of this record who is in the other, too, once.
fn in_both(here: &[Party], other: &Queued) -> Vec<InBoth> {
    let view = &other.record.view;
    let there = parties(view.kind, &view.content);
    let mut seen: Vec<&Party> = Vec::new();
    let mut both = Vec::new();
    for party in here {
        if seen.iter().any(|seen| seen.is_same_as(party)) {
            continue;
        }
        seen.push(party);
        if let Some(same) = there.iter().find(|it| it.is_same_as(party)) {
            both.push(InBoth {
                name: names(party, same),
                there: same.prefix.clone(),
            });
        }
    }
    both
}

/// Their name here, and that in the other record if it is another.
fn names(here: &Party, there: &Party) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in [&here.name, &there.name].into_iter().flatten() {
        let name = name.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" / ")
}

/// The policy that a case names.
pub(super) async fn policy(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
) -> Result<Option<ClaimedPolicy>, ApiError> {
    let view = &queued.record.view;
    let Policies::Named { at } = kinds::of(view.kind).policies else {
        return Ok(None);
    };
    let Some(number) = read::policy_number_at(&view.content, at) else {
        return Ok(None);
    };
    let found = policies::seen_at_desk(db, person.viewer(), &number).await?;
    Ok(found.map(|(policy, agent)| ClaimedPolicy { policy, agent }))
}

/// How the agent's other records of the last days fared.
pub(super) async fn history(
    db: &mut Db,
    person: &SignedIn,
    queued: &Queued,
) -> Result<AgentHistory, ApiError> {
    let watch: Watch = settings::in_force(db, person.today).await?;
    let before = Days::new(u64::from(watch.history_days.saturating_sub(1)));
    let since = person.today.checked_sub_days(before);
    let since = since.unwrap_or(person.today);
    let midnight = since.and_time(NaiveTime::MIN);
    let begins = Timestamp::from_civil(midnight, person.branch.offset_minutes);
    let view = &queued.record.view;
    let agent = view.captured_by.id;
    let offices =
        stored_queue::offices_of(db, person.viewer(), agent, view.record_id, begins).await?;
    let none = AgentHistory {
        since,
        sent: 0,
        accepted: 0,
        rejected: 0,
        queried: 0,
    };
    Ok(offices.iter().fold(none, counted))
}

fn counted(history: AgentHistory, office: &Office) -> AgentHistory {
    let Office::Review(review) = office else {
        return history;
    };
    AgentHistory {
        since: history.since,
        sent: history.sent + 1,
        accepted: history.accepted + u32::from(review.status == Status::Accepted),
        rejected: history.rejected + u32::from(review.status == Status::Rejected),
        queried: history.queried + u32::from(!review.queries.is_empty()),
    }
}
