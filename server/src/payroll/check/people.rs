//! Facts about agents.

use super::{Checked, Ground};
use crate::payroll::entry::Wrong;
use shared::facts::{Fact, FactKind, Joined, Licensed, Split, Target};
use shared::id::PersonId;

/// Whether everybody a fact speaks of is in the organisation, and an agent where it takes them for one.
pub(super) fn are_known(fact: &Fact, ground: &Ground<'_>) -> Checked {
    for (path, person, is_agent) in spoken_of(&fact.what) {
        if !ground.people.knows(person) {
            let reason = format!(
                "nobody has the id {person}: write a staff number, or bring the person into the organisation first"
            );
            return Err(Wrong::at(path, reason));
        }
        if is_agent && !ground.is_agent(person) {
            let called = ground.people.called(person);
            let reason = format!(
                "{called} has never been an agent: write the staff number of who is meant, or bring the contract into the \
                 organisation first"
            );
            return Err(Wrong::at(path, reason));
        }
    }
    Ok(())
}

/// Everybody in a fact: where, who, and whether as an agent.
fn spoken_of(what: &FactKind) -> Vec<(&'static str, PersonId, bool)> {
    match what {
        FactKind::Joined(joined) => {
            let recruiter = joined
                .recruiter
                .map(|recruiter| ("joined.recruiter", recruiter, true));
            [("joined.agent", joined.agent, false)]
                .into_iter()
                .chain(recruiter)
                .collect()
        }
        FactKind::Left(left) => vec![("left.agent", left.agent, true)],
        FactKind::Placed(placed) => vec![("placed.agent", placed.agent, true)],
        FactKind::Appointed(appointed) => {
            let leader = appointed
                .leader
                .map(|leader| ("appointed.leader", leader, true));
            leader.into_iter().collect()
        }
        FactKind::Split(split) => vec![("split.nurturer", split.nurturer, true)],
        FactKind::Confirmed(confirmed) => vec![("confirmed.agent", confirmed.agent, true)],
        FactKind::Trained(trained) => vec![("trained.agent", trained.agent, true)],
        FactKind::Licensed(licensed) => vec![("licensed.agent", licensed.agent, true)],
        FactKind::Submitted(submitted) => vec![("submitted.agent", submitted.agent, true)],
        FactKind::Issued(issued) => vec![("issued.agent", issued.agent, true)],
        FactKind::Reassigned(reassigned) => vec![("reassigned.agent", reassigned.agent, true)],
        FactKind::Attendance(attendance) => vec![("attendance.agent", attendance.agent, true)],
        FactKind::Exam(exam) => vec![("exam.agent", exam.agent, true)],
        FactKind::Decided(decided) => vec![("decided.agent", decided.agent, true)],
        FactKind::Rated(rated) => vec![("rated.agent", rated.agent, false)],
        FactKind::Planned(planned) => match planned.target {
            Target::Agent(agent) => vec![("planned.target.agent", agent, true)],
            Target::Unit(_) | Target::Company => vec![],
        },
        FactKind::Founded(_)
        | FactKind::Concluded(_)
        | FactKind::Premium(_)
        | FactKind::PolicyEvent(_)
        | FactKind::Session(_)
        | FactKind::Retracted(_) => vec![],
    }
}

/// The organisation is the store's own: told again by facts, payroll would count by another one than everybody sees.
pub(super) fn is_not_the_organisation_s(what: &FactKind) -> Checked {
    let kind = match what {
        FactKind::Left(_) => "left",
        FactKind::Placed(_) => "placed",
        FactKind::Founded(_) => "founded",
        FactKind::Appointed(_) => "appointed",
        _ => return Ok(()),
    };
    Err(Wrong::at(
        kind,
        "the organisation tells this, not a fact: leave it out, and correct the person or the unit in the organisation; \
         payroll counts by it from the day on which it is known there",
    ))
}

/// A contract begins in the organisation; who recruited the agent is not held there, and is told here.
pub(super) fn recruited(fact: &Fact, joined: &Joined, ground: &Ground<'_>) -> Checked {
    let Some(recruiter) = joined.recruiter else {
        return Err(Wrong::at(
            "joined",
            "the organisation tells when a contract begins, not a fact: write who recruited (`recruiter`), or leave it out",
        ));
    };
    if recruiter == joined.agent {
        return Err(Wrong::at(
            "joined.recruiter",
            "nobody recruits themselves: write who did, or leave the fact out",
        ));
    }
    let begins = ground.contracts_of(joined.agent);
    if begins.contains(&fact.on) {
        return Ok(());
    }
    let days: Vec<String> = begins.iter().map(ToString::to_string).collect();
    let called = ground.people.called(joined.agent);
    Err(Wrong::at(
        "on",
        format!(
            "no contract of {called} begins on {} in the organisation: write {}",
            fact.on,
            match days.is_empty() {
                true =>
                    "who is meant, or bring the contract into the organisation first".to_owned(),
                false => days.join(" or "),
            }
        ),
    ))
}

/// A unit that split off by hand remembers its mother unit; of one of before, the split is told here.
pub(super) fn split(split: &Split, ground: &Ground<'_>) -> Checked {
    match ground.knows_split(split.unit) {
        true => Err(Wrong::at(
            "split.unit",
            "the organisation tells from whom this unit split off, not a fact: leave it out",
        )),
        false => Ok(()),
    }
}

pub(super) fn licensed(fact: &Fact, licensed: &Licensed) -> Checked {
    match licensed.until {
        Some(until) if until < fact.on => Err(Wrong::at(
            "licensed.until",
            format!(
                "{until} is before the licence begins, {}: write its last valid day, or leave it out if it does not expire",
                fact.on
            ),
        )),
        _ => Ok(()),
    }
}
