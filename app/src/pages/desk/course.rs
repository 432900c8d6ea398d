//! What a case says about its own past: what an answered query changed, and what others did
//! between two readings.

use crate::store::WhatWasRead;
use shared::answers::Answers;
use shared::desk::{Case, Decision};
use shared::submission::{Amendment, Approval, Query, QueryItem, Review};

/// The review of a case; every case at the desk has one.
pub fn review(case: &Case) -> Option<&Review> {
    match &case.record.office {
        shared::record::Office::Review(review) => Some(review),
        _ => None,
    }
}

/// The content as it stood after this query was answered; `None` while it is open.
///
/// Each answer makes a version of its own, kept since the moment it arrived.
pub fn content_after<'a>(case: &'a Case, query: &Query) -> Option<&'a Answers> {
    let answered_at = query.answered_at?;
    let kept = case
        .earlier
        .iter()
        .find(|earlier| earlier.received_at >= answered_at);
    Some(kept.map_or(&case.record.content, |earlier| &earlier.content))
}

/// What the last answered query, or the agent since then, did to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastAnswer<'a> {
    /// Nobody asked about it, and the agent left it alone.
    NotAsked,
    /// It was asked about, and the agent left it as it was.
    Unchanged,
    /// The agent changed it; this stood there before.
    Changed(&'a str),
}

/// What the last answered query, or the agent since then, did to the answer at `path`.
pub fn last_answer<'a>(case: &'a Case, path: &str) -> LastAnswer<'a> {
    match review(case).and_then(|review| stood_before(review, path)) {
        None => LastAnswer::NotAsked,
        Some(before) if before.trim() == case.record.content.typed(path).trim() => {
            LastAnswer::Unchanged
        }
        Some(before) => LastAnswer::Changed(before),
    }
}

fn stood_before<'a>(review: &'a Review, path: &str) -> Option<&'a str> {
    let asked = items_answered(review).find(|item| item.raised.path == path);
    let mut amended = amended_since(review).flat_map(|amendment| &amendment.answers);
    let amended = amended.find(|answer| answer.path == path);
    asked
        .map(|item| item.before.as_str())
        .or_else(|| amended.map(|answer| answer.before.as_str()))
}

fn last_answered(review: &Review) -> Option<&Query> {
    review.queries.iter().rev().find(|query| !query.is_open())
}

fn items_answered(review: &Review) -> impl Iterator<Item = &QueryItem> {
    let answered = last_answered(review).into_iter();
    answered.flat_map(|query| &query.items)
}

/// What the agent corrected with the last answer or after it.
fn amended_since(review: &Review) -> impl Iterator<Item = &Amendment> {
    let since = last_answered(review).and_then(|query| query.answered_at);
    let amendments = review.amendments.iter();
    amendments.filter(move |amendment| Some(amendment.at) >= since)
}

/// The paths the last answered query asked about, or the agent corrected since.
pub fn answered_paths(case: &Case) -> impl Iterator<Item = &str> {
    review(case).into_iter().flat_map(|review| {
        let asked = items_answered(review).map(|item| item.raised.path.as_str());
        let amended = amended_since(review).flat_map(|amendment| &amendment.answers);
        asked.chain(amended.map(|answer| answer.path.as_str()))
    })
}

/// What the agent wrote to the answer at `path`: to the last query, and why it was corrected since.
pub fn replies(case: &Case, path: &str) -> Vec<String> {
    let Some(review) = review(case) else {
        return Vec::new();
    };
    let remarks = items_answered(review)
        .filter(|item| item.raised.path == path)
        .map(|item| &item.remark);
    let changes = |it: &&Amendment| it.answers.iter().any(|answer| answer.path == path);
    let notes = amended_since(review).filter(changes).map(|it| &it.note);
    let written = remarks.chain(notes).filter(|text| !text.is_empty());
    written.cloned().collect()
}

