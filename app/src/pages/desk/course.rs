//! What a case says about its own past: what an answered query changed, and what others did
//! between two readings.

use shared::answers::Answers;
use shared::desk::Case;
use shared::submission::{Query, Review, Step};

/// The review of a case; every case at the desk has one.
pub fn review(case: &Case) -> Option<&Review> {
    match &case.record.office {
        shared::record::Office::Review(review) => Some(review),
        _ => None,
    }
}

/// The content as it stood after this query was answered; `None` while it is open.
///
/// Content changes only by answers, so it is the first one kept after the query was raised.
pub fn content_after<'a>(case: &'a Case, query: &Query) -> Option<&'a Answers> {
    query.answered_at?;
    let later = case
        .earlier
        .iter()
        .find(|earlier| earlier.received_at > query.raised_at);
    Some(later.map_or(&case.record.content, |earlier| &earlier.content))
}

/// What the last answered query did to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastAnswer<'a> {
    /// It did not ask about it.
    NotAsked,
    /// It asked, and the agent left it as it was.
    Unchanged,
    /// The agent changed it; this stood there before.
    Changed(&'a str),
}

/// What the last answered query did to the answer at `path`.
pub fn last_answer<'a>(case: &'a Case, path: &str) -> LastAnswer<'a> {
    let answered = review(case).and_then(|review| {
        let mut latest = review.queries.iter().rev();
        latest.find(|query| !query.is_open())
    });
    let item = answered.and_then(|query| query.items.iter().find(|item| item.raised.path == path));
    match item {
        None => LastAnswer::NotAsked,
        Some(item) if item.before.trim() == case.record.content.typed(path).trim() => {
            LastAnswer::Unchanged
        }
        Some(item) => LastAnswer::Changed(&item.before),
    }
}

/// What others did between two readings of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Steps of its course.
    pub steps: Vec<Step>,
    /// Paths whose answer is another one now.
    pub paths: Vec<String>,
}

impl Since {
    /// What is new in `now` for somebody who read `then`.
    pub fn between(then: &Case, now: &Case) -> Self {
        let known = review(then).map_or(0, |review| review.steps.len());
        let steps = review(now).map_or(&[][..], |review| &review.steps);
        Self {
            steps: steps.iter().skip(known).cloned().collect(),
            paths: then.record.content.differing_paths(&now.record.content),
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
        let since = Since::between(&example::queried_case(), &example::answered_case());
        assert_eq!(since.steps.len(), 1);
        assert_eq!(since.paths, ["applicant.annual_income"]);
    }
}
