//! How facts come into a history: what was retracted is left out, each is filed under what it is about.

use super::{History, PersonHistory, PolicyHistory, Received, UnitHistory};
use crate::facts::{Fact, FactId, FactKind, PolicyNumber};
use crate::id::{PersonId, UnitId};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::Arc;

impl<'f> History<'f> {
    /// What the office knows at the end of a day.
    pub fn known_by(facts: &'f [Fact], day: NaiveDate) -> Self {
        Self::of(facts.iter(), day)
    }

    /// What is known of these facts at the end of a day.
    pub(crate) fn of(facts: impl Iterator<Item = &'f Fact>, day: NaiveDate) -> Self {
        let mut history = Self::sorted(facts, day);
        history.index_policies();
        history
    }

    fn sorted(facts: impl Iterator<Item = &'f Fact>, day: NaiveDate) -> Self {
        let mut known: Vec<&Fact> = facts.filter(|fact| fact.known_on() <= day).collect();
        known.sort_unstable_by_key(told);
        let retracted: BTreeSet<&FactId> = known.iter().filter_map(|fact| retracts(fact)).collect();
        let mut ids = BTreeSet::new();
        known.retain(|fact| !retracted.contains(&fact.id) && ids.insert(&fact.id));
        let mut history = Self::default();
        history.sort(known);
        history
    }

    /// Takes in facts in the order in which they were told.
    fn sort(&mut self, mut facts: Vec<&'f Fact>) {
        // Issues first, so that what happened to a policy finds it even if it happened before. Of
        // two issues of a policy the one told first counts.
        for fact in &facts {
            if let FactKind::Issued(issued) = &fact.what {
                let policies = self.policies.entry(&issued.policy);
                policies.or_insert_with(|| Arc::new(PolicyHistory::new(issued, fact.on)));
            }
        }
        // Of two words of one day the one told later is the latest.
        facts.sort_unstable_by_key(|fact| (fact.on, told(fact)));
        for fact in &facts {
            self.file_policy_fact(fact);
            self.file_person_fact(fact);
            self.file_unit_fact(fact);
            self.file_application(fact);
        }
        for policy in self.policies.values_mut().filter_map(Arc::get_mut) {
            policy.sort();
        }
        self.facts = facts;
    }

    /// Takes in policies that another history has; those issued after the day are not known yet.
    pub(crate) fn take_in(
        &mut self,
        policies: impl Iterator<Item = (&'f PolicyNumber, Arc<PolicyHistory<'f>>)>,
    ) {
        self.policies.extend(policies);
        self.policies_of.clear();
        self.index_policies();
    }

    fn index_policies(&mut self) {
        for (number, policy) in &self.policies {
            for agent in policy.agents() {
                self.policies_of.entry(agent).or_default().push(number);
            }
        }
    }

    fn file_policy_fact(&mut self, fact: &'f Fact) {
        let number = match &fact.what {
            FactKind::Premium(premium) => &premium.policy,
            FactKind::PolicyEvent(event) => &event.policy,
            FactKind::Reassigned(reassigned) => &reassigned.policy,
            _ => return,
        };
        // Nobody else has it yet.
        let Some(policy) = self.policies.get_mut(number).and_then(Arc::get_mut) else {
            return;
        };
        match &fact.what {
            FactKind::Premium(premium) => {
                policy.premiums.push(Received {
                    on: fact.on,
                    known: fact.known_on(),
                    fact: &fact.id,
                    premium,
                });
            }
            FactKind::PolicyEvent(event) => policy.events.push((fact.on, event.event)),
            FactKind::Reassigned(to) => policy.reassigned.push((fact.on, to.agent)),
            _ => {}
        }
    }

    fn file_person_fact(&mut self, fact: &'f Fact) {
        match &fact.what {
            FactKind::Joined(joined) => {
                self.person(joined.agent)
                    .joined
                    .push((fact.on, joined.recruiter));
            }
            FactKind::Left(left) => self.person(left.agent).left.push(fact.on),
            FactKind::Placed(placed) => {
                let person = self.person(placed.agent);
                person.placed.push((fact.on, placed.unit));
                let members = self.placed_in.entry(placed.unit).or_default();
                members.insert(placed.agent);
            }
            FactKind::Attendance(attendance) => {
                let person = self.person(attendance.agent);
                let words = match fact.is_derived() {
                    true => &mut person.attendance_in_sessions,
                    false => &mut person.attendance,
                };
                words.push((fact.on, attendance.clone()));
            }
            _ => {}
        }
    }

    fn file_unit_fact(&mut self, fact: &'f Fact) {
        match &fact.what {
            FactKind::Founded(founded) => {
                self.unit(founded.unit)
                    .parents
                    .push((fact.on, founded.parent));
            }
            FactKind::Appointed(appointed) => {
                let unit = self.unit(appointed.unit);
                unit.leaders.push((fact.on, appointed.leader));
                if let Some(leader) = appointed.leader {
                    self.led.entry(leader).or_default().insert(appointed.unit);
                }
            }
            FactKind::Split(split) => {
                let unit = self.unit(split.unit);
                let (_, nurturer) = *unit.split.get_or_insert((fact.on, split.nurturer));
                self.nurtured
                    .entry(nurturer)
                    .or_default()
                    .insert(split.unit);
            }
            _ => {}
        }
    }

    fn file_application(&mut self, fact: &'f Fact) {
        let ended = match &fact.what {
            FactKind::Submitted(submitted) => {
                let of_agent = self.submitted.entry(submitted.agent).or_default();
                of_agent.push((fact.on, submitted));
                return;
            }
            FactKind::Concluded(concluded) => Some(&concluded.application),
            FactKind::Issued(issued) => issued.application.as_ref(),
            _ => None,
        };
        if let Some(application) = ended {
            self.ended_applications
                .entry(application)
                .or_insert(fact.on);
        }
    }

    fn person(&mut self, person: PersonId) -> &mut PersonHistory {
        self.people.entry(person).or_default()
    }

    fn unit(&mut self, unit: UnitId) -> &mut UnitHistory {
        self.units.entry(unit).or_default()
    }
}

/// What comes first was told first: of two words about the same thing, which one counts never depends
/// on what is told later.
fn told<'f>(fact: &&'f Fact) -> (NaiveDate, &'f Fact) {
    (fact.known_on(), fact)
}

fn retracts(fact: &Fact) -> Option<&FactId> {
    match &fact.what {
        FactKind::Retracted(retracted) => Some(&retracted.fact),
        _ => None,
    }
}