/// What a reviewer has read who decides this case now, and what the decision would be.
pub fn what_is_read(case: &Case, decision: &Decision) -> WhatWasRead {
    let review = review(case);
    let given = review.map_or(0, |review| match decision {
        Decision::Accept {} => review.approvals.len(),
        Decision::Reject { .. } => review
            .proposed_rejection()
            .map_or(0, |it| it.approvals.len()),
        Decision::Reopen { .. } | Decision::Query { .. } => 1,
    });
    WhatWasRead {
        content_version: case.record.content_version,
        steps: review.map_or(0, |review| review.steps.len()),
        first_of_two: case.needed.four_eyes && given == 0,
        needed: case.needed,
        agent: case.record.captured_by.name.clone(),
    }
}

/// What a colleague did, as the first of two, that a decision would go against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// They proposed to turn the case down.
    Rejection {
        /// Their name.
        by: String,
        /// A code of [`shared::reason::ReasonCodes`].
        reason: String,
    },
    /// They gave the first approval.
    Approval {
        /// Their name.
        by: String,
    },
}

/// What this decision goes against, if a colleague has taken the other side.
pub fn goes_against(case: &Case, decision: &Decision) -> Option<Against> {
    let review = review(case).filter(|review| !review.status.is_final())?;
    let name = |given: &[Approval]| given.first().map(|first| first.by.name.clone());
    match decision {
        Decision::Accept {} => {
            let proposed = review.proposed_rejection()?;
            Some(Against::Rejection {
                by: name(&proposed.approvals)?,
                reason: proposed.reason.clone(),
            })
        }
        Decision::Reject { .. } => name(&review.approvals).map(|by| Against::Approval { by }),
        Decision::Reopen { .. } | Decision::Query { .. } => None,
    }
}

/// What others did between two readings of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Steps of its course, each with who took it.
    pub steps: Vec<(&'static str, String)>,
    /// Paths whose answer is another one now.
    pub paths: Vec<String>,
}

impl Since {
    /// What is new in `now` for somebody who had read this.
    pub fn after(then: &WhatWasRead, now: &Case) -> Self {
        let steps = review(now).into_iter().flat_map(Review::course);
        let steps = steps.skip(then.steps);
        let before = now
            .earlier
            .iter()
            .find(|earlier| earlier.content_version == then.content_version);
        let paths = before.map(|before| before.content.differing_paths(&now.record.content));
        Self {
            steps: steps
                .map(|(name, step)| (name, step.by.name.clone()))
                .collect(),
            paths: paths.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::example;

    #[test]
    fn the_answer_to_a_query_shows_what_stood_there() {
        let case = example::answered_case();
        let query = &review(&case).unwrap().queries[0];
        let changed = LastAnswer::Changed("90000");
        assert_eq!(last_answer(&case, "applicant.annual_income"), changed);
        assert_eq!(last_answer(&case, "applicant.name"), LastAnswer::NotAsked);
        let after = content_after(&case, query).unwrap();
        assert_eq!(after.get("applicant.annual_income"), Some("120000"));
    }

    #[test]
    fn what_the_agent_wrote_to_a_query_stands_at_the_answer() {
        let case = example::answered_case();
        assert_eq!(replies(&case, "applicant.annual_income"), ["工资"]);
        assert!(replies(&case, "applicant.name").is_empty());
        let paths: Vec<_> = answered_paths(&case).collect();
        assert_eq!(paths, ["applicant.annual_income"]);
    }

    #[test]
    fn an_open_query_has_no_answer() {
        let case = example::queried_case();
        let query = &review(&case).unwrap().queries[0];
        assert_eq!(content_after(&case, query), None);
        assert_eq!(
            last_answer(&case, "applicant.annual_income"),
            LastAnswer::NotAsked
        );
    }

    #[test]
    fn a_second_reading_tells_what_happened_meanwhile() {
        let read = what_is_read(&example::queried_case(), &Decision::Accept {});
        let since = Since::after(&read, &example::answered_case());
        assert_eq!(since.steps.len(), 1);
        assert_eq!(since.paths, ["applicant.annual_income"]);
    }
}
