//! Corrections: what late facts change in earlier months.

use super::difference::{Difference, Line, differences};
use crate::commission::books::late_impact::LateFacts;
use crate::commission::posting::entry::Entry;
use crate::commission::posting::trace::Step;
use crate::facts::FactId;
use crate::id::PersonId;
use crate::month::Month;

/// The differences between what the months before `posted` said and what they say now.
pub(super) fn corrections(
    was: &[Entry],
    now: &[Entry],
    agent: PersonId,
    posted: Month,
    late: Option<&LateFacts<'_>>,
) -> Vec<Entry> {
    let earlier = |entry: &&Entry| entry.about < posted;
    let differences = differences(was.iter().filter(earlier), now.iter().filter(earlier));
    let correction = |difference: Difference| {
        let learned = late.map(|late| late.that_made(&difference.line.subject));
        correction(difference, agent, posted, learned.unwrap_or_default())
    };
    differences.into_iter().filter_map(correction).collect()
}

fn correction(
    Difference {
        line,
        was,
        now,
        mut trace,
    }: Difference,
    agent: PersonId,
    posted: Month,
    facts: Vec<FactId>,
) -> Option<Entry> {
    let Line {
        about,
        kind,
        item,
        subject,
    } = line;
    let kind = kind.corrected()?;
    trace.0.push(Step::Learned { was, now, facts });
    let amount = now - was;
    Some(Entry {
        posted,
        about,
        agent,
        kind,
        item,
        subject,
        amount,
        trace,
    })
}
