//! Corrections: what late facts change in earlier months, and which facts are late.

use super::difference::{Difference, Line, differences};
use super::entry::Entry;
use super::facts::{Fact, What};
use super::name::FactId;
use super::rules::Rules;
use super::touched::Late;
use super::trace::Step;
use crate::id::PersonId;
use crate::month::Month;
use std::collections::BTreeMap;

/// Facts that came after the close of the month they belong to, by the month in which they came.
pub(super) fn late_facts(facts: &[Fact], rules: &Rules) -> BTreeMap<Month, Vec<FactId>> {
    let told: BTreeMap<&FactId, &Fact> = facts.iter().map(|fact| (&fact.id, fact)).collect();
    let mut late: BTreeMap<Month, Vec<FactId>> = BTreeMap::new();
    for fact in facts {
        let on = match &fact.what {
            What::Retracted(retracted) => {
                let meant = told.get(&retracted.fact);
                meant
                    .filter(|meant| takes_back(fact, meant))
                    .map_or(fact.on, |meant| meant.on)
            }
            _ => fact.on,
        };
        let came = rules.pay_calendar.closing_month(fact.known_on());
        if rules.pay_calendar.closing_month(on) < came {
            late.entry(came).or_default().push(fact.id.clone());
        }
    }
    late.values_mut().for_each(|ids| ids.sort());
    late
}

/// Whether a retraction takes back a fact that had been told: one that comes afterwards is told in vain, and
/// changes nothing that was said.
pub(super) fn takes_back(retraction: &Fact, meant: &Fact) -> bool {
    meant.known_on() <= retraction.known_on()
}

/// The differences between what the months before `posted` said and what they say now.
pub(super) fn corrections(
    was: &[Entry],
    now: &[Entry],
    agent: PersonId,
    posted: Month,
    late: Option<&Late<'_>>,
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
